import ArgumentParser
import CatalogKit

/// Photos as the arguments of commands that write what people say of them.
struct PhotoArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Photos; - reads names from standard input.", valueName: "photo"),
    completion: .file()
  )
  var photos: [FileArgument] = []

  @Flag(help: "Say what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Write beside what a link leads to.")
  var followLinks = false

  /// Photos, and those below folders.
  struct Named {
    /// Named themselves, absolute.
    var photos: [FilePathBytes] = []
    /// Found below a folder that was named, absolute.
    var found: [FilePathBytes] = []
  }

  /// The photos that are named, and where a folder is named, those below it.
  ///
  /// - Throws: `ValidationError` where none is named, ``SystemError`` where a folder cannot be listed.
  func withFolders(in context: CommandContext) throws -> Named {
    var named = Named()
    for path in try paths(in: context) {
      guard let folder = FolderPhotos.folder(path) else {
        named.photos.append(path)
        continue
      }
      named.found += try FolderPhotos.paths(below: folder, followLinks: followLinks) { context.say("\($1)") }
    }
    return named
  }

  /// The photos, absolute.
  ///
  /// - Throws: `ValidationError` where none is named.
  func paths(in context: CommandContext) throws -> [FilePathBytes] {
    var paths: [FilePathBytes] = []
    for photo in photos {
      if photo.path == FilePathBytes("-") {
        paths += try NameList.read(descriptor: 0)
      } else {
        paths.append(photo.path)
      }
    }
    guard !photos.isEmpty else { throw ValidationError("name the photos, or - for names on standard input.") }
    return paths.map { context.workingFolder?.appending($0) ?? $0 }
  }

  /// - Throws: `IndexError` where another process holds the index.
  func editor(_ index: IndexOption, in context: CommandContext) throws -> PhotoEditor {
    let editor = try PhotoEditor(
      index: index.path(in: context),
      generator: CatalogCommand.generator,
      followLinks: followLinks
    )
    editor.isDry = dryRun
    return editor
  }
}
