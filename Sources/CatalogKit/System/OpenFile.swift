#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A regular file that is open for reading, for whoever hands its descriptor on. Closed when the last reference goes.
package final class OpenFile: Sendable {
  /// Open for reading; its offset is not used.
  package let descriptor: Int32
  /// What fstat(2) said after opening.
  package let status: FileStatus
  let path: FilePathBytes

  /// Opens a file; links are followed, and a pipe is not waited for.
  ///
  /// - Throws: ``SystemError`` of open or stat; `EINVAL` where it is no regular file.
  package init(_ path: FilePathBytes) throws(SystemError) {
    let descriptor = try SystemCalls.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    let status: FileStatus
    do throws(SystemError) {
      status = try SystemCalls.status(of: descriptor, path)
      guard status.kind == .file else { throw OpenRegularFile.noFile(path) }
    } catch {
      close(descriptor)
      throw error
    }
    (self.descriptor, self.status, self.path) = (descriptor, status, path)
  }

  deinit { close(descriptor) }
}
