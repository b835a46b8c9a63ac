#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Lines on their way into an index: appended from the front, then read anywhere.
///
/// Some stay in memory. More than that go to a temporary file without a name, which the system removes with the last
/// reference, however the process ends.
package final class SpillFile {
  /// What errors name: a temporary name would tell nobody anything.
  private let target: FilePathBytes
  /// Beside this a temporary file is made where none may be made beside the target.
  private let other: FilePathBytes?
  private let memoryLimit: Int
  private let residentLimit: Int
  /// Lines that are not in the file, if there is one.
  private var buffer: [UInt8] = []
  private var descriptor: Int32?
  private var written = 0
  private var mapping: UnsafeRawBufferPointer?
  /// Which blocks of the mapping may be in memory, and how many.
  private var isResident: [Bool] = []
  private var residentBlocks = 0

  /// What one access may bring into memory: Linux maps the pages around it too, so a line costs far more than its bytes.
  private static let blockSize = 64 << 10

  /// - Parameters:
  ///   - target: The file beside which a temporary one is made, where it is needed; it takes a temporary name for a moment.
  ///   - other: Beside this it is made where none may be made beside the target.
  ///   - memoryLimit: Bytes that are kept in memory; some 60,000 photos have them.
  ///   - residentLimit: Pages of the file are given back when so many bytes of it may be in memory.
  package init(
    beside target: FilePathBytes,
    otherwise other: FilePathBytes? = nil,
    memoryLimit: Int = 32 << 20,
    residentLimit: Int = 32 << 20
  ) {
    self.target = target
    self.other = other
    self.memoryLimit = memoryLimit
    self.residentLimit = residentLimit
  }

  deinit {
    if let mapping { munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count) }
    if let descriptor { close(descriptor) }
  }

  /// Bytes that were appended.
  package var count: Int { written + buffer.count }

  /// Adds bytes at the end; their offset is the ``count`` before.
  ///
  /// - Throws: ``SystemError`` of the call that failed.
  package func append(_ bytes: [UInt8]) throws(SystemError) {
    buffer += bytes
    if buffer.count >= (descriptor == nil ? memoryLimit : min(memoryLimit, Self.writeSize)) { try flush() }
  }

  /// Once there is a file, it is written in pieces of this size.
  private static let writeSize = 1 << 20

  /// Makes all that was appended so far readable.
  package func finish() throws(SystemError) {
    guard let descriptor else { return }
    try flush()
    guard written > (mapping?.count ?? 0) else { return }
    if let mapping { munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count) }
    mapping = nil
    guard let start = mmap(nil, written, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
      throw .last("read what was collected for", target)
    }
    mapping = UnsafeRawBufferPointer(start: start, count: written)
    isResident = [Bool](repeating: false, count: written / Self.blockSize + 1)
    residentBlocks = 0
  }

  /// Hands appended bytes to a closure, which must not keep the pointer. Only what was there at the
  /// last ``finish()``.
  package func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    guard let mapping else {
      return try buffer.withUnsafeBytes { bytes in
        try body(UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)]))
      }
    }
    let range = range.clamped(to: 0..<mapping.count)
    noteResident(range.lowerBound / Self.blockSize)
    return try body(UnsafeRawBufferPointer(rebasing: mapping[range]))
  }

  private func noteResident(_ block: Int) {
    guard let mapping, !isResident[block] else { return }
    if residentBlocks * Self.blockSize >= residentLimit {
      madvise(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count, MADV_DONTNEED)
      isResident = [Bool](repeating: false, count: isResident.count)
      residentBlocks = 0
    }
    isResident[block] = true
    residentBlocks += 1
  }

  private func flush() throws(SystemError) {
    guard !buffer.isEmpty else { return }
    let file = if let descriptor { descriptor } else { try makeFile() }
    try buffer.withBytes { (bytes) throws(SystemError) in try SystemCalls.write(file, bytes, target) }
    written += buffer.count
    // The room of the first, large piece is given back.
    buffer.removeAll(keepingCapacity: buffer.count <= 2 * Self.writeSize)
  }

  private func makeFile() throws(SystemError) -> Int32 {
    let temporary: TemporaryFile
    do throws(SystemError) {
      temporary = try TemporaryFile(beside: target)
    } catch {
      guard let other else { throw error }
      temporary = try TemporaryFile(beside: other)
    }
    _ = temporary.path.withCString { unlink($0) }
    descriptor = temporary.descriptor
    return temporary.descriptor
  }
}
