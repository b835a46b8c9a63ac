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
        catalog near -33.8586 151.2140 --nearest 10
      """
  )

  @Argument(help: "Degrees north, in -90 to 90.")
  var latitude: String

  @Argument(help: "Degrees east, in -180 to 180.")
  var longitude: String

  @Option(
    help: ArgumentHelp(
      "How far around: 500m, 2km, 0.3mi, 200ft, 1nmi; a bare number is metres. (default: 1km)",
      valueName: "distance"
    )
  )
  var radius: String?

  @Option(help: ArgumentHelp("At most so many photos; 0 is all. (default: 50)", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("The K nearest photos, however far.", valueName: "k"))
  var nearest: Int?

  @Option(help: "How to answer: table or json.")
  var format = NearFormat.table

  @Flag(help: ArgumentHelp("Tells what the answer cost.", visibility: .hidden))
  var explain = false

  @OptionGroup var index: IndexOption

  var request: NearRequest {
    NearRequest(
      latitude: latitude,
      longitude: longitude,
      radius: radius,
      limit: limit,
      nearest: nearest,
      format: format,
      explains: explain,
      index: index.location
    )
  }

  func validate() throws {
    do {
      _ = try request.query()
    } catch let error as CoordinateError {
      throw ValidationError("\(error).")
    } catch let error as DistanceError {
      throw ValidationError("--radius: \(error).")
    } catch let error as NearRequestError {
      throw ValidationError("\(error)")
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
