/// The part of a pattern that one component of a path is compared with: characters, `?`, `*` and sets.
struct GlobComponent: Hashable, Sendable {
  private let tokens: [Token]

  private enum Token: Hashable, Sendable {
    case any
    case one
    case character(GlobCharacter)
    case set([ClosedRange<GlobCharacter>], isNegated: Bool)
  }

  /// A `[` without its `]`.
  struct Unclosed: Error {}

  /// - Parameter pattern: Bytes without a slash.
  /// - Throws: ``Unclosed``.
  init(_ pattern: [UInt8]) throws(Unclosed) {
    var tokens: [Token] = []
    var rest = pattern[...]
    while let character = GlobCharacter.next(&rest) {
      switch character {
      case "*": if tokens.last != .any { tokens.append(.any) }
      case "?": tokens.append(.one)
      case "[": tokens.append(try Self.set(&rest))
      case "\\": tokens.append(.character(GlobCharacter.next(&rest) ?? character))
      default: tokens.append(.character(character))
      }
    }
    self.tokens = tokens
  }

  /// Reads behind a `[`: `a-z]`, `!a-z]`, `^a-z]`. A `]` that comes first is a character of the set, and so is a `-` at
  /// either end.
  private static func set(_ rest: inout ArraySlice<UInt8>) throws(Unclosed) -> Token {
    let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isNegated { rest = rest.dropFirst() }
    var ranges: [ClosedRange<GlobCharacter>] = []
    var isFirst = true
    while let character = GlobCharacter.next(&rest) {
      if character == "]", !isFirst { return .set(ranges, isNegated: isNegated) }
      isFirst = false
      let low = character == "\\" ? GlobCharacter.next(&rest) ?? character : character
      var high = low
      if rest.first == UInt8(ascii: "-"), rest.count > 1, rest.dropFirst().first != UInt8(ascii: "]") {
        rest = rest.dropFirst()
        guard let end = GlobCharacter.next(&rest) else { throw Unclosed() }
        high = end == "\\" ? GlobCharacter.next(&rest) ?? end : end
      }
      // A range from back to front holds nothing.
      if low <= high { ranges.append(low...high) }
    }
    throw Unclosed()
  }

  /// Whether the whole of a name matches.
  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    var characters: [GlobCharacter] = []
    characters.reserveCapacity(name.count)
    var rest = name
    while let character = GlobCharacter.next(&rest) { characters.append(character) }
    return Glob.matches(tokens.count, characters.count, isAny: { tokens[$0] == .any }) { token, place in
      switch tokens[token] {
      case .any, .one: true
      case .character(let expected): characters[place] == expected
      case .set(let ranges, let isNegated):
        ranges.contains { $0.contains(characters[place]) } != isNegated
      }
    }
  }
}

/// A character of a name: a scalar where the bytes are UTF-8, otherwise one byte, which is none of the scalars.
struct GlobCharacter: Hashable, Comparable, Sendable, ExpressibleByUnicodeScalarLiteral {
  private let value: UInt32

  init(unicodeScalarLiteral scalar: Unicode.Scalar) {
    value = scalar.value
  }

  private init(_ value: UInt32) {
    self.value = value
  }

  /// Takes one off the front; `nil` where nothing is left.
  static func next(_ bytes: inout ArraySlice<UInt8>) -> GlobCharacter? {
    guard let first = bytes.first else { return nil }
    if first < 0x80 {
      bytes = bytes.dropFirst()
      return GlobCharacter(UInt32(first))
    }
    var iterator = bytes.prefix(4).makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) {
      bytes = bytes.dropFirst(UTF8.width(scalar))
      return GlobCharacter(scalar.value)
    }
    bytes = bytes.dropFirst()
    return GlobCharacter(0x110000 + UInt32(first))
  }

  static func < (lhs: GlobCharacter, rhs: GlobCharacter) -> Bool { lhs.value < rhs.value }
}

/// Comparing a pattern that has wildcards with a text, both as sequences of whatever they are made of.
enum Glob {
  /// Whether a pattern matches the whole of a text.
  ///
  /// A wildcard that took too little takes one step more, and only the last one has to: what stands before it matches as
  /// early as it can, which leaves the most to the rest.
  ///
  /// - Parameters:
  ///   - patternCount: Parts of the pattern.
  ///   - textCount: Parts of the text.
  ///   - isAny: Whether a part of the pattern matches any number of parts of the text.
  ///   - match: Whether a part of the pattern that is no wildcard matches a part of the text.
  /// - Returns: Whether it does.
  static func matches(
    _ patternCount: Int,
    _ textCount: Int,
    isAny: (Int) -> Bool,
    match: (Int, Int) -> Bool
  ) -> Bool {
    var (pattern, text) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while true {
      if pattern < patternCount, isAny(pattern) {
        pattern += 1
        retry = (pattern, text)
      } else if pattern < patternCount, text < textCount, match(pattern, text) {
        pattern += 1
        text += 1
      } else if pattern == patternCount, text == textCount {
        return true
      } else if let last = retry, last.text < textCount {
        retry = (last.pattern, last.text + 1)
        (pattern, text) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
  }
}
