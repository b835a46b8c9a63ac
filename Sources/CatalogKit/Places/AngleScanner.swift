/// Cuts a text of degrees into numbers, marks, letters and separators; every character is looked at a bounded number
/// of times.
struct AngleScanner {
  private let text: ArraySlice<Unicode.Scalar>
  private var index: Int
  private var tokens: [AngleToken] = []
  /// Whether the last minutes were marked by a letter, so that seconds may be too.
  private var minutesHaveLetter = false

  private init(_ text: ArraySlice<Unicode.Scalar>) {
    self.text = text
    index = text.startIndex
  }

  /// - Parameter text: Cleaned text.
  /// - Returns: Its pieces; `nil` where something in it is no piece of a position.
  /// - Throws: ``PlaceError/tightSign(_:)``.
  static func tokens(of text: ArraySlice<Unicode.Scalar>) throws(PlaceError) -> [AngleToken]? {
    var scanner = AngleScanner(text)
    while scanner.index < text.endIndex {
      guard try scanner.scan() else { return nil }
    }
    return scanner.tokens
  }

  private mutating func scan() throws(PlaceError) -> Bool {
    let scalar = text[index]
    if startsNumber(at: index) || sign(at: index) != nil { return try scanNumber() }
    if PlaceText.isLetter(scalar) { return scanWord(PlaceText.isLetter, Self.latinWords) }
    if Self.isHangul(scalar) { return scanWord(Self.isHangul, Self.koreanWords) }
    index += 1
    switch scalar {
    case " ": return true
    case ",", "\u{FF0C}":
      tokens.append(isTightComma(at: index - 1) ? .tightComma : .separator)
      return true
    case ";", "/":
      tokens.append(.separator)
      return true
    case ":", "=":
      // As in "lat: 37.5665"; between numbers these would be times of the day.
      if case .label = tokens.last { return true }
      return false
    default: return scanMark(scalar)
    }
  }

  private mutating func scanMark(_ scalar: Unicode.Scalar) -> Bool {
    guard let unit = Self.marks[scalar] else { return false }
    // Two primes in one go are a double prime.
    if unit == .minutes, index < text.endIndex, Self.marks[text[index]] == .minutes {
      index += 1
      tokens.append(.mark(.seconds))
    } else {
      tokens.append(.mark(unit))
    }
    minutesHaveLetter = false
    return true
  }

  private mutating func scanNumber() throws(PlaceError) -> Bool {
    var number = AngleNumber(sign: sign(at: index), digits: "")
    let start = index
    if number.sign != nil { index += 1 }
    guard startsNumber(at: index) else { return false }
    while index < text.endIndex, PlaceText.isDigit(text[index]) || text[index] == "." {
      number.digits.unicodeScalars.append(text[index])
      index += 1
    }
    guard number.value != nil else { return false }
    if number.sign != nil, start > text.startIndex, PlaceText.isDigit(text[start - 1]) {
      // Two signed numbers in one go are ISO 6709; a dash behind a bare number may be anything.
      guard tokens.first?.number?.sign != nil else { throw .tightSign(number.text) }
    }
    tokens.append(.number(number))
    return true
  }

  private mutating func scanWord(
    _ belongs: (Unicode.Scalar) -> Bool,
    _ words: [String: AngleToken]
  ) -> Bool {
    var word = ""
    let start = index
    while index < text.endIndex, belongs(text[index]) {
      word.unicodeScalars.append(PlaceText.lowercased(text[index]))
      index += 1
    }
    guard var token = words[word] else { return false }
    if word == "s", countsSeconds(at: start) { token = .mark(.seconds) }
    minutesHaveLetter = token == .mark(.minutes)
    tokens.append(token)
    return true
  }

  /// An "s" is South, but for 37d33m59.4s: there it follows the number that follows the "m", without a blank.
  private func countsSeconds(at index: Int) -> Bool {
    minutesHaveLetter && tokens.last?.isNumber == true && PlaceText.isDigit(text[index - 1])
  }

  private func startsNumber(at index: Int) -> Bool {
    guard index < text.endIndex else { return false }
    if PlaceText.isDigit(text[index]) { return true }
    return text[index] == "." && index + 1 < text.endIndex && PlaceText.isDigit(text[index + 1])
  }

  private func sign(at index: Int) -> FloatingPointSign? {
    switch text[index] {
    case "+", "\u{FF0B}": .plus
    // Hyphens, the en dash and the minus of typeset text.
    case "-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2212}", "\u{FF0D}": .minus
    default: nil
    }
  }

  private func isTightComma(at index: Int) -> Bool {
    index > text.startIndex && index + 1 < text.endIndex && text[index] == ","
      && PlaceText.isDigit(text[index - 1]) && PlaceText.isDigit(text[index + 1])
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool { (0xAC00...0xD7A3).contains(scalar.value) }

  private static let marks: [Unicode.Scalar: AngleUnit] = [
    "\u{B0}": .degrees, "\u{BA}": .degrees, "\u{2DA}": .degrees,
    "'": .minutes, "\u{2032}": .minutes, "\u{2018}": .minutes, "\u{2019}": .minutes, "\u{B4}": .minutes,
    "`": .minutes, "\u{2B9}": .minutes, "\u{2BC}": .minutes,
    "\"": .seconds, "\u{2033}": .seconds, "\u{201C}": .seconds, "\u{201D}": .seconds, "\u{2BA}": .seconds,
  ]

  private static let latinWords: [String: AngleToken] = [
    "n": .label(.north), "north": .label(.north), "s": .label(.south), "south": .label(.south),
    "e": .label(.east), "east": .label(.east), "w": .label(.west), "west": .label(.west),
    "lat": .label(.latitude), "latitude": .label(.latitude),
    "lon": .label(.longitude), "lng": .label(.longitude), "long": .label(.longitude),
    "longitude": .label(.longitude),
    "d": .mark(.degrees), "deg": .mark(.degrees), "degree": .mark(.degrees), "degrees": .mark(.degrees),
    "m": .mark(.minutes), "min": .mark(.minutes), "minute": .mark(.minutes), "minutes": .mark(.minutes),
    "sec": .mark(.seconds), "second": .mark(.seconds), "seconds": .mark(.seconds),
  ]

  private static let koreanWords: [String: AngleToken] = [
    "북위": .label(.north), "남위": .label(.south), "동경": .label(.east), "서경": .label(.west),
    "위도": .label(.latitude), "경도": .label(.longitude),
    "도": .mark(.degrees), "분": .mark(.minutes), "초": .mark(.seconds),
  ]
}
