/// The photos below a folder, as a scan finds them: without hidden ones and those that `.catalogignore` passes over.
public enum FolderPhotos {
  /// - Parameter path: An absolute path.
  /// - Returns: The same without links where it is a folder; else `nil`.
  public static func folder(_ path: FilePathBytes) -> FilePathBytes? {
    guard let resolved = try? SystemCalls.resolve(path),
      let status = try? SystemCalls.status(of: resolved), status.kind == .folder
    else { return nil }
    return resolved
  }

  /// - Parameters:
  ///   - folder: An absolute path without links.
  ///   - followLinks: Whether links are followed.
  ///   - unreadable: Takes each folder below it that could not be listed, and why.
  /// - Returns: Absolute paths, folder by folder in byte order.
  /// - Throws: ``SystemError`` where the folder itself cannot be opened.
  public static func paths(
    below folder: FilePathBytes,
    followLinks: Bool,
    unreadable: (FilePathBytes, SystemError) -> Void
  ) throws(SystemError) -> [FilePathBytes] {
    var walker = PhotoWalker()
    walker.followLinks = followLinks
    var visited: Set<FileIdentity> = []
    var paths: [FilePathBytes] = []
    try walker.walk(
      folder,
      visited: &visited,
      found: { batch in
        let names = batch.names.filter { !batch.specials.contains($0) }.sorted()
        paths += names.map(batch.folder.appending)
        return true
      },
      unreadable: unreadable
    )
    return paths
  }
}
