import ArgumentParser
import CatalogKit

/// Where the index is: `--index`, else `CATALOG_INDEX`, else `./catalog.json`.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("The index file (default: $CATALOG_INDEX, or ./catalog.json).", valueName: "file")
  )
  var file: String?

  func path(in context: CommandContext) -> FilePathBytes {
    FilePathBytes(argument: file ?? context.environment("CATALOG_INDEX") ?? "catalog.json")
  }

  /// Opens the index.
  func open(in context: CommandContext) throws -> IndexFile {
    try IndexFile(path: path(in: context))
  }

  /// Says, where it is so, that an index has to be read as a whole, and what to do about it.
  func explainFallback(_ reason: IndexFile.ForeignReason?, _ index: IndexFile, in context: CommandContext) {
    guard let reason else { return }
    context.say("\(index.path): \(reason), so all of it was read. catalog scan puts it in order again")
  }
}
