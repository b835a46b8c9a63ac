import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is open for reading by offset, by any number of threads; it counts what it reads. Closed when the last reference goes.
///
/// The status is that of the open file: a file of the same name that replaces it later changes nothing here.
public final class FileReader: Sendable {
  /// The name it was opened by.
  public let path: FilePathBytes
  /// What fstat(2) said after opening.
  public let status: FileStatus
  /// How much has been read so far.
  public var counts: ReadCounts {
    var counts = ReadCounts()
    counts.calls = calls.load(ordering: .relaxed)
    counts.bytes = bytes.load(ordering: .relaxed)
    return counts
  }

  private let calls = Atomic<Int>(0)
  private let bytes = Atomic<Int>(0)
  private let descriptor: Int32

  /// Opens a regular file.
  ///
  /// - Parameter path: The file; links are followed.
  /// - Throws: ``SystemError`` of the call that failed; for a folder its code is `EISDIR`, for a device or a pipe
  ///   `EINVAL`.
  public convenience init(path: FilePathBytes) throws(SystemError) {
    // O_NONBLOCK: a pipe of that name must not keep us waiting for its other end.
    let descriptor = try SystemCalls.open(path, O_RDONLY | O_NONBLOCK)
    try self.init(adopting: descriptor, path: path)
  }

  /// Takes over an open descriptor, which is closed on failure too.
  init(adopting descriptor: Int32, path: FilePathBytes) throws(SystemError) {
    self.path = path
    self.descriptor = descriptor
    status = try SystemCalls.status(of: descriptor, path)
    switch status.kind {
    case .file: break
    case .folder: throw SystemError(code: EISDIR, operation: "read", path: path)
    case .link, .other: throw SystemError(code: EINVAL, operation: "read", path: path)
    }
  }

  deinit { close(descriptor) }

  /// Reads up to `count` bytes at an offset, fewer only where the file ends.
  ///
  /// - Parameters:
  ///   - offset: Bytes from the start, not negative.
  ///   - count: How many.
  /// - Returns: The bytes.
  /// - Throws: ``SystemError`` of pread(2).
  public func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try .filled(count: count) { (buffer) throws(SystemError) in try read(at: offset, into: buffer) }
  }

  /// Reads into a buffer until it is full or the file ends.
  ///
  /// - Parameters:
  ///   - offset: Bytes from the start, not negative.
  ///   - buffer: Where they go.
  /// - Returns: How many bytes were read.
  /// - Throws: ``SystemError`` of pread(2).
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    let (count, calls) = try SystemCalls.read(descriptor, at: offset, into: buffer, path)
    self.calls.add(calls, ordering: .relaxed)
    bytes.add(count, ordering: .relaxed)
    return count
  }
}

/// How much was read: the measure that tests and `--explain` go by, since times depend on the machine.
public struct ReadCounts: Hashable, Sendable {
  /// Calls of pread(2).
  public var calls = 0
  /// Bytes that they gave.
  public var bytes = 0

  /// Nothing read yet.
  public init() {}
}

extension FileReader {
  /// Opens a regular file below a folder, step by step.
  ///
  /// - Parameters:
  ///   - folder: The folder; links in its own path are followed.
  ///   - path: The file: relative, without `..`.
  ///   - followLinks: Whether links below the folder are followed; a scan that follows them has recorded what lies behind them.
  /// - Throws: ``SystemError`` of the call that failed; its code is `ELOOP` or `ENOTDIR` for a link, and `EINVAL` where the path leads out of
  ///   the folder or the file is no regular one.
  public convenience init(beneath folder: FilePathBytes, _ path: FilePathBytes, followLinks: Bool)
    throws(SystemError)
  {
    let steps = path.bytes.split(separator: FilePathBytes.slash, omittingEmptySubsequences: false)
    guard !path.isAbsolute, !path.bytes.contains(0),
      !steps.contains(where: { $0.isEmpty || $0 == [46] || $0 == [46, 46] })
    else { throw SystemError(code: EINVAL, operation: "open", path: path) }
    var parent = try Directory(path: folder)
    if steps.count > 1 {
      let rest = FilePathBytes(Array(steps.dropLast().joined(separator: [FilePathBytes.slash])))
      parent = try Directory(
        rest,
        in: parent.descriptor,
        path: path.parent,
        followLinks: followLinks,
        isStepwise: true
      )
    }
    let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW)
    let descriptor = try SystemCalls.open(FilePathBytes(steps[steps.count - 1]), in: parent.descriptor, flags)
    try self.init(adopting: descriptor, path: path)
  }
}
