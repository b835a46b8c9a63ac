import ArgumentParser
import CatalogKit

/// The forms in which `near` and `list` answer.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case json
  case jsonl
  case csv
  case geojson
  case gpx
  case kml
  case paths
}

/// How photos are to be printed, whoever has parsed it.
struct OutputRequest: Equatable {
  var format = OutputFormat.table
  /// Whether paths end with a NUL.
  var endsWithNUL = false
  /// The columns of a table or of CSV; `nil` is what suits the question.
  var columns: [PhotoField]?
  var units = Units.metric

  /// The writer of the form.
  ///
  /// - Parameters:
  ///   - table: The columns of a table where none are named.
  ///   - besides: What CSV has in front of its usual columns where none are named.
  ///   - context: Knows whether and how wide a terminal is.
  /// - Returns: The writer.
  func exporter(table: [PhotoField], besides: [PhotoField] = [], in context: CommandContext)
    -> any PhotoExporter
  {
    switch format {
    case .table:
      PhotoTable(columns ?? table, units: units, width: context.outputWidth(), style: context.style)
    case .json: JSONExporter()
    case .jsonl: JSONLinesExporter()
    case .csv: CSVExporter(columns: columns ?? besides + CSVExporter.defaultColumns)
    case .geojson: GeoJSONExporter()
    case .gpx: GPXExporter()
    case .kml: KMLExporter()
    case .paths:
      if !endsWithNUL, context.isTerminal(1) || context.outputWidth() != nil {
        PrintablePaths()
      } else {
        PathExporter(endsWithNUL: endsWithNUL)
      }
    }
  }

  /// Where the writer is to write. Who asks for NULs wants names as they are.
  func sink(in context: CommandContext) -> any ByteSink {
    context.sink(forPeople: format == .table || endsWithNUL)
  }

  /// Says how many photos a format cannot hold.
  static func explainLeftOut(_ exporter: any PhotoExporter, _ name: String, in context: CommandContext) {
    guard exporter.leftOut > 0 else { return }
    let (photos, them) =
      exporter.leftOut == 1 ? ("1 photo", "it") : ("\(exporter.leftOut) photos", "them")
    context.say("\(photos) without a position left out: \(name) cannot hold \(them)")
  }
}

/// Paths on a terminal: a name that could move the cursor or turn text around is escaped.
struct PrintablePaths: PhotoExporter {
  mutating func begin(_ sink: some ByteSink) throws {}

  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    try sink.write(Array("\(try photo.writtenPath())\n".utf8))
  }

  mutating func end(_ sink: some ByteSink) throws {}
}
