#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is open to be copied or compared. It is only read.
struct FileCopy: ~Copyable {
  private let file: OpenFile

  var path: FilePathBytes { file.path }
  var status: FileStatus { file.status }
  private var descriptor: Int32 { file.descriptor }

  /// What is read at a time.
  private static let pieceSize = 1 << 18

  /// Opens a regular file; links are followed.
  ///
  /// - Throws: ``SystemError`` of open or stat; `EINVAL` where it is no regular file.
  init(of path: FilePathBytes) throws(SystemError) {
    file = try OpenFile(path)
  }

  /// Whether another file has the same bytes.
  ///
  /// - Throws: ``SystemError`` where one of the two cannot be read.
  func hasSameBytes(as other: borrowing FileCopy) throws(SystemError) -> Bool {
    if status.identity == other.status.identity { return true }
    guard status.size == other.status.size else { return false }
    var offset = 0
    while true {
      let bytes = try piece(at: offset)
      guard try bytes == other.piece(at: offset) else { return false }
      if bytes.isEmpty { return true }
      offset += bytes.count
    }
  }

  /// Writes all bytes into a new file, which gets this one's time, and its permissions less what umask(2) takes away.
  ///
  /// - Parameters:
  ///   - target: Open for writing, and empty.
  ///   - name: What to call it in an error.
  /// - Throws: ``SystemError``; its path says whether this file could not be read or the other not be written.
  func write(to target: Int32, _ name: FilePathBytes) throws(SystemError) {
    var offset = 0
    while true {
      let bytes = try piece(at: offset)
      if bytes.isEmpty { break }
      try bytes.withBytes { (bytes) throws(SystemError) in try SystemCalls.write(target, bytes, name) }
      offset += bytes.count
    }
    let mode = status.mode & SystemCalls.permissionsOfNewFiles()
    guard SystemCalls.retrying({ fchmod(target, mode) }) == 0 || !Self.isSupported(errno) else {
      throw .last("set the permissions of", name)
    }
    let time = timespec(
      tv_sec: time_t(status.modified.seconds),
      tv_nsec: Int(status.modified.nanoseconds)
    )
    guard SystemCalls.retrying({ futimens(target, [time, time]) }) == 0 || !Self.isSupported(errno) else {
      throw .last("set the time of", name)
    }
  }

  /// The file systems of sticks and phones may have neither permissions nor such times; the picture is what counts there.
  private static func isSupported(_ code: Int32) -> Bool { ![EPERM, ENOTSUP, EINVAL].contains(code) }

  private func piece(at offset: Int) throws(SystemError) -> [UInt8] {
    try [UInt8].filled(count: Self.pieceSize) { (buffer) throws(SystemError) in
      try SystemCalls.read(descriptor, at: offset, into: buffer, path).count
    }
  }
}
