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
    if PlaceText.isLetter(scalar) { return scanWord(PlaceText.isLetter, Self.latinWord) }
    if Self.isHangul(scalar) { return scanWord(Self.isHangul, Self.koreanWord) }
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
    guard let unit = Self.unit(markedBy: scalar) else { return false }
    // Two primes in one go are a double prime.
    if unit == .minutes, index < text.endIndex, Self.unit(markedBy: text[index]) == .minutes {
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
    _ meaning: (String) -> AngleToken?
  ) -> Bool {
    var word = ""
    let start = index
    while index < text.endIndex, belongs(text[index]) {
      word.unicodeScalars.append(PlaceText.lowercased(text[index]))
      index += 1
    }
    guard var token = meaning(word) else { return false }
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

  // Not dictionaries: whoever asks for a place by its name would pay for making them, and ask one word.

  private static func unit(markedBy scalar: Unicode.Scalar) -> AngleUnit? {
    switch scalar {
    case "\u{B0}", "\u{BA}", "\u{2DA}": .degrees
    case "'", "\u{2032}", "\u{2018}", "\u{2019}", "\u{B4}", "`", "\u{2B9}", "\u{2BC}": .minutes
    case "\"", "\u{2033}", "\u{201C}", "\u{201D}", "\u{2BA}": .seconds
    default: nil
    }
  }

  private static func latinWord(_ word: String) -> AngleToken? {
    switch word {
    case "n", "north": .label(.north)
    case "s", "south": .label(.south)
    case "e", "east": .label(.east)
    case "w", "west": .label(.west)
    case "lat", "latitude": .label(.latitude)
    case "lon", "lng", "long", "longitude": .label(.longitude)
    case "d", "deg", "degree", "degrees": .mark(.degrees)
    case "m", "min", "minute", "minutes": .mark(.minutes)
    case "sec", "second", "seconds": .mark(.seconds)
    default: nil
    }
  }

  private static func koreanWord(_ word: String) -> AngleToken? {
    switch word {
    case "북위": .label(.north)
    case "남위": .label(.south)
    case "동경": .label(.east)
    case "서경": .label(.west)
    case "위도": .label(.latitude)
    case "경도": .label(.longitude)
    case "도": .mark(.degrees)
    case "분": .mark(.minutes)
    case "초": .mark(.seconds)
    default: nil
    }
  }
}
