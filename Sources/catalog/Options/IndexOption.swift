import ArgumentParser
import CatalogKit

/// Where the index is, as an option of every command.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("The index file (default: $CATALOG_INDEX, or ./catalog.json).", valueName: "file"),
    completion: .file(extensions: ["json"])
  )
  var file: FileArgument?

  var location: IndexLocation { IndexLocation(file: file?.path) }

  func path(in context: CommandContext) -> FilePathBytes { location.path(in: context) }

  func open(in context: CommandContext) throws -> IndexFile { try location.open(in: context) }
}
