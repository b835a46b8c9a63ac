import CatalogKit

/// What `catalog near` is asked, whoever has parsed it: ``NearCommand`` or ``NearShortcut``.
struct NearRequest: Equatable {
  /// Around which place.
  var center: NearCenter
  /// How far, and how many.
  var scope: NearQuery.Scope
  /// How far, in the words of whoever asked.
  var radius: String
  /// Which photos.
  var filter = PhotoFilter()
  /// The order of the answer; `nil` is the nearest first.
  var order: PhotoOrder?
  var answer = OutputRequest()
  var explains = false
  var index = IndexLocation()

  static let defaultRadius = "1km"
  static let defaultLimit = 50

  /// - Parameters:
  ///   - center: Around which place.
  ///   - radius: How far; one kilometre where neither this nor `nearest` says anything.
  ///   - limit: The largest number of photos.
  ///   - nearest: The number of nearest photos, however far.
  /// - Throws: ``NearRequestError``.
  init(around center: NearCenter, radius: Radius?, limit: PhotoLimit?, nearest: NearestCount?) throws {
    self.center = center
    if let nearest {
      guard limit == nil else { throw NearRequestError.nearestAndLimit }
      self.radius = radius?.words ?? ""
      scope = .nearest(nearest.number, within: radius?.distance)
    } else {
      let radius = try radius ?? Radius(Self.defaultRadius)
      self.radius = radius.words
      scope = .within(radius.distance, limit: limit.map(\.most) ?? Self.defaultLimit)
    }
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let index = try self.index.open(in: context)
    let place = try center.find(in: index, context)
    var query = NearQuery(center: place, scope: scope)
    query.filter = filter
    let answer = try query.run(on: index)
    IndexLocation.explainFallback(answer.fallback, index, in: context)
    center.explain(place, in: context)
    let exporter = try write(answer.hits, of: index, in: context)
    self.answer.explainLeftOut(exporter, in: context)
    if let remark = remark(on: answer, around: place, index) { context.say(remark) }
    if explains {
      let reads = index.counts
      context.say(
        "explain: cells \(answer.cells), lines \(answer.lines), preads \(reads.calls), bytes \(reads.bytes)"
      )
    }
    return .done
  }

  private func write(_ hits: NearHits, of index: IndexFile, in context: CommandContext) throws
    -> any PhotoExporter
  {
    let columns = OutputRequest.Columns(
      table: [.distance, .bearing, .taken, .path],
      csv: [.distance, .bearing] + CSVExporter.defaultColumns
    )
    var exporter = try answer.exporter(of: index, columns, in: context)
    let paths = PathMapping(indexFolder: index.folder)
    let sink = answer.sink(in: context)
    try exporter.begin(sink)
    do {
      // There may be a million: one after the other.
      for place in try order.map(hits.places(in:)) ?? Array(hits.indices) {
        var photo = try hits[place].found()
        photo.path = paths.openable(try photo.writtenPath(), from: context.workingFolder)
        try exporter.add(photo, to: sink)
      }
    } catch is JSONError {
      throw IndexError.damaged(index.path, "a photo is not readable")
    }
    try exporter.end(sink)
    try context.output.flush()
    return exporter
  }

  /// What the photos themselves do not say: that there are none, or more.
  private func remark(on answer: NearQuery.Answer, around place: Coordinate, _ index: IndexFile) -> String? {
    let more = answer.total - answer.hits.count
    let photo = filter.isEmpty ? "no photo" : "no such photo"
    switch scope {
    case .within(let distance, _) where answer.total == 0, .nearest(_, let distance?) where answer.total == 0:
      return "\(photo) was taken within \(radius) of \(place.text).\(Self.advice(distance))"
    case .nearest(_, nil) where answer.total == 0:
      return "\(photo) in \(index.path) has a position. catalog status --problems lists the reasons"
    case .within where more > 0:
      return "\(more) more within \(radius); --limit 0 shows all"
    default: return nil
    }
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
  case nearestAndLimit

  /// One sentence for people.
  var description: String {
    switch self {
    case .nearestAndLimit: "--nearest already says how many photos; leave --limit out."
    }
  }
}
