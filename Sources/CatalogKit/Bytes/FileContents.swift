/// The bytes of one file, read by offset: a file that somebody holds open, or bytes in memory.
public struct FileContents: Sendable {
  /// Bytes of the file, not negative.
  public let size: Int
  /// When it was last changed; the epoch where nobody knows.
  public let modified: Timestamp
  /// As ``ByteSource/Read``, from any thread.
  let read:
    @Sendable (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> (
      count: Int, calls: Int
    )

  /// Bytes in memory: an upload, or a part of an archive.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - modified: When the file was last changed.
  public init(_ bytes: [UInt8], modified: Timestamp = Timestamp(seconds: 0, nanoseconds: 0)) {
    size = bytes.count
    self.modified = modified
    read = { (offset, buffer) throws(SystemError) in
      let end = min(bytes.count, offset + buffer.count)
      guard offset < end else { return (0, 1) }
      bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<end])) }
      return (end - offset, 1)
    }
  }

  /// A copy of some bytes.
  ///
  /// - Parameter range: Where they lie, not negative; what would lie behind the end is left out.
  /// - Returns: The bytes.
  /// - Throws: ``SystemError`` of pread(2).
  package func bytes(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    try .filled(count: range.count) { (buffer) throws(SystemError) in try read(range.lowerBound, buffer).count
    }
  }

  /// A file that is open for reading; its offset is not used and not moved.
  ///
  /// - Parameters:
  ///   - descriptor: Stays the caller's, who closes it when no more is read.
  ///   - name: What errors call it.
  /// - Throws: ``SystemError`` of fstat(2); `EINVAL` where it is no regular file.
  public init(descriptor: Int32, name: FilePathBytes) throws(SystemError) {
    let status = try SystemCalls.status(of: descriptor, name)
    guard status.kind == .file else { throw OpenRegularFile.noFile(name) }
    self.init(descriptor: descriptor, status: status, name: name)
  }

  fileprivate init(_ file: OpenFile) {
    size = file.status.size
    modified = file.status.modified
    read = { (offset, buffer) throws(SystemError) in
      try SystemCalls.read(file.descriptor, at: offset, into: buffer, file.path)
    }
  }

  init(descriptor: Int32, status: FileStatus, name: FilePathBytes) {
    size = status.size
    modified = status.modified
    read = { (offset, buffer) throws(SystemError) in
      try SystemCalls.read(descriptor, at: offset, into: buffer, name)
    }
  }
}

extension OpenFile {
  /// Its bytes; it stays open for as long as somebody has them.
  package var contents: FileContents { FileContents(self) }
}
