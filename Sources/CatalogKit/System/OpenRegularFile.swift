#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Opening a photo for reading: never for writing, never through a link unless asked, never waiting for a pipe.
enum OpenRegularFile {
  /// Opens a file of a folder and hands its status and descriptor to a closure.
  ///
  /// - Throws: ``SystemError`` of open or stat; `EINVAL` where it is no regular file.
  static func withOpen<R>(
    _ name: FilePathBytes,
    in directory: Directory,
    followLinks: Bool,
    _ body: (FileStatus, Int32) -> R
  ) throws(SystemError) -> R {
    let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW)
    let descriptor = try SystemCalls.open(name, in: directory.descriptor, flags)
    defer { close(descriptor) }
    let status = try SystemCalls.status(of: descriptor, name)
    guard status.kind == .file else { throw noFile(name) }
    return body(status, descriptor)
  }

  /// The error for what is no regular file.
  static func noFile(_ name: FilePathBytes) -> SystemError {
    SystemError(code: EINVAL, operation: "open", path: name)
  }
}
