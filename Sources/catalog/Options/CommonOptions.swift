import ArgumentParser
import CatalogKit

/// Where the index is, as an option of every command.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("The index file (default: $CATALOG_INDEX, or ./catalog.json).", valueName: "file"),
    completion: .file(extensions: ["json"])
  )
  var file: String?

  var location: IndexLocation { IndexLocation(file: file) }

  func path(in context: CommandContext) -> FilePathBytes { location.path(in: context) }

  func open(in context: CommandContext) throws -> IndexFile { try location.open(in: context) }
}

/// Where the index is: `--index`, else `CATALOG_INDEX`, else `./catalog.json`.
struct IndexLocation: Equatable {
  /// What `--index` says.
  var file: String?

  func path(in context: CommandContext) -> FilePathBytes {
    FilePathBytes(argument: file ?? context.environment("CATALOG_INDEX") ?? "catalog.json")
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
