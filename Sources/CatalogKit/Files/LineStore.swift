#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A temporary file without a name, for more lines than memory should hold: written from the front, then read anywhere.
/// The system removes it with the last reference, however the process ends.
final class LineStore {
  private let descriptor: Int32
  /// What errors name: a temporary name would tell nobody anything.
  private let target: FilePathBytes
  private var buffer: [UInt8] = []
  private var written = 0
  private var mapping: UnsafeRawBufferPointer?
  private var touched = 0

  private static let bufferSize = 1 << 20
  /// Pages are given back after this much has been read, so that the file does not fill the process's memory.
  private static let residentLimit = 32 << 20

  /// - Parameter target: The file beside which the store is made; it takes a temporary name for a moment.
  /// - Throws: ``SystemError`` of the call that failed.
  init(beside target: FilePathBytes) throws(SystemError) {
    self.target = target
    let temporary = try TemporaryFile(beside: target)
    descriptor = temporary.descriptor
    _ = temporary.path.withCString { unlink($0) }
  }

  deinit {
    if let mapping { munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count) }
    close(descriptor)
  }

  /// Bytes that were appended.
  var count: Int { written + buffer.count }

  /// Adds bytes at the end; their offset is the ``count`` before.
  func append(_ bytes: [UInt8]) throws(SystemError) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Makes all that was appended readable. Appending is over then.
  func finish() throws(SystemError) {
    try flush()
    guard written > 0, mapping == nil else { return }
    guard let start = mmap(nil, written, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
      throw .last("read what was collected for", target)
    }
    mapping = UnsafeRawBufferPointer(start: start, count: written)
  }

  /// Hands appended bytes to a closure, which must not keep the pointer. Only after ``finish()``.
  func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    guard let mapping else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    touched += range.count
    if touched > Self.residentLimit {
      madvise(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count, MADV_DONTNEED)
      touched = 0
    }
    return try body(UnsafeRawBufferPointer(rebasing: mapping[range.clamped(to: 0..<mapping.count)]))
  }

  private func flush() throws(SystemError) {
    guard !buffer.isEmpty else { return }
    try buffer.withBytes { (bytes) throws(SystemError) in try SystemCalls.write(descriptor, bytes, target) }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
