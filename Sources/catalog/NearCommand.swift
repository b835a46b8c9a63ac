import ArgumentParser
import CatalogKit

/// `catalog near`
struct NearCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "near",
    abstract: "Which photos were taken around a place, nearest first.",
    discussion: """
      Examples:
        catalog near 37.5665 126.9780
        catalog near -33.8586 151.2140 --radius 500m
        catalog near 37.5665 126.9780 --radius 2mi --limit 0 --format json
      """
  )

  @Argument(help: "Degrees north, in -90 to 90.")
  var latitude: String

  @Argument(help: "Degrees east, in -180 to 180.")
  var longitude: String

  @Option(
    help: ArgumentHelp(
      "How far around: 500m, 2km, 0.3mi, 200ft, 1nmi; a bare number is metres.",
      valueName: "distance"
    )
  )
  var radius = "1km"

  @Option(help: ArgumentHelp("At most so many photos; 0 is all.", valueName: "n"))
  var limit = 50

  @Option(help: "How to answer: table or json.")
  var format = NearFormat.table

  @OptionGroup var index: IndexOption

  func validate() throws {
    _ = try query()
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let query = try query()
    let index = try index.open(in: context)
    let answer = try query.run(on: index)
    self.index.explainFallback(answer.fallback, index, in: context)
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

  private func query() throws -> NearQuery {
    do {
      guard limit >= 0 else { throw ValidationError("--limit must not be negative; 0 is all.") }
      return NearQuery(
        center: try Coordinate(
          latitude: CommandLineArguments.plain(latitude),
          longitude: CommandLineArguments.plain(longitude)
        ),
        radius: try Distance(CommandLineArguments.plain(radius)),
        limit: limit == 0 ? nil : limit
      )
    } catch let error as CoordinateError {
      throw ValidationError("\(error).")
    } catch let error as DistanceError {
      throw ValidationError("--radius: \(error).")
    }
  }
}

/// The forms of an answer.
enum NearFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case json

  /// The answer as bytes: text, so that a test needs no terminal.
  func render(_ rows: [NearRow]) -> [UInt8] {
    switch self {
    case .table: NearTable.render(rows)
    case .json: NearJSON.render(rows)
    }
  }
}

/// One photo of an answer.
struct NearRow {
  let hit: NearQuery.Hit
  /// The photo's path as it can be opened from where the command runs.
  let path: FilePathBytes

  init(_ hit: NearQuery.Hit, path: FilePathBytes) {
    self.hit = hit
    self.path = path
  }
}
