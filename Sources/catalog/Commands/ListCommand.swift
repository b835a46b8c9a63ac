import ArgumentParser
import CatalogKit

/// `catalog list`
struct ListCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List photos, with filters.",
    discussion: """
      Examples:
        catalog list
        catalog list --sort taken --reverse --limit 10      the ten latest
        catalog list --unlocated --columns path,problem
        catalog list --box 37.4,126.8,37.7,127.2 --since 2024-06 --format geojson
      """
  )

  @OptionGroup var order: OrderOptions

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @OptionGroup(title: "Filters") var position: PositionOption

  @OptionGroup(title: "Output") var answer: OutputOptions

  @OptionGroup var index: IndexOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let answer = try answer.request()
    var selection = PhotoSelection()
    selection.filter = try filter.filter()
    selection.filter.isLocated = try position.isLocated()
    selection.paths = .openable(from: context.workingFolder)
    selection.order = try order.order(default: .path)
    selection.limit = try order.most()
    let index = try index.open(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    let columns = OutputRequest.Columns(table: [.taken, .latitude, .longitude, .path])
    var exporter = try answer.exporter(of: index, columns, in: context)
    let sink = answer.sink(in: context)
    try exporter.export(index, as: selection, to: sink)
    try context.output.flush()
    answer.explainLeftOut(exporter, in: context)
    if exporter.count == 0 {
      context.say(
        selection.filter.isEmpty
          ? "\(index.path) has no photos yet. Add some with: catalog scan FOLDER"
          : "no photos match"
      )
    }
    return .done
  }
}
