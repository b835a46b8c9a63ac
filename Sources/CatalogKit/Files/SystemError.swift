#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A system call that failed: what was tried, on which file, and the system's reason.
public struct SystemError: Error, Hashable, Sendable {
  /// The value of `errno`.
  public let code: Int32
  /// What was tried, as a verb: `open`, `read`, `rename`.
  public let operation: String
  /// The file it was tried on; empty where there is none.
  public let path: FilePathBytes

  /// - Parameters:
  ///   - code: The value of `errno`.
  ///   - operation: What was tried, as a verb.
  ///   - path: The file it was tried on.
  public init(code: Int32, operation: String, path: FilePathBytes) {
    self.code = code
    self.operation = operation
    self.path = path
  }

  /// The error of the call that has just failed on this thread.
  static func last(_ operation: String, _ path: FilePathBytes) -> SystemError {
    SystemError(code: errno, operation: operation, path: path)
  }

  /// The file or a folder on its way does not exist.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// The system does not let this user do it.
  public var isDenied: Bool { code == EACCES || code == EPERM }
  /// The name ends in a symbolic link and links are not followed (`O_NOFOLLOW`).
  var isLink: Bool { code == ELOOP }

  /// The system's words for the code: `Permission denied`.
  public var reason: String { String(cString: strerror(code)) }
}

extension SystemError: CustomStringConvertible {
  /// `cannot open photos/IMG_1.jpg: Permission denied`.
  public var description: String {
    path.bytes.isEmpty ? "cannot \(operation): \(reason)" : "cannot \(operation) \(path): \(reason)"
  }
}
