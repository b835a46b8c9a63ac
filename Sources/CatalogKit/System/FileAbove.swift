#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that lies in a folder or in one above it, as git finds its own.
public enum FileAbove {
  /// Looks for a file upward.
  ///
  /// The search ends at the edge of the file system, and before a folder of another owner: what lies there somebody else has put there.
  ///
  /// - Parameters:
  ///   - name: The file's name.
  ///   - folder: Where the search begins, absolute and resolved.
  /// - Returns: The file's absolute path; `nil` where there is none.
  public static func find(_ name: FilePathBytes, from folder: FilePathBytes) -> FilePathBytes? {
    guard let start = try? SystemCalls.status(of: folder) else { return nil }
    let user = geteuid()
    var folder = folder
    while true {
      let file = folder.appending(name)
      if (try? SystemCalls.status(of: file))?.kind == .file { return file }
      let above = folder.parent
      guard above != folder, let status = try? SystemCalls.status(of: above),
        status.identity.device == start.identity.device, status.owner == user
      else { return nil }
      folder = above
    }
  }
}
