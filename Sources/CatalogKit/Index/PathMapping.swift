/// How absolute paths and the paths of an index belong together: a photo below the index's folder has a relative path, so
/// that folder and index can move together; any other has its absolute path.
public struct PathMapping: Hashable, Sendable {
  /// The folder of the index, resolved.
  public let indexFolder: FilePathBytes

  /// - Parameter indexFolder: The folder of the index, absolute and without links.
  public init(indexFolder: FilePathBytes) {
    self.indexFolder = indexFolder
  }

  /// A path as the index keeps it.
  ///
  /// - Parameter absolute: An absolute path without links.
  /// - Returns: The path relative to the index's folder where it lies below it.
  public func stored(_ absolute: FilePathBytes) -> FilePathBytes {
    absolute.relative(to: indexFolder) ?? absolute
  }

  /// The absolute path of what the index keeps.
  ///
  /// - Parameter stored: A path from the index.
  /// - Returns: Its absolute path.
  public func absolute(_ stored: FilePathBytes) -> FilePathBytes {
    indexFolder.appending(stored)
  }

  /// A path from the index as it can be opened by a program that runs in a folder: relative to that where it lies below it.
  ///
  /// - Parameters:
  ///   - stored: A path from the index.
  ///   - folder: Where the program runs, resolved; `nil` where that is not known.
  /// - Returns: A path that does not begin with a hyphen, so that no program takes it for an option.
  public func openable(_ stored: FilePathBytes, from folder: FilePathBytes?) -> FilePathBytes {
    // Where the program runs beside the index, what the index keeps is relative to the same folder.
    if folder == indexFolder, !stored.isAbsolute { return Self.argument(stored) }
    let absolute = absolute(stored)
    return folder.flatMap { absolute.relative(to: $0) }.map(Self.argument) ?? absolute
  }

  private static func argument(_ relative: FilePathBytes) -> FilePathBytes {
    relative.bytes.first == UInt8(ascii: "-") ? FilePathBytes(Array("./".utf8) + relative.bytes) : relative
  }

  /// The paths that an index may keep of a photo that somebody names, the likeliest first.
  ///
  /// A relative name is one in the folder where the program runs, or else one in the folder of the index. A link is itself or what it
  /// leads to. Nothing has to exist: a drive may be missing.
  ///
  /// - Parameters:
  ///   - name: What somebody typed.
  ///   - folder: Where the program runs, resolved; `nil` where that is not known.
  /// - Returns: One to six paths.
  public func candidates(for name: FilePathBytes, from folder: FilePathBytes?) -> [FilePathBytes] {
    var candidates: [FilePathBytes] = []
    for start in [folder, indexFolder].compactMap({ $0 }) {
      let absolute = start.appending(name)
      let place = FilePathResolver.resolveAsFarAsPossible(absolute.parent)
      let paths = [
        place.appending(absolute.lastComponent), FilePathResolver.resolveAsFarAsPossible(absolute), absolute,
      ]
      for path in paths.map(stored) where !candidates.contains(path) { candidates.append(path) }
    }
    return candidates
  }
}
