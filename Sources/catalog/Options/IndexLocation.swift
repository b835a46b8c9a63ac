import CatalogKit

/// Where the index is: `--index`, else `CATALOG_INDEX`, else `./catalog.json`.
struct IndexLocation: Equatable {
  /// What `--index` says.
  var file: FilePathBytes?

  func path(in context: CommandContext) -> FilePathBytes {
    file ?? FilePathBytes(argument: context.environment("CATALOG_INDEX") ?? "catalog.json")
  }

  /// Opens the index.
  func open(in context: CommandContext) throws -> IndexFile {
    try IndexFile(path: path(in: context))
  }

  /// Says, where it is so, that an index has to be read as a whole, and what to do about it.
  static func explainFallback(
    _ reason: IndexFile.ForeignReason?,
    _ index: IndexFile,
    in context: CommandContext
  ) {
    guard let reason else { return }
    context.say("\(index.path): \(reason), so all of it was read. catalog scan puts it in order")
  }
}
