import ArgumentParser
import CatalogKit
import CatalogMap

/// `catalog export`
struct ExportCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export the catalogue for other programs, or as a map.",
    discussion: """
      Paths are written as the index keeps them: relative to its folder, or absolute.

      Examples:
        catalog export json | jq '.[] | select(.make == "Apple") | .path'
        catalog export html -o cats.html --title "Cats of our street"
        catalog export gpx --blur 1km --anonymous -o cats.gpx
        catalog export csv --columns path,latitude,longitude --since 2024
      """
  )

  @Argument(help: "The output format.")
  var format: ExportFormat

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup var order: OrderOptions

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @OptionGroup(title: "Filters") var position: PositionOption

  @OptionGroup(title: "Content") var told: ExportOptions

  @OptionGroup var index: IndexOption

  func validate() throws { try told.check(format) }

  func run(in context: CommandContext) throws -> ExitStatus {
    let index = try index.open(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    var selection = PhotoSelection()
    selection.filter = try filter.filter()
    selection.filter.isLocated = position.isLocated
    selection.order = order.order(default: nil)
    selection.limit = order.most
    selection.paths = told.absolute ? .absolute : .stored
    selection.blur = try told.makeBlur()
    let exporter: any PhotoExporter
    if let output {
      let file = try OutputFile(FilePathBytes(argument: output), exporting: index)
      exporter = try write(index, selection, to: file)
      try file.commit()
    } else {
      exporter = try write(index, selection, to: context.sink(forPeople: told.endsWithNUL))
      try context.output.flush()
    }
    OutputRequest.explainLeftOut(exporter, format.rawValue, in: context)
    if told.tellsExactPlaces(format), position.isLocated != false {
      context.say("positions are exact; --blur 1km hides where an animal sleeps")
    }
    return .done
  }

  private func write(_ index: IndexFile, _ selection: PhotoSelection, to sink: some ByteSink) throws
    -> any PhotoExporter
  {
    var exporter = try exporter(index)
    try exporter.export(index, as: selection, to: sink)
    return exporter
  }

  private func exporter(_ index: IndexFile) throws -> any PhotoExporter {
    switch format {
    case .json: JSONExporter()
    case .jsonl: JSONLinesExporter()
    case .csv: CSVExporter(columns: try told.csvColumns())
    case .geojson: GeoJSONExporter()
    case .gpx: GPXExporter()
    case .kml: KMLExporter()
    case .html: HTMLExporter(try told.page(of: index, in: output.map { FilePathBytes(argument: $0) }))
    case .paths: PathExporter(endsWithNUL: told.endsWithNUL)
    }
  }
}

/// The formats of an export.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case json
  case jsonl
  case csv
  case geojson
  case gpx
  case kml
  case html
  case paths
}
