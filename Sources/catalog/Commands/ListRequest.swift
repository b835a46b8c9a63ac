import CatalogKit

/// What `catalog list` is asked, whoever has parsed it: ``ListCommand`` or ``ListShortcut``.
struct ListRequest: Equatable {
  /// Which photos.
  var filter = PhotoFilter()
  /// The same as it was typed.
  var filterWords = ""
  /// What `--in` says.
  var area: PlaceName?
  /// What `--near` says.
  var around: AroundQuestion?
  var order = ListRequest.defaultOrder
  /// At most how many photos; `nil` is all.
  var limit: Int?
  /// What is counted; `nil` lists the photos.
  var count: CountRequest?
  var answer = OutputRequest()
  /// Whether what is no warning is left out.
  var isQuiet = false
  var index = IndexLocation()

  /// `nil` is the order of the index.
  static let defaultOrder: PhotoOrder? = PhotoOrder(by: .path)

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(isQuiet)
    let index = try self.index.open(in: context)
    if case .foreign(let reason) = index.layout { IndexLocation.explainFallback(reason, index, in: context) }
    var filter = filter
    filter.area = try context.area(area)
    filter.circle = try around?.circle(in: index, filter, context)
    if let count { return try write(count, filter, of: index, in: context) }
    var selection = PhotoSelection()
    selection.filter = filter
    selection.places = try answer.lookup(in: context)
    // A page leads to the photos by itself, from where it lies.
    selection.paths = answer.format == .html ? .stored : .openable(from: context.workingFolder)
    selection.order = order
    selection.limit = limit
    let columns = OutputRequest.Columns(
      table: [.taken, .latitude, .longitude] + (filter.includesMissing ? [.missing] : []) + [.path]
    )
    var exporter = try answer.exporter(of: index, columns, in: context)
    try answer.write(&exporter, of: index, selection, in: context)
    let status = answer.finish(exporter, in: context)
    if exporter.count == 0 {
      context.note(
        filter.isEmpty
          ? "\(index.name) has no photos yet. Add some with: catalog scan FOLDER"
          : "no photo matches \(filterWords)"
      )
    }
    return status
  }

  private func write(
    _ count: CountRequest,
    _ filter: PhotoFilter,
    of index: IndexFile,
    in context: CommandContext
  ) throws -> ExitStatus {
    var selection = PhotoSelection()
    selection.filter = filter
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
