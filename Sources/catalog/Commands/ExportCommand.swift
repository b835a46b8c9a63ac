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
        catalog export kmz -o cats.kmz
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
  var output: FileArgument?

  @OptionGroup var order: OrderOptions

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @OptionGroup(title: "Filters") var position: PositionOption

  @OptionGroup(title: "Filters") var around: AroundOptions

  @OptionGroup(title: "Content") var content: ExportOptions

  @OptionGroup(title: "Content") var pictures: PictureOptions

  @OptionGroup var words: QuietOption

  @OptionGroup var index: IndexesOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(words.quiet)
    var request = try content.request(format.format, to: output?.path)
    var selection = try selection()
    request.pictures = try pictures.budget(format.format, selection.blur)
    let area = try filter.area()
    let index = try index.open(in: context)
    selection.filter.area = try context.area(area)
    selection.filter.circle = try around.question()?.circle(in: index, selection.filter, context)
    selection.places = try request.lookup(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    let columns = OutputRequest.Columns(
      csv: selection.blur == nil ? CSVExporter.defaultColumns : CSVExporter.blurredColumns
    )
    var exporter = try request.exporter(of: index, columns, in: context)
    try request.write(&exporter, of: index, selection, in: context)
    request.explainLeftOut(exporter, in: context)
    if let page = exporter as? HTMLExporter { request.page.explain(page.streetFindings, in: context) }
    if let warning = try content.blur?.get("--blur").warning { context.say(warning) }
    if Self.showsExactPlaces(request, selection) {
      context.note("positions are exact; --blur 1km hides where an animal sleeps")
    }
    if let output, content.opens { try PhotoViewer.open(output.path) }
    return .done
  }

  private func selection() throws -> PhotoSelection {
    var selection = PhotoSelection()
    selection.filter = try filter.filter()
    selection.filter.isLocated = try position.isLocated()
    selection.order = try order.order(default: nil)
    selection.limit = try order.most()
    selection.paths = content.absolute ? .absolute : .stored
    selection.blur = try content.makeBlur()
    if selection.blur != nil {
      // What is not on the map would only be counted.
      if format.format == .html, selection.filter.isLocated == nil { selection.filter.isLocated = true }
      if around.nearest != nil {
        throw ValidationError(
          "--blur hands on cells, and which photos are the nearest depends on more: --nearest would say it. Use --radius."
        )
      }
      if !filter.camera.isEmpty || !filter.notCamera.isEmpty {
        throw ValidationError(
          "--blur leaves cameras out, since a phone names its owner: --camera would say whose photos these are. Leave one of them out."
        )
      }
      if filter.hour != nil {
        throw ValidationError(
          "--blur hands on days and no hours, so --hour would say more. Leave one of them out."
        )
      }
    }
    return selection
  }

  /// Whether what is handed on holds places as exact as the index has them.
  private static func showsExactPlaces(_ request: OutputRequest, _ selection: PhotoSelection) -> Bool {
    guard selection.blur == nil, selection.filter.isLocated != false, request.format != .paths else {
      return false
    }
    guard request.format == .csv else { return true }
    let columns = request.columns ?? CSVExporter.defaultColumns
    return columns.contains { [.latitude, .longitude, .geohash].contains($0) }
  }
}
