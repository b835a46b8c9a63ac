import CatalogKit

/// What `catalog near` is asked, whoever has parsed it: ``NearCommand`` or ``NearShortcut``.
struct NearRequest: Equatable {
  var latitude: String
  var longitude: String
  var radius = Self.defaultRadius
  /// At most so many photos; 0 is all.
  var limit = Self.defaultLimit
  var format = NearFormat.table
  var index = IndexLocation()

  static let defaultRadius = "1km"
  static let defaultLimit = 50

  /// The question that the index is asked.
  ///
  /// - Throws: `CoordinateError` or `DistanceError`.
  func query() throws -> NearQuery {
    NearQuery(
      center: try Coordinate(
        latitude: CommandLineArguments.plain(latitude),
        longitude: CommandLineArguments.plain(longitude)
      ),
      radius: try Distance(CommandLineArguments.plain(radius)),
      limit: limit == 0 ? nil : limit
    )
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
    if answer.total == 0 {
      context.say(
        "no photo was taken within \(radius) of \(Self.text(query.center)).\(Self.advice(query.radius))"
      )
    } else if answer.total > hits.count {
      context.say("\(answer.total - hits.count) more within \(radius); --limit 0 shows all")
    }
    return .done
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
