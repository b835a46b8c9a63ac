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

  /// There is no such file.
  static func missing(_ path: FilePathBytes) -> SystemError {
    SystemError(code: ENOENT, operation: "open", path: path)
  }

  /// The error of the call that has just failed on this thread.
  package static func last(_ operation: String, _ path: FilePathBytes) -> SystemError {
    SystemError(code: errno, operation: operation, path: path)
  }

  /// The file or a folder on its way does not exist.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// The system does not let this user do it.
  public var isDenied: Bool { code == EACCES || code == EPERM }
  /// Something else than a regular file was to be read.
  var isNoFile: Bool { code == EISDIR || code == EINVAL }
  /// The name ends in a symbolic link and links are not followed (`O_NOFOLLOW`).
  var isLink: Bool { code == ELOOP }

  /// The system's words for the code: `Permission denied`.
  public var reason: String { String(cString: strerror(code)) }
}

extension SystemError: CustomStringConvertible {
  /// `cannot open photos/IMG_1.jpg: Permission denied. Check its permissions`.
  public var description: String {
    let sentence =
      path.bytes.isEmpty ? "cannot \(operation): \(reason)" : "cannot \(operation) \(path): \(reason)"
    return advice.map { "\(sentence). \($0)" } ?? sentence
  }

  /// What to do about it, where that can be told from the code.
  private var advice: String? {
    switch code {
    case ENOSPC, EDQUOT: "Make room there, then try again"
    case EACCES, EPERM: "Check its permissions, and those of its folder"
    case EROFS: "Name a file on a drive that can be written to"
    // A share that is gone says the last two.
    case EIO, ENOTCONN, ESTALE: "Check the drive"
    // Reading has no other limit than that of patterns.
    case EFBIG where operation == "read": "It may hold 64 KB and 2,000 patterns: leave some out"
    case EMFILE, ENFILE: "Close other programs, or raise the limit of open files"
    default: nil
    }
  }
}
