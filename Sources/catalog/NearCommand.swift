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
  var radius = NearRequest.defaultRadius

  @Option(help: ArgumentHelp("At most so many photos; 0 is all.", valueName: "n"))
  var limit = NearRequest.defaultLimit

  @Option(help: "How to answer: table or json.")
  var format = NearFormat.table

  @OptionGroup var index: IndexOption

  var request: NearRequest {
    NearRequest(
      latitude: latitude,
      longitude: longitude,
      radius: radius,
      limit: limit,
      format: format,
      index: index.location
    )
  }

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit must not be negative; 0 is all.") }
    do {
      _ = try request.query()
    } catch let error as CoordinateError {
      throw ValidationError("\(error).")
    } catch let error as DistanceError {
      throw ValidationError("--radius: \(error).")
    }
  }

  func run(in context: CommandContext) throws -> ExitStatus { try request.run(in: context) }
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
