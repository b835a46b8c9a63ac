/// Reads JSON (RFC 8259) from bytes in memory, value by value, without building a tree.
///
/// Strict: what is not JSON throws. Nesting is bounded, so that hostile input cannot exhaust the stack.
struct JSONScanner {
  private let bytes: UnsafeRawBufferPointer
  /// The next byte to be read.
  private(set) var position = 0

  /// Deeper values than this are in no index.
  static let depthLimit = 64

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The next byte that is not a blank, left where it is; `nil` at the end.
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  /// Passes over a character that must come next, blanks before it allowed.
  mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
    guard peek() == UInt8(ascii: character) else { throw failure }
    position += 1
  }

  /// Passes over bytes that whoever calls has looked at.
  mutating func skip(_ count: Int) { position += count }

  /// Passes over a character if it comes next.
  @inline(__always)
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    if position < bytes.count, bytes[position] == UInt8(truncatingIfNeeded: character.value) {
      position += 1
      return true
    }
    return skipAfterBlanks(character)
  }

  private mutating func skipAfterBlanks(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Goes through the members of an object. The closure must read or pass over the value behind each key.
  mutating func object(_ member: (inout JSONScanner, [UInt8]) throws(JSONError) -> Void) throws(JSONError) {
    try expect("{")
    if skip("}") { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(&self, key)
    } while skip(",")
    try expect("}")
  }

  /// Goes through the elements of an array. The closure must read or pass over each.
  mutating func array(_ element: (inout JSONScanner) throws(JSONError) -> Void) throws(JSONError) {
    try expect("[")
    if skip("]") { return }
    repeat { try element(&self) } while skip(",")
    try expect("]")
  }

  /// Passes over a string of ASCII without escapes, which nearly every one is.
  ///
  /// - Returns: What is between its quotes; `nil` where the string is another one, which is then still to be read.
  mutating func plainString() throws(JSONError) -> UnsafeRawBufferPointer? {
    guard peek() == JSONText.quote else { throw failure }
    var end = position + 1
    while end < bytes.count, Self.isPlain(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == JSONText.quote else { return nil }
    defer { position = end + 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[(position + 1)..<end])
  }

  /// Reads a string as text, its escapes resolved.
  mutating func text() throws(JSONError) -> String {
    if let plain = try plainString() { return String(decoding: plain, as: UTF8.self) }
    return String(decoding: try string(), as: UTF8.self)
  }

  /// Reads a string as UTF-8 bytes, its escapes resolved.
  mutating func string() throws(JSONError) -> [UInt8] {
    if let plain = try plainString() { return Array(plain) }
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case JSONText.quote:
        guard byteSequenceIsUTF8(text) else { throw failure }
        return text
      case JSONText.backslash: try escape(&text)
      case 0x00..<0x20: throw failure
      default: text.append(byte)
      }
    }
    throw failure
  }

  /// Passes over a string without resolving its escapes.
  ///
  /// - Returns: Where it is, with its quotes.
  mutating func stringRange() throws(JSONError) -> Range<Int> {
    guard peek() == JSONText.quote else { throw failure }
    let start = position
    guard let end = Self.stringEnd(in: bytes, from: start + 1) else { throw JSONError(offset: bytes.count) }
    position = end
    return start..<end
  }

  /// Where a string ends whose first character is at a place: after its closing quote.
  ///
  /// - Returns: `nil` where it does not end, or has a control character in it.
  @inline(__always)
  static func stringEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while true {
      // Eight bytes at a time, up to the first that is not plain. Nearly every byte of an index is passed over here.
      while bytes.count - index >= 8 {
        let marks = marks(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += marks == 0 ? 8 : marks.trailingZeroBitCount >> 3
        if marks != 0 { break }
      }
      guard index < bytes.count else { return nil }
      switch bytes[index] {
      case JSONText.quote: return index + 1
      case JSONText.backslash: index += 2
      case 0x00..<0x20: return nil
      default: index += 1
      }
    }
  }

  /// Where a number or a word ends.
  @inline(__always)
  static func scalarEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    // Nearly all that is no string is a number, of digits, points and hyphens.
    while index < bytes.count, bytes[index] &- UInt8(ascii: "-") < 13 { index += 1 }
    while index < bytes.count, isScalarByte(bytes[index]) { index += 1 }
    return index
  }

  /// Sets the highest bit of each byte that is a quote, a backslash or a control character. Bytes above the lowest such byte may
  /// be marked by mistake, by the borrow of the subtractions.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* UInt64(JSONText.quote))
    let backslashes = word ^ (ones &* UInt64(JSONText.backslash))
    let marks =
      ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
      | ((word &- ones &* 0x20) & ~word)
    return marks & (ones << 7)
  }

  /// Passes over any value without resolving escapes or checking its numbers and words.
  ///
  /// - Returns: Where it is.
  mutating func valueRange() throws(JSONError) -> Range<Int> {
    guard let first = peek() else { throw failure }
    let start = position
    switch first {
    case JSONText.quote: return try stringRange()
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
    default:
      position = Self.scalarEnd(in: bytes, from: start)
      guard position > start else { throw failure }
    }
    return start..<position
  }

  /// Passes over an object or an array: its brackets are counted, which is not enough to know that it is one.
  private mutating func skipNested() throws(JSONError) {
    var depth = 0
    repeat {
      guard position < bytes.count else { throw failure }
      switch bytes[position] {
      case JSONText.quote: _ = try stringRange()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      default: position += 1
      }
    } while depth > 0
  }

  /// Whether a value, whose end was found by ``valueRange()``, can be handed on as it is: a string is UTF-8, and a number is
  /// made of what numbers are made of.
  static func isPlausible(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let first = value.first else { return false }
    if isNumberByte(first) { return value.allSatisfy(isNumberByte) }
    return first != JSONText.quote || value.isASCII || String(validating: value, as: UTF8.self) != nil
  }

  /// Reads a number's characters.
  mutating func number() throws(JSONError) -> Double {
    guard peek() != nil else { throw failure }
    let start = position
    while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
    guard let value = FixedPoint.parse(UnsafeRawBufferPointer(rebasing: bytes[start..<position])) else {
      throw failure
    }
    return value
  }

  /// Reads a whole number.
  mutating func integer() throws(JSONError) -> Int {
    guard let value = Int(exactly: try number()) else { throw failure }
    return value
  }

  /// Reads `true` or `false`.
  mutating func boolean() throws(JSONError) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try literal("true")
      return true
    default:
      try literal("false")
      return false
    }
  }

  /// Passes over `null` if it comes next.
  mutating func skipNull() throws(JSONError) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try literal("null")
    return true
  }

  /// Passes over any value, checking that it is one.
  mutating func skipValue(depth: Int = 0) throws(JSONError) {
    guard depth < Self.depthLimit else { throw failure }
    switch peek() {
    case UInt8(ascii: "{"):
      try object { (scanner, _) throws(JSONError) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array { (scanner) throws(JSONError) in try scanner.skipValue(depth: depth + 1) }
    case JSONText.quote: _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try boolean()
    case UInt8(ascii: "n"): _ = try skipNull()
    default: _ = try number()
    }
  }

  /// Passes over any value and gives it back on one line: blanks between its parts are left out.
  mutating func compactValue() throws(JSONError) -> [UInt8] {
    _ = peek()
    let start = position
    try skipValue()
    var compact: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in bytes[start..<position] {
      if !isInString, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
      compact.append(byte)
      if byte == JSONText.quote, !isEscaped { isInString.toggle() }
      isEscaped = isInString && byte == JSONText.backslash && !isEscaped
    }
    return compact
  }

  /// Makes sure that nothing but blanks is left.
  mutating func end() throws(JSONError) {
    guard peek() == nil else { throw failure }
  }

  private var failure: JSONError { JSONError(offset: position) }

  private mutating func literal(_ word: StaticString) throws(JSONError) {
    _ = peek()
    let count = word.utf8CodeUnitCount
    guard bytes.count - position >= count,
      word.withUTF8Buffer({ bytes[position..<(position + count)].elementsEqual($0) })
    else { throw failure }
    position += count
  }

  private mutating func escape(_ text: inout [UInt8]) throws(JSONError) {
    guard position < bytes.count else { throw failure }
    let byte = bytes[position]
    position += 1
    switch byte {
    case JSONText.quote, JSONText.backslash, UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += Array(String(Character(try escapedScalar())).utf8)
    default: throw failure
    }
  }

  /// The scalar behind `\u`, two escapes where it is a surrogate pair.
  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let high = try fourHexDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), bytes.count - position >= 6,
      bytes[position] == JSONText.backslash, bytes[position + 1] == UInt8(ascii: "u")
    else { throw failure }
    position += 2
    let low = try fourHexDigits()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw failure }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    guard bytes.count - position >= 4 else { throw failure }
    var value: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      // Capitals too; a control character with the bit of small letters would look like a digit.
      let small = byte >= UInt8(ascii: "A") ? byte | 0x20 : byte
      guard let digit = JSONText.hexDigits.firstIndex(of: small) else { throw failure }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  private func byteSequenceIsUTF8(_ text: [UInt8]) -> Bool {
    text.allSatisfy { $0 < 0x80 } || String(validating: text, as: UTF8.self) != nil
  }

  /// Stands for itself in a string and needs no look at its neighbours.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != JSONText.quote && byte != JSONText.backslash
  }

  /// Whether a byte can be part of a number, `true`, `false` or `null`.
  private static func isScalarByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), JSONText.quote,
      UInt8(ascii: "{"), UInt8(ascii: "["), 0x00...0x20:
      false
    default: true
    }
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}

/// Bytes that are not JSON, or not the value that was asked for.
public struct JSONError: Error, Hashable, Sendable {
  /// Where reading stopped, from the start of the bytes.
  public let offset: Int
}
