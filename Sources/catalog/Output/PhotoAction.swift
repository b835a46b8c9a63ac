import CatalogKit
import CatalogPictures

/// What is done with the photos of an answer, in place of writing about them.
enum PhotoAction: Equatable {
  /// Copy them into this folder.
  case copy(to: FilePathBytes)
  /// Copy pictures of them into this folder, of at most this many pixels a side.
  case copyPictures(to: FilePathBytes, edge: Int)
  /// Run a command for each.
  case run(CommandTemplate)
  /// Show them in the desktop's viewer.
  case open

  /// What does it.
  ///
  /// - Parameters:
  ///   - index: The index whose photos they are.
  ///   - context: Knows where the command runs, and takes what cannot be copied.
  /// - Returns: The one that gets the photos.
  /// - Throws: `PhotoCopyError`, `SystemError` where copies have no place, ``NoPictureDecoder`` where pictures cannot be made.
  func exporter(of index: IndexFile, in context: CommandContext) throws -> any PhotoExporter {
    switch self {
    case .run(let template): return PhotoCommands(template)
    case .open: return PhotoViewer()
    case .copy(let folder):
      Interruption.listen()
      return try PhotoCopier(
        into: folder,
        of: index,
        from: context.workingFolder,
        interruption: context.interruption,
        onWait: Self.wait(for: folder, in: context),
        onFailure: { context.say("\($0)") }
      )
    case .copyPictures(let folder, let edge):
      let other = context.environment("CATALOG_PREVIEW").map { FilePathBytes($0) }
      guard let decoder = PreviewProgram.find(otherwise: other) else { throw NoPictureDecoder() }
      Interruption.listen()
      return try PictureCopier(
        into: folder,
        of: index,
        from: context.workingFolder,
        edge: edge,
        decoder: decoder,
        interruption: context.interruption,
        onWait: Self.wait(for: folder, in: context),
        onFailure: { context.say("no picture of \($0): \($1)") }
      )
    }
  }

  /// Says once that another process copies into a folder.
  private static func wait(for folder: FilePathBytes, in context: CommandContext) -> () -> Void {
    var isSaid = false
    return {
      if !isSaid {
        context.note("another catalog is copying to \(folder); this one starts when that is done")
      }
      isSaid = true
    }
  }

  /// Says what was done, and whether all of it was.
  ///
  /// - Parameters:
  ///   - exporter: The one that did it.
  ///   - context: Takes the words.
  /// - Returns: `incomplete` where something failed.
  func finish(_ exporter: any PhotoExporter, in context: CommandContext) -> ExitStatus {
    switch (self, exporter) {
    case (.copy(let folder), let copier as PhotoCopier):
      guard copier.count > 0 else { return .done }
      var words = "\(Self.photos(copier.copied)) copied to \(folder)"
      if copier.present > 0 { words += ", \(copier.present) there already" }
      if copier.failed > 0 { words += ", \(copier.failed) could not be" }
      context.note(words)
      return copier.failed > 0 ? .incomplete : .done
    case (.copyPictures(let folder, _), let copier as PictureCopier):
      guard copier.count > 0 else { return .done }
      var words = "pictures of \(Self.photos(copier.copied)) written to \(folder)"
      if copier.present > 0 { words += ", \(copier.present) there already" }
      if copier.failed > 0 { words += ", \(copier.failed) could not be made" }
      context.note(words)
      return copier.failed > 0 ? .incomplete : .done
    case (_, let commands as PhotoCommands):
      return finish(commands.failed, of: commands.count, in: context)
    case (_, let viewer as PhotoViewer):
      return finish(viewer.failed, of: viewer.count, in: context)
    default: return .done
    }
  }

  private func finish(_ failed: Int, of count: Int, in context: CommandContext) -> ExitStatus {
    guard failed > 0 else { return .done }
    context.say(
      count == 1 ? "the command failed" : "\(failed) of \(count) commands failed"
    )
    return .incomplete
  }

  private static func photos(_ number: Int) -> String { number == 1 ? "1 photo" : "\(number) photos" }
}

/// Pictures are to be made, and nothing is installed that makes them.
struct NoPictureDecoder: Error, CustomStringConvertible {
  /// A sentence or two for people.
  let description =
    "--preview needs catalog-preview, which is not installed. Build and install it: make preview, then make install"
}
