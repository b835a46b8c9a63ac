#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that lies in a folder or in one above it, as git finds its own.
public enum AncestorFile {
  /// Looks for a file upward.
  ///
  /// The search ends at the edge of the file system, and before a folder of another owner: what lies there somebody else has put there.
  /// So may they have where all may write, as in `/tmp`: above, a file of another owner than the user and root is passed over.
  ///
  /// - Parameters:
  ///   - name: The file's name.
  ///   - folder: Where the search begins, absolute and resolved.
  /// - Returns: The file's absolute path; `nil` where there is none.
  public static func find(_ name: FilePathBytes, from folder: FilePathBytes) -> FilePathBytes? {
    guard let start = try? SystemCalls.status(of: folder) else { return nil }
    let user = geteuid()
    var folder = folder
    var depth = 0
    while true {
      let file = folder.appending(name)
      if let status = try? SystemCalls.status(of: file), status.kind == .file,
        depth == 0 || [user, 0].contains(status.owner)
      {
        return file
      }
      let above = folder.parent
      guard above != folder, let status = try? SystemCalls.status(of: above),
        status.identity.device == start.identity.device, status.owner == user
      else { return nil }
      folder = above
      depth += 1
    }
  }
}
