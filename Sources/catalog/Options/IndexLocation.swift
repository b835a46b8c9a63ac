import CatalogKit

/// Where the index is: `--index`, else `CATALOG_INDEX`, else `catalog.json` in the working folder or one above it.
struct IndexLocation: Equatable {
  /// What `--index` says; several are asked together.
  var files: [FilePathBytes] = []

  /// The index that a command writes, or the first of several.
  func path(in context: CommandContext) -> FilePathBytes {
    if let file = files.first { return file }
    if let variable = context.environment("CATALOG_INDEX") { return FilePathBytes(argument: variable) }
    return Self.above(context) ?? Self.name
  }

  /// The one in the working folder is named as it always was, one above it by its whole path.
  private static func above(_ context: CommandContext) -> FilePathBytes? {
    guard let folder = context.workingFolder, let file = AncestorFile.find(name, from: folder),
      file.parent != folder
    else { return nil }
    return file
  }

  static let name = FilePathBytes("catalog.json")

  /// Opens the index, or all of them as one.
  func open(in context: CommandContext) throws -> IndexFile {
    guard files.count > 1 else { return try IndexFile(path: path(in: context)) }
    let folder = context.environment("TMPDIR").map { FilePathBytes(argument: $0) } ?? FilePathBytes("/tmp")
    return try IndexUnion.open(files.map { try IndexFile(path: $0) }, temporary: folder)
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
