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
  /// Why the system did not let us read all of this photo that was wanted, whatever its parser made of that.
  private(set) var failure: ContainerError?

  /// Reads bytes at an offset into a buffer and tells how many there were and in how many calls.
  typealias Read = (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> (
    count: Int, calls: Int
  )

  private var read: Read
  // Buffers and counts apart: a struct of both that is written in place would have each access checked at run time.
  private let head: UnsafeMutableRawBufferPointer
  private var headCount = 0
  private let window: UnsafeMutableRawBufferPointer
  private var windowStart = 0
  private var windowCount = 0
  /// Where the last short run ended that was read alone.
  private var lonelyEnd = 0

  /// How much of this photo may be read.
  private var limit = byteLimit

  /// A source with nothing in it; ``open(_:size:)`` gives it a photo.
  init() {
    read = { _, _ in (0, 0) }
    head = .allocate(byteCount: Self.headSize, alignment: 16)
    window = .allocate(byteCount: Self.windowSize, alignment: 16)
  }

  /// A source for bytes in memory.
  convenience init(_ bytes: [UInt8]) {
    self.init()
    open(FileContents(bytes))
  }

  deinit {
    head.deallocate()
    window.deallocate()
  }

  /// Turns to another photo.
  func open(size: Int, read: @escaping Read) {
    self.size = max(0, size)
    self.read = read
    counts = ReadCounts()
    failure = nil
    headCount = 0
    windowCount = 0
    lonelyEnd = 0
    limit = Self.byteLimit
  }

  /// Allows as much to be read as a photo of a format may need.
  func allow(_ format: PhotoFormat) {
    limit = format == .video ? Self.videoByteLimit : Self.byteLimit
  }

  /// Turns to another file, or to bytes in memory.
  func open(_ contents: FileContents) { open(size: contents.size, read: contents.read) }

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
    if let run = run(at: offset, count: count) { return body(run) }
    return body(try load(offset, count))
  }

  /// Copies a short run without filling the window around it: for headers that are far from each other, of which a
  /// file may have thousands.
  func lonelyBytes(at offset: Int, count: Int) throws(ContainerError) -> [UInt8] {
    try withLonelyBytes(at: offset, count: count) { Array($0) }
  }

  /// Hands a short run to a closure without filling the window around it.
  func withLonelyBytes<R>(
    at offset: Int,
    count: Int,
    _ body: (UnsafeRawBufferPointer) -> R
  ) throws(ContainerError) -> R {
    guard offset >= 0, count >= 0, offset <= size - count else { throw .endOfFile(offset: size) }
    if let run = run(at: offset, count: count) { return body(run) }
    // Not so lonely: where one header follows the last one closely, more of them do.
    if (0..<64).contains(offset - lonelyEnd), count <= Self.windowSize {
      return body(try load(offset, count))
    }
    lonelyEnd = offset + count
    return try exactBytes(at: offset, count: count).withUnsafeBytes(body)
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
      failure = .system(error)
      throw .system(error)
    }
    guard bytes.count == count else { throw .endOfFile(offset: offset + bytes.count) }
    return bytes
  }

  private func load(_ offset: Int, _ count: Int) throws(ContainerError) -> UnsafeRawBufferPointer {
    if headCount == 0, offset <= Self.headSize - count {
      headCount = try fill(head, at: 0)
    } else {
      windowStart = offset
      windowCount = 0
      windowCount = try fill(window, at: offset)
    }
    guard let run = run(at: offset, count: count) else {
      // The file has become shorter since its size was asked.
      throw .endOfFile(offset: offset)
    }
    return run
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(ContainerError) -> Int {
    // No more than there is: otherwise a second call would only find the end.
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, size - offset)])
    try spend(rest.count)
    do throws(SystemError) {
      let (count, calls) = try read(offset, rest)
      counts.calls += calls
      counts.bytes += count
      return count
    } catch {
      failure = .system(error)
      throw .system(error)
    }
  }

  private func spend(_ count: Int) throws(ContainerError) {
    guard counts.bytes + count <= limit else { throw .tooMuch(limit: limit) }
  }

  /// A run that is in memory. Neither number is negative.
  @inline(__always)
  private func run(at offset: Int, count: Int) -> UnsafeRawBufferPointer? {
    if offset <= headCount - count {
      return UnsafeRawBufferPointer(rebasing: head[offset..<(offset + count)])
    }
    guard offset >= windowStart, offset - windowStart <= windowCount - count else { return nil }
    return UnsafeRawBufferPointer(rebasing: window[(offset - windowStart)..<(offset - windowStart + count)])
  }
}
