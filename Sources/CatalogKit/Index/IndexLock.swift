extension FileLock {
  /// The right to write an index.
  ///
  /// - Parameters:
  ///   - target: The index, resolved.
  ///   - now: The present moment.
  /// - Returns: The lock; it is given back with its last reference.
  /// - Throws: ``IndexError/locked(_:by:)`` where another process has it, ``SystemError``.
  static func ofIndex(_ target: FilePathBytes, _ now: Timestamp) throws -> FileLock {
    do throws(FileLockError) {
      return try FileLock(protecting: target, since: now)
    } catch {
      switch error {
      case .held(let path, let holder): throw IndexError.locked(path, by: holder)
      case .system(let error):
        throw SystemError(code: error.code, operation: "create a lock file beside", path: target)
      }
    }
  }
}
