#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Waiting for the right to write an index, for changes that take a moment.
enum IndexLockQueue {
  /// - Parameters:
  ///   - target: The index, resolved.
  ///   - clock: Where the time comes from.
  ///   - patience: Seconds after which it gives up.
  /// - Returns: The lock; it is given back with its last reference.
  /// - Throws: ``IndexError/locked(_:by:)`` where another process went on holding it, ``SystemError``.
  static func lock(_ target: FilePathBytes, _ clock: SystemClock, patience: Double) throws -> FileLock {
    let end = clock.uptime() + .seconds(patience)
    while true {
      do {
        return try FileLock.ofIndex(target, clock.now())
      } catch IndexError.locked(let path, by: let holder) {
        guard clock.uptime() < end else { throw IndexError.locked(path, by: holder) }
        usleep(50_000)
      }
    }
  }
}
