#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The right to write a file, held by one process at a time: flock(2) on a file of its own beside it.
///
/// The lock file is never renamed or removed: a lock on a file that can be replaced protects nothing, since a second
/// process may open the old one just before. The system gives the lock back when its holder ends, however that
/// comes about.
public final class FileLock: Sendable {
  private let descriptor: Int32

  /// `.catalog.json.lock` for `catalog.json`.
  static func path(for target: FilePathBytes) -> FilePathBytes {
    let name = [UInt8(ascii: ".")] + target.lastComponent.bytes + Array(".lock".utf8)
    return target.parent.appending(FilePathBytes(name))
  }

  /// Takes the lock or fails at once.
  ///
  /// - Parameters:
  ///   - target: The file to be written, resolved.
  ///   - since: The present moment, told to whoever finds the lock taken.
  /// - Throws: ``FileLockError``: who holds it, or the system's reason.
  public init(protecting target: FilePathBytes, since: Timestamp) throws(FileLockError) {
    let path = Self.path(for: target)
    do throws(SystemError) {
      descriptor = try SystemCalls.open(path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
    } catch {
      throw .system(error)
    }
    guard SystemCalls.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      let error = SystemError.last("lock", path)
      let holder = Self.readHolder(descriptor, path)
      // Not closed here: all parts are there, so deinit runs, and what is closed twice may be another thread's by then.
      throw error.code == EWOULDBLOCK ? .held(target, by: holder) : .system(error)
    }
    let line = "process \(getpid()) on \(Self.hostName()) since \(since)\n"
    // Who holds it is a courtesy to readers; the lock holds without it.
    if ftruncate(descriptor, 0) == 0 {
      _ = line.utf8CString.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count - 1, 0) }
    }
  }

  deinit {
    // Not left to close: a child of this process that has not called exec yet holds the same open file.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func readHolder(_ descriptor: Int32, _ path: FilePathBytes) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count =
      (try? bytes.withUnsafeMutableBytes { try SystemCalls.read(descriptor, at: 0, into: $0, path) })?.count
    let text = String(decoding: bytes.prefix(count ?? 0).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return text.isEmpty ? "another process" : PrintableText.escape(text)
  }

  private static func hostName() -> String {
    // HOST_NAME_MAX is 64 on Linux, 255 on Darwin.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 257) { name in
      name.initialize(repeating: 0)
      guard let start = name.baseAddress, gethostname(start, 256) == 0 else { return "this machine" }
      return String(cString: start)
    }
  }
}

/// Why a lock was not had.
public enum FileLockError: Error, Hashable, Sendable {
  /// Another process holds it; the text says which.
  case held(FilePathBytes, by: String)
  case system(SystemError)
}
