/// Reads Protocol Buffers' encoding (protobuf.dev/programming-guides/encoding) from bytes that may hold anything.
struct ProtobufReader {
  private var rest: ArraySlice<UInt8>

  /// - Parameter bytes: A message.
  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// A varint; `nil` where it ends too early or is no count.
  mutating func number() -> Int? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return Int(exactly: value) }
    }
    return nil
  }

  /// A varint with its sign in the lowest bit.
  mutating func signed() -> Int? {
    number().map { $0 & 1 == 0 ? $0 >> 1 : ~($0 >> 1) }
  }

  /// What a field holds.
  enum Value {
    case number(Int)
    case bytes(ArraySlice<UInt8>)
    /// Four or eight bytes, which nothing here asks about.
    case other
  }

  /// The next field; `nil` at the end, or where the rest is not as it should be.
  mutating func field() -> (number: Int, value: Value)? {
    guard let key = number() else { return nil }
    switch key & 7 {
    case 0:
      // Negative numbers are long varints, and nobody's count.
      return number().map { (key >> 3, .number($0)) }
    case 1:
      guard rest.count >= 8 else { return nil }
      rest.removeFirst(8)
      return (key >> 3, .other)
    case 2:
      guard let count = number(), count <= rest.count else { return nil }
      defer { rest.removeFirst(count) }
      return (key >> 3, .bytes(rest.prefix(count)))
    case 5:
      guard rest.count >= 4 else { return nil }
      rest.removeFirst(4)
      return (key >> 3, .other)
    default: return nil
    }
  }
}
