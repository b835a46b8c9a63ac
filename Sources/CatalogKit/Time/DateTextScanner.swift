/// Goes through the parts of a date as text: numbers, and what separates them. NULs and other blanks are all the same.
struct DateTextScanner {
  private let bytes: [UInt8]
  private var position = 0

  /// - Parameter text: Bytes of a field; blanks around them play no part.
  init(_ text: some Collection<UInt8>) {
    var bytes = text.map { Self.blanks.contains($0) ? Self.blank : $0 }
    // The narrow space that newer systems write before PM.
    if bytes.contains(Self.narrowSpace[0]) { bytes.replace(Self.narrowSpace, with: [Self.blank]) }
    let start = bytes.firstIndex { $0 != Self.blank } ?? bytes.count
    let end = bytes.lastIndex { $0 != Self.blank }.map { $0 + 1 } ?? start
    self.bytes = Array(bytes[start..<end])
  }

  /// A number and how many digits it has.
  struct Digits {
    let value: Int
    let width: Int
  }

  /// What comes between two parts.
  enum Separator: Equatable {
    case blank
    case mark(UInt8)
  }

  /// What is at the place of a part.
  enum Part {
    case number(Digits)
    /// Nothing, or blanks.
    case blank
    /// Something that is no number.
    case unreadable
  }

  var isAtEnd: Bool { position == bytes.count }
  /// The byte at the position.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }
  /// All from the position on.
  var rest: ArraySlice<UInt8> { bytes[position...] }
  /// How many digits follow.
  var digitCount: Int { rest.prefix { Self.isDigit($0) }.count }

  /// Whether nothing follows but numbers, separators and what is with them in a time: a part that is unknown may be followed by
  /// others, but not by anything that cannot be read.
  var hasOnlyParts: Bool {
    rest.allSatisfy {
      Self.isDigit($0) || $0 == Self.blank || Self.marks.contains($0) || Self.letters.contains($0)
    }
  }

  /// Reads a number of this many digits; `nil` where fewer follow, or none is asked for.
  mutating func digits(_ width: Int) -> Digits? {
    let start = position
    guard let value = bytes.withUnsafeBytes({ DecimalDigits.parse($0, start, width) }) else { return nil }
    position += width
    return Digits(value: value, width: width)
  }

  /// Reads what comes between two parts: blanks, or a mark with blanks before it. Those behind a mark are left for
  /// ``part(after:)``.
  mutating func separator() -> Separator? {
    let blanks = skipBlanks()
    if let mark = next, Self.marks.contains(mark) {
      position += 1
      return .mark(mark)
    }
    return blanks > 0 ? .blank : nil
  }

  /// Reads a part. Two blanks behind a mark are an empty part, one fills a number of one digit up.
  mutating func part(after separator: Separator) -> Part {
    let blanks = skipBlanks()
    if separator != .blank, blanks >= 2 { return .blank }
    guard let next else { return .blank }
    if Self.isDigit(next) { return digits(digitCount).map { .number($0) } ?? .unreadable }
    return Self.marks.contains(next) ? .blank : .unreadable
  }

  /// Skips a byte, a letter in either case, if it is next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard let next, next == byte || (Self.isLetter(byte) && next & 0xDF == byte & 0xDF) else { return false }
    position += 1
    return true
  }

  /// Passes over blanks.
  ///
  /// - Returns: How many.
  @discardableResult
  mutating func skipBlanks() -> Int {
    let start = position
    while next == Self.blank { position += 1 }
    return position - start
  }

  /// Passes over the rest.
  mutating func finish() -> Part {
    position = bytes.count
    return .blank
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
  }

  private static let narrowSpace = Array("\u{202F}".utf8)
  private static let blank = UInt8(ascii: " ")
  private static let blanks: [UInt8] = [0, 0x09, 0x0A, 0x0D]
  private static let marks = Array(":-/.".utf8)
  private static let letters = Array("TZtz+,".utf8)
}
