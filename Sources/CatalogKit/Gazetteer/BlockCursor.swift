/// Reads numbers out of a block, one after the other; every read is checked.
struct BlockCursor {
  private let bytes: ArraySlice<UInt8>
  private let path: FilePathBytes
  /// Where the next read begins.
  private(set) var offset: Int

  /// - Parameters:
  ///   - bytes: A block or a part of it.
  ///   - path: The file that it is from, for messages.
  init(_ bytes: ArraySlice<UInt8>, of path: FilePathBytes) {
    self.bytes = bytes
    self.path = path
    offset = bytes.startIndex
  }

  /// Whether all is read.
  var isAtEnd: Bool { offset >= bytes.endIndex }

  mutating func byte() throws(GazetteerError) -> UInt8 {
    guard offset < bytes.endIndex else { throw endOfBlock }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func uint16() throws(GazetteerError) -> UInt16 {
    UInt16(try byte()) | UInt16(try byte()) << 8
  }

  mutating func uint32() throws(GazetteerError) -> UInt32 {
    UInt32(try uint16()) | UInt32(try uint16()) << 16
  }

  mutating func uint64() throws(GazetteerError) -> UInt64 {
    UInt64(try uint32()) | UInt64(try uint32()) << 32
  }

  /// Seven bits a byte, the lowest first, at most 35 bits.
  mutating func number() throws(GazetteerError) -> Int {
    var value = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      let byte = try byte()
      value |= Int(byte & 127) << shift
      if byte < 128 { return value }
    }
    throw .damaged(path, "a number in it does not end")
  }

  /// The same with the sign in the lowest bit.
  mutating func signed() throws(GazetteerError) -> Int {
    let value = try number()
    return value & 1 == 0 ? value >> 1 : ~(value >> 1)
  }

  /// So many bytes.
  mutating func slice(_ count: Int) throws(GazetteerError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - offset else { throw endOfBlock }
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  mutating func skip(_ count: Int) throws(GazetteerError) { _ = try slice(count) }

  private var endOfBlock: GazetteerError { .damaged(path, "a block ends too early") }
}
