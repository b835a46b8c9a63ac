#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file of lines that only grows.
enum AppendedFile {
  /// Adds lines at the end, durably, and makes the file where it is missing: only its owner may read it then.
  ///
  /// - Parameters:
  ///   - lines: Whole lines with their line breaks.
  ///   - path: The file. A symbolic link is refused: what is added may say where people live.
  /// - Throws: ``SystemError`` of the call that failed. A part of the lines may be there then.
  static func append(_ lines: [UInt8], to path: FilePathBytes) throws(SystemError) {
    let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let descriptor = try SystemCalls.open(path, flags, mode: 0o600)
    defer { close(descriptor) }
    let status = try SystemCalls.status(of: descriptor, path)
    guard status.kind == .file else { throw OpenRegularFile.noFile(path) }
    let lineBreak = [UInt8(ascii: "\n")]
    let last = try [UInt8].filled(count: 1) { (buffer) throws(SystemError) in
      try SystemCalls.read(descriptor, at: max(0, status.size - 1), into: buffer, path).count
    }
    // A line that a full disk or a power cut has cut off must not spoil the next one.
    let start = last.isEmpty || last == lineBreak ? [] : lineBreak
    try (start + lines).withBytes { (bytes) throws(SystemError) in
      try SystemCalls.write(descriptor, bytes, path)
    }
    guard SystemCalls.retrying({ fsync(descriptor) }) == 0 else { throw .last("sync", path) }
    if status.size == 0 { try AtomicFile.syncFolder(path.parent) }
  }
}
