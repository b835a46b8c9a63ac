#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The right to add files to a folder, held by one process at a time: flock(2) on the folder itself. The system gives it back when its holder ends,
/// however that comes about.
final class FolderLock {
  private let descriptor: Int32

  /// Waits for the lock. A file system without locks has none, and nobody waits.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - whileWaiting: Called again and again while another process holds it; what it throws ends the waiting.
  /// - Throws: ``SystemError`` where the folder cannot be opened, and what the closure throws.
  init(_ path: FilePathBytes, whileWaiting: () throws -> Void) throws {
    descriptor = try SystemCalls.open(path, O_RDONLY | O_DIRECTORY)
    // Not closed where this throws: all parts are there, so deinit runs.
    while SystemCalls.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) != 0, errno == EWOULDBLOCK {
      try whileWaiting()
      usleep(50_000)
    }
  }

  deinit {
    // Not left to close: a child of this process that has not called exec yet holds the same open folder.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
