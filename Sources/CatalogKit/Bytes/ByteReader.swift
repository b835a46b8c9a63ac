/// Which byte of a number comes first.
enum ByteOrder: Hashable, Sendable {
  case little
  case big

  /// An unsigned number of two bytes that lie in a buffer.
  @inline(__always)
  func uint16(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt16 {
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
    return self == .little ? UInt16(littleEndian: value) : UInt16(bigEndian: value)
  }

  /// An unsigned number of four bytes that lie in a buffer.
  @inline(__always)
  func uint32(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    return self == .little ? UInt32(littleEndian: value) : UInt32(bigEndian: value)
  }

  /// An unsigned number of eight bytes that lie in a buffer.
  @inline(__always)
  func uint64(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return self == .little ? UInt64(littleEndian: value) : UInt64(bigEndian: value)
  }
}

/// A piece of a photo, or several pieces that belong together, addressed from 0. The one way to read numbers and
/// bytes from a photo: every read is checked against the piece, and the byte order is always named.
struct ByteReader {
  private let source: ByteSource
  /// Where the first piece lies in the source, and mostly the only one: kept apart, so that it costs no array.
  private let first: Range<Int>
  /// The pieces behind it, in order, none of them empty.
  private let others: [Range<Int>]
  /// Bytes of all pieces.
  let count: Int

  /// Where its pieces lie in the source, in order.
  var ranges: [Range<Int>] { first.isEmpty ? others : [first] + others }

  /// The whole source.
  init(_ source: ByteSource) {
    self.init(source, 0..<source.size, [])
  }

  private init(_ source: ByteSource, _ first: Range<Int>, _ others: [Range<Int>]) {
    self.source = source
    self.first = first
    self.others = others
    count = others.reduce(first.count) { $0 + $1.count }
  }

  /// Whether this is the whole source and not a piece of it.
  var isWhole: Bool { others.isEmpty && first == 0..<source.size }

  /// Where the bytes lie in the source; `nil` where they are not in one piece.
  var place: Range<Int>? { others.isEmpty ? first : nil }

  /// A part of this piece; what would lie outside of it is cut off.
  func slice(_ range: Range<Int>) -> ByteReader {
    if others.isEmpty {
      let part = range.clamped(to: 0..<count)
      let start = first.lowerBound + (part.isEmpty ? count : part.lowerBound)
      return ByteReader(source, start..<(start + part.count), [])
    }
    var parts = parts(range)
    guard !parts.isEmpty else { return ByteReader(source, first.upperBound..<first.upperBound, []) }
    let start = parts.removeFirst()
    return ByteReader(source, start, parts)
  }

  /// This piece with another behind it. Both must come from the same source.
  func joined(with other: ByteReader) -> ByteReader {
    ByteReader(source, first, others + [other.first] + other.others)
  }

  /// Where a range of this piece lies in the source.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    let wanted = range.clamped(to: 0..<count)
    var parts: [Range<Int>] = []
    var start = 0
    for piece in [first] + others {
      let part = wanted.clamped(to: start..<(start + piece.count))
      if !part.isEmpty {
        let shift = piece.lowerBound - start
        parts.append((part.lowerBound + shift)..<(part.upperBound + shift))
      }
      start += piece.count
    }
    return parts
  }

  /// An unsigned byte.
  func byte(at offset: Int) throws(ContainerError) -> UInt8 {
    try withBytes(at: offset, count: 1) { $0[0] }
  }

  /// An unsigned number of two bytes.
  func uint16(at offset: Int, _ order: ByteOrder) throws(ContainerError) -> UInt16 {
    try withBytes(at: offset, count: 2) { order.uint16($0, 0) }
  }

  /// An unsigned number of four bytes.
  func uint32(at offset: Int, _ order: ByteOrder) throws(ContainerError) -> UInt32 {
    try withBytes(at: offset, count: 4) { order.uint32($0, 0) }
  }

  /// A copy of some bytes, all of which must be there.
  func bytes(at offset: Int, count: Int) throws(ContainerError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= self.count - count else { throw endOfPiece }
    if offset <= first.count - count { return try source.bytes(at: first.lowerBound + offset, count: count) }
    var bytes: [UInt8] = []
    for piece in parts(offset..<(offset + count)) {
      bytes += try source.bytes(at: piece.lowerBound, count: piece.count)
    }
    return bytes
  }

  /// Whether some bytes, few enough for ``withBytes(at:count:_:)``, are at an offset; all of them must be there.
  func starts(with bytes: [UInt8], at offset: Int) throws(ContainerError) -> Bool {
    try withBytes(at: offset, count: bytes.count) { $0.elementsEqual(bytes) }
  }

  /// A copy of a few bytes, read without what lies around them: for headers that are far from each other.
  func lonelyBytes(at offset: Int, count: Int) throws(ContainerError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= self.count - count else { throw endOfPiece }
    guard offset <= first.count - count else { return try bytes(at: offset, count: count) }
    return try source.lonelyBytes(at: first.lowerBound + offset, count: count)
  }

  /// An unsigned number of eight bytes, read without what lies around it.
  func unbufferedUInt64(at offset: Int, _ order: ByteOrder) throws(ContainerError) -> UInt64 {
    guard offset >= 0, offset <= count - 8 else { throw endOfPiece }
    guard offset <= first.count - 8 else {
      return try withBytes(at: offset, count: 8) { order.uint64($0, 0) }
    }
    return try source.withLonelyBytes(at: first.lowerBound + offset, count: 8) { order.uint64($0, 0) }
  }

  /// Hands a short run of bytes, at most ``ByteSource/windowSize``, to a closure; all of them must be there.
  @inline(__always)
  func withBytes<R>(
    at offset: Int,
    count: Int,
    _ body: (UnsafeRawBufferPointer) -> R
  ) throws(ContainerError) -> R {
    guard offset >= 0, count >= 0, offset <= self.count - count else { throw endOfPiece }
    if offset <= first.count - count {
      return try source.withBytes(at: first.lowerBound + offset, count: count, body)
    }
    // A run in the other pieces, or across two, has to be put together first.
    return try bytes(at: offset, count: count).withUnsafeBytes(body)
  }

  /// The error for a read behind the end: at the file's end where the piece reaches it.
  private var endOfPiece: ContainerError { .endOfFile(offset: (others.last ?? first).upperBound) }
}
