/// A character of a name: a scalar where the bytes are UTF-8, otherwise one byte, which equals no scalar.
struct WildcardCharacter: Hashable, Comparable, Sendable {
  private let value: UInt32

  /// The character at an index, and how many bytes it has.
  static func at(_ index: Int, of bytes: [UInt8]) -> (character: WildcardCharacter, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (WildcardCharacter(value: UInt32(first)), 1) }
    var iterator = bytes[index..<min(index + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      // Above the last scalar, U+10FFFF.
      return (WildcardCharacter(value: 0x110000 + UInt32(first)), 1)
    }
    return (WildcardCharacter(value: scalar.value), UTF8.width(scalar))
  }

  /// The byte of a character of ASCII; `nil` for any other.
  var ascii: UInt8? { value < 0x80 ? UInt8(value) : nil }

  static func < (lhs: WildcardCharacter, rhs: WildcardCharacter) -> Bool { lhs.value < rhs.value }
}

/// A set of characters in a pattern: `[a-z]`, `[!a-z]`, `[[:digit:]_]`.
struct WildcardSet: Hashable, Sendable {
  private var ranges: [ClosedRange<WildcardCharacter>] = []
  private var classes: [CharacterClass] = []
  private var isNegated = false

  /// Reads a set as git does: a `]` that comes first belongs to the set, and so does a `-` at either end or behind a range.
  ///
  /// - Parameters:
  ///   - pattern: The whole pattern.
  ///   - index: Of the byte after `[`; then of the byte after the `]`.
  /// - Throws: ``WildcardError`` where there is no `]`, or a class such as `[:digits:]` that does not exist.
  init(_ pattern: [UInt8], at index: inout Int) throws(WildcardError) {
    if index < pattern.count, pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^") {
      isNegated = true
      index += 1
    }
    /// What a range may begin with: the last character, unless it ended a range or a class.
    var low: WildcardCharacter?
    var isFirst = true
    while index < pattern.count, isFirst || pattern[index] != UInt8(ascii: "]") {
      isFirst = false
      if let name = Self.className(pattern, at: &index) {
        guard let found = CharacterClass(name) else { throw .unknownClass }
        classes.append(found)
        low = nil
      } else if let start = low, Self.isRange(pattern, at: index) {
        index += 1
        let high = try Self.character(pattern, at: &index)
        // A range from back to front holds nothing.
        if start <= high { ranges.append(start...high) }
        low = nil
      } else {
        let character = try Self.character(pattern, at: &index)
        ranges.append(character...character)
        low = character
      }
    }
    guard index < pattern.count else { throw .unclosedBracket }
    index += 1
  }

  func contains(_ character: WildcardCharacter) -> Bool {
    let isListed =
      ranges.contains { $0.contains(character) }
      || character.ascii.map { byte in classes.contains { $0.contains(byte) } } ?? false
    return isListed != isNegated
  }

  /// A character of the set, which a backslash may precede.
  private static func character(
    _ pattern: [UInt8],
    at index: inout Int
  ) throws(WildcardError) -> WildcardCharacter {
    if pattern[index] == UInt8(ascii: "\\") { index += 1 }
    guard index < pattern.count else { throw .unclosedBracket }
    let (character, length) = WildcardCharacter.at(index, of: pattern)
    index += length
    return character
  }

  /// Whether a `-` lies between two characters.
  private static func isRange(_ pattern: [UInt8], at index: Int) -> Bool {
    pattern[index] == UInt8(ascii: "-") && index + 1 < pattern.count
      && pattern[index + 1] != UInt8(ascii: "]")
  }

  /// The name in `[:name:]`, which ends before the next `]`; without its second colon it is no class, but characters.
  private static func className(_ pattern: [UInt8], at index: inout Int) -> ArraySlice<UInt8>? {
    guard pattern[index...].starts(with: Array("[:".utf8)),
      let end = pattern[(index + 2)...].firstIndex(of: UInt8(ascii: "]")),
      end > index + 2, pattern[end - 1] == UInt8(ascii: ":")
    else { return nil }
    defer { index = end + 1 }
    return pattern[(index + 2)..<(end - 1)]
  }
}

/// The classes of POSIX in the C locale (IEEE Std 1003.1-2017, 7.3.1).
private enum CharacterClass: String, Hashable, Sendable {
  case alnum, alpha, blank, cntrl, digit, graph, lower, print, punct, space, upper, xdigit

  init?(_ name: ArraySlice<UInt8>) {
    self.init(rawValue: String(decoding: name, as: UTF8.self))
  }

  func contains(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    let isLower = ("a"..."z").contains(scalar)
    let isUpper = ("A"..."Z").contains(scalar)
    let isDigit = ("0"..."9").contains(scalar)
    switch self {
    case .alnum: return isLower || isUpper || isDigit
    case .alpha: return isLower || isUpper
    case .blank: return byte == 0x20 || byte == 0x09
    case .cntrl: return byte < 0x20 || byte == 0x7F
    case .digit: return isDigit
    case .graph: return (0x21...0x7E).contains(byte)
    case .lower: return isLower
    case .print: return (0x20...0x7E).contains(byte)
    case .punct: return (0x21...0x7E).contains(byte) && !isLower && !isUpper && !isDigit
    case .space: return byte == 0x20 || (0x09...0x0D).contains(byte)
    case .upper: return isUpper
    case .xdigit: return isDigit || ("a"..."f").contains(scalar) || ("A"..."F").contains(scalar)
    }
  }
}
