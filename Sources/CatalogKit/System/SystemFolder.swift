/// A folder of the file system.
public enum SystemFolder {
  /// realpath(3) of a folder.
  ///
  /// - Parameter path: The folder.
  /// - Returns: Its path, absolute and without links.
  /// - Throws: ``SystemError`` where there is no such folder.
  public static func resolve(_ path: FilePathBytes) throws(SystemError) -> FilePathBytes {
    let resolved = try SystemCalls.resolve(path)
    _ = try Directory(path: resolved)
    return resolved
  }
}
