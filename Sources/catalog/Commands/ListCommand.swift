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

  @OptionGroup(title: "Output") var count: CountOptions

  @OptionGroup(title: "Output") var words: QuietOption

  @OptionGroup var index: IndexesOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(words.quiet)
    let answer = try answer.request()
    let count = try count.request(answer)
    var selection = PhotoSelection()
    selection.filter = try filter.filter()
    selection.filter.isLocated = try position.isLocated()
    selection.paths = .openable(from: context.workingFolder)
    selection.order = try order.order(default: .path)
    selection.limit = try order.most()
    let index = try index.open(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    if let count { return try write(count, of: index, selection, answer, in: context) }
    let columns = OutputRequest.Columns(
      table: [.taken, .latitude, .longitude] + (filter.missing ? [.missing] : []) + [.path]
    )
    var exporter = try answer.exporter(of: index, columns, in: context)
    let sink = answer.sink(in: context)
    try exporter.export(index, as: selection, to: sink)
    try context.output.flush()
    let status = answer.finish(exporter, in: context)
    if exporter.count == 0 {
      context.note(
        selection.filter.isEmpty
          ? "\(index.path) has no photos yet. Add some with: catalog scan FOLDER"
          : "no photo matches "
            + [filter.words, position.words].filter { !$0.isEmpty }.joined(separator: " ")
      )
    }
    return status
  }

  private func write(
    _ count: CountRequest,
    of index: IndexFile,
    _ selection: PhotoSelection,
    _ answer: OutputRequest,
    in context: CommandContext
  ) throws -> ExitStatus {
    if order.limit != nil { throw ValidationError("--count counts all photos: leave --limit out.") }
    var selection = selection
    selection.order = nil
    // A folder is the same wherever the program runs.
    selection.paths = .stored
    let counts = try PhotoCounts(index, selection, by: count.key ?? .format)
    let sink = answer.sink(in: context)
    if count.key == nil {
      try count.write(counts.photos, to: sink)
    } else {
      try count.write(counts, to: sink)
    }
    return .done
  }
}
