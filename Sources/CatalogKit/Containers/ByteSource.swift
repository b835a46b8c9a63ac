/// The bytes of one photo: an open file, or memory. Whoever parses a photo reads through here, so that every read is
/// checked, counted, and bounded.
///
/// The first 16 KB are read at once and kept, since a common photo tells everything there. Reads elsewhere go through
/// a window of 4 KB. One source serves one thread; ``open(_:size:)`` makes it ready for the next photo, and its two
/// buffers are allocated once.
final class ByteSource {
  /// Bytes of the file.
  private(set) var size = 0
  /// How much of this photo has been read.
  private(set) var counts = ReadCounts()

  /// Reads bytes at an offset into a buffer and tells how many there were and in how many calls.
  typealias Read = (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> (
    count: Int, calls: Int
  )

  private var read: Read
  private var head: Window
  private var window: Window

  static let headSize = 16 << 10
  static let windowSize = 4 << 10
  /// No photo needs more, whatever its bytes say: the largest Exif block that is read is 1 MB.
  static let byteLimit = 1 << 20

  /// A source with nothing in it; ``open(_:size:)`` gives it a photo.
  init() {
    read = { _, _ in (0, 0) }
    head = Window(capacity: Self.headSize)
    window = Window(capacity: Self.windowSize)
  }

  /// A source for bytes in memory.
  convenience init(_ bytes: [UInt8]) {
    self.init()
    open(bytes)
  }

  deinit {
    head.buffer.deallocate()
    window.buffer.deallocate()
  }

  /// Turns to another photo.
  func open(size: Int, read: @escaping Read) {
    self.size = max(0, size)
    self.read = read
    counts = ReadCounts()
    head.clear()
    window.clear()
  }

  /// Turns to bytes in memory.
  func open(_ bytes: [UInt8]) {
    open(size: bytes.count) { (offset, buffer) throws(SystemError) in
      let end = min(bytes.count, offset + buffer.count)
      guard offset < end else { return (0, 1) }
      bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<end])) }
      return (end - offset, 1)
    }
  }

  /// Hands a run of bytes to a closure without copying them out of the window.
  ///
  /// - Parameters:
  ///   - offset: Where the run starts, not negative.
  ///   - count: Its length, at most ``windowSize``.
  ///   - body: Must not keep the pointer.
  /// - Returns: What the closure returns.
  /// - Throws: ``ContainerError`` where the run does not lie in the file as a whole, or cannot be read.
  @inline(__always)
  func withBytes<R>(
    at offset: Int,
    count: Int,
    _ body: (UnsafeRawBufferPointer) -> R
  ) throws(ContainerError) -> R {
    guard offset >= 0, count >= 0, count <= Self.windowSize, offset <= size - count else {
      throw .endOfFile(offset: size)
    }
    if let run = head.run(at: offset, count: count) ?? window.run(at: offset, count: count) {
      return body(run)
    }
    return body(try load(offset, count))
  }

  /// Copies a short run without filling the window around it: for headers that are far from each other, of which a
  /// file may have thousands.
  func lonelyBytes(at offset: Int, count: Int) throws(ContainerError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= size - count else { throw .endOfFile(offset: size) }
    if let run = head.run(at: offset, count: count) ?? window.run(at: offset, count: count) {
      return Array(run)
    }
    return try exactBytes(at: offset, count: count)
  }

  /// Copies a run of any length that lies in the file.
  func bytes(at offset: Int, count: Int) throws(ContainerError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= size - count else { throw .endOfFile(offset: size) }
    if count <= Self.windowSize { return try withBytes(at: offset, count: count) { Array($0) } }
    return try exactBytes(at: offset, count: count)
  }

  private func exactBytes(at offset: Int, count: Int) throws(ContainerError) -> [UInt8] {
    try spend(count)
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try .filled(count: count) { (buffer) throws(SystemError) in
        let (got, calls) = try read(offset, buffer)
        counts.calls += calls
        counts.bytes += got
        return got
      }
    } catch {
      throw .system(error)
    }
    guard bytes.count == count else { throw .endOfFile(offset: offset + bytes.count) }
    return bytes
  }

  private func load(_ offset: Int, _ count: Int) throws(ContainerError) -> UnsafeRawBufferPointer {
    let isHead = head.isEmpty && offset <= Self.headSize - count
    if isHead {
      try fill(&head, at: 0)
    } else {
      try fill(&window, at: offset)
    }
    guard let run = isHead ? head.run(at: offset, count: count) : window.run(at: offset, count: count) else {
      // The file has become shorter since its size was asked.
      throw .endOfFile(offset: offset)
    }
    return run
  }

  private func fill(_ window: inout Window, at offset: Int) throws(ContainerError) {
    try spend(min(window.buffer.count, size - offset))
    do throws(SystemError) {
      let (count, calls) = try read(offset, window.buffer)
      counts.calls += calls
      counts.bytes += count
      window.start = offset
      window.count = count
    } catch {
      throw .system(error)
    }
  }

  private func spend(_ count: Int) throws(ContainerError) {
    guard counts.bytes + count <= Self.byteLimit else { throw .tooMuch }
  }

  /// A piece of the file that is in memory.
  private struct Window {
    let buffer: UnsafeMutableRawBufferPointer
    var start = 0
    var count = 0

    init(capacity: Int) {
      buffer = .allocate(byteCount: capacity, alignment: 16)
    }

    var isEmpty: Bool { count == 0 }

    mutating func clear() {
      start = 0
      count = 0
    }

    @inline(__always)
    func run(at offset: Int, count: Int) -> UnsafeRawBufferPointer? {
      guard offset >= start, offset - start <= self.count - count else { return nil }
      return UnsafeRawBufferPointer(rebasing: buffer[(offset - start)..<(offset - start + count)])
    }
  }
}
