import CatalogKit
import Foundation

/// An open file that is closed with its last reference.
final class UploadDescriptor: Sendable {
  let number: Int32

  /// Opens a file for reading; not through a link.
  init(_ path: FilePathBytes) throws(SystemError) {
    number = open(path.lossyText, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { throw SystemError(code: errno, operation: "open", path: path) }
  }

  /// Makes a file that only its owner may read.
  init(new path: FilePathBytes) throws(SystemError) {
    number = open(path.lossyText, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw SystemError(code: errno, operation: "create", path: path) }
  }

  deinit { close(number) }

  func write(_ bytes: [UInt8], _ path: FilePathBytes) throws {
    try bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        guard let start = bytes.baseAddress else { return }
        let count = Foundation.write(number, start + offset, bytes.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          throw SystemError(code: count == 0 ? EIO : errno, operation: "write", path: path)
        }
        offset += count
      }
    }
  }

  func sync(_ path: FilePathBytes) throws(SystemError) {
    while fsync(number) != 0 {
      guard errno == EINTR else { throw SystemError(code: errno, operation: "sync", path: path) }
    }
  }
}
