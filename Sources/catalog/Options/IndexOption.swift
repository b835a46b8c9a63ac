import ArgumentParser
import CatalogKit

/// Where the index is, as an option of every command.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The index file (default: $CATALOG_INDEX, or catalog.json here or in a folder above).",
      valueName: "file"
    ),
    completion: .file(extensions: ["json"])
  )
  var file: FileArgument?

  var location: IndexLocation { IndexLocation(files: file.map { [$0.path] } ?? []) }

  func path(in context: CommandContext) -> FilePathBytes { location.path(in: context) }

  func open(in context: CommandContext) throws -> IndexFile { try location.open(in: context) }
}

/// Where the indexes are, as an option of commands that ask and do not write.
struct IndexesOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The index file; repeat to ask several together (default: $CATALOG_INDEX, or catalog.json here or in a folder above).",
      valueName: "file"
    ),
    completion: .file(extensions: ["json"])
  )
  var files: [FileArgument] = []

  var location: IndexLocation { IndexLocation(files: files.map(\.path)) }

  func open(in context: CommandContext) throws -> IndexFile { try location.open(in: context) }
}
