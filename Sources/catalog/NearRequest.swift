import CatalogKit

/// What `catalog near` is asked, whoever has parsed it: ``NearCommand`` or ``NearShortcut``.
struct NearRequest: Equatable {
  var latitude: String
  var longitude: String
  var radius: String?
  /// At most so many photos; 0 is all.
  var limit: Int?
  /// The nearest photos, however far.
  var nearest: Int?
  var format = NearFormat.table
  var explains = false
  var index = IndexLocation()

  static let defaultRadius = "1km"
  static let defaultLimit = 50

  /// The question that the index is asked.
  ///
  /// - Throws: `CoordinateError`, `DistanceError` or ``NearRequestError``.
  func query() throws -> NearQuery {
    let center = try Coordinate(
      latitude: CommandLineArguments.plain(latitude),
      longitude: CommandLineArguments.plain(longitude)
    )
    return NearQuery(center: center, scope: try scope())
  }

  private func scope() throws -> NearQuery.Scope {
    let distance = try radius.map { try Distance(CommandLineArguments.plain($0)) }
    guard let nearest else {
      let limit = limit ?? Self.defaultLimit
      guard limit >= 0 else { throw NearRequestError.negativeLimit }
      return .within(try distance ?? Distance(Self.defaultRadius), limit: limit == 0 ? nil : limit)
    }
    guard nearest >= 1 else { throw NearRequestError.nearestOfNone }
    guard limit == nil else { throw NearRequestError.nearestAndLimit }
    return .nearest(nearest, within: distance)
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let query = try query()
    let index = try self.index.open(in: context)
    let answer = try query.run(on: index)
    IndexLocation.explainFallback(answer.fallback, index, in: context)
    let paths = PathMapping(indexFolder: index.folder)
    let hits = answer.hits.map {
      NearRow($0, path: paths.openable($0.photo.path, from: context.workingFolder))
    }
    try context.output.write(format.render(hits))
    try context.output.flush()
    if let remark = remark(on: answer, query, index) { context.say(remark) }
    if explains {
      let reads = index.counts
      context.say(
        "explain: cells \(answer.cells), lines \(answer.lines), preads \(reads.calls), bytes \(reads.bytes)"
      )
    }
    return .done
  }

  /// What the photos do not tell: that there are none, or more.
  private func remark(on answer: NearQuery.Answer, _ query: NearQuery, _ index: IndexFile) -> String? {
    let more = answer.total - answer.hits.count
    switch query.scope {
    case .within(let distance, _) where answer.total == 0, .nearest(_, let distance?) where answer.total == 0:
      return "no photo was taken within \(radius ?? Self.defaultRadius) of \(Self.text(query.center))."
        + Self.advice(distance)
    case .nearest(_, nil) where answer.total == 0:
      return "no photo in \(index.path) has a position. catalog status --problems tells why"
    case .within where more > 0:
      return "\(more) more within \(radius ?? Self.defaultRadius); --limit 0 shows all"
    default: return nil
    }
  }

  private static func text(_ place: Coordinate) -> String {
    let decimals = FixedPoint.coordinateDecimals
    return FixedPoint.text(place.latitude, decimals: decimals) + ", "
      + FixedPoint.text(place.longitude, decimals: decimals)
  }

  /// Ten times as far, where that is not the whole earth yet.
  private static func advice(_ radius: Distance) -> String {
    let kilometres = radius.metres / 100
    guard kilometres < 20_000 else { return "" }
    return " Try a larger one: --radius \(FixedPoint.text(max(kilometres, 1), decimals: 3))km"
  }
}

/// Options of `near` that cannot be meant.
enum NearRequestError: Error, CustomStringConvertible {
  case negativeLimit
  case nearestOfNone
  case nearestAndLimit

  /// One sentence for people.
  var description: String {
    switch self {
    case .negativeLimit: "--limit must not be negative; 0 is all."
    case .nearestOfNone: "--nearest must be 1 or more."
    case .nearestAndLimit: "--nearest already says how many photos; leave --limit out."
    }
  }
}
