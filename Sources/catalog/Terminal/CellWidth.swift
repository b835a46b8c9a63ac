/// How many cells of a terminal a text takes: two for Chinese, Japanese and Korean letters and for emoji, none for what is added to the
/// letter before it.
///
/// Widths are those of Unicode's East Asian Width (UAX #11), which terminals and `wcwidth` follow; ambiguous characters take one cell.
enum CellWidth {
  /// - Parameter text: Text without control characters.
  /// - Returns: The sum over its characters.
  static func of(_ text: String) -> Int { of(Array(text.utf8)[...]) }

  /// - Parameter text: UTF-8 without control characters.
  /// - Returns: The sum over its characters.
  static func of(_ text: ArraySlice<UInt8>) -> Int {
    var cells = 0
    for byte in text {
      // From U+0300 on, which begins with `CC`, there are marks and wide letters. Before that, a letter is a cell.
      if byte >= 0xCC { return String(decoding: text, as: UTF8.self).reduce(0) { $0 + of($1) } }
      // All but the first byte of a letter begin with the bits 10.
      if byte & 0xC0 != 0x80 { cells += 1 }
    }
    return cells
  }

  /// - Parameter character: What is one letter or picture to a reader.
  /// - Returns: Its cells.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // Emoji are one picture, whatever they are put together from: a family, a flag, a hand of some colour.
    if isPicture(scalars) { return 2 }
    return scalars.reduce(0) { $0 + of($1) }
  }

  /// - Parameter scalar: A code point by itself.
  /// - Returns: Its cells.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1 }
    if isAddition(scalar) { return 0 }
    if isWide(scalar.value) || scalar.properties.isEmojiPresentation { return 2 }
    return 1
  }

  /// Whether a character is shown as an emoji: by itself, or because the selector of that form (U+FE0F) says so.
  private static func isPicture(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, first.properties.isEmoji else { return false }
    return first.properties.isEmojiPresentation || scalars.contains("\u{FE0F}")
  }

  /// What has no cell of its own: marks on letters, and the vowels and final consonants of Korean syllables that are written in parts,
  /// as a Mac spells file names, with the fillers for what is missing there.
  private static func isAddition(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB, 0x3164, 0xFFA0: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator:
      return true
    default: return false
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var (low, high) = (0, wide.count)
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  /// Blocks whose characters have the East Asian Width W or F, in their order; emoji have it too, and a property of their own.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Korean initial consonants
    0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F,
    0x2E80...0x303E,  // radicals, punctuation
    0x3041...0x3247, 0x3250...0xA4C6,  // kana, ideographs, Yi
    0xA960...0xA97C, 0xAC00...0xD7A3,  // Korean syllables
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,  // other forms
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, Khitan, old kana
    0x1D300...0x1D376, 0x1F200...0x1F265,
    0x20000...0x2FFFD, 0x30000...0x3FFFD,  // rare ideographs
  ]

  /// A text without its middle, where it is too wide.
  ///
  /// - Parameters:
  ///   - text: Text without control characters.
  ///   - width: Cells.
  /// - Returns: The text, or its beginning and end with `…` between them, in at most that many cells, but at least `…`.
  static func shortened(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    // The end of a name says more than its folder.
    let beginning = fitting(text, max(0, width - 1) / 3)
    let end = String(fitting(String(text.reversed()), max(0, width - 1 - of(beginning))).reversed())
    return beginning + "…" + end
  }

  /// As many whole characters from the beginning as fit.
  private static func fitting(_ text: String, _ width: Int) -> String {
    var taken = 0
    return String(
      text.prefix { character in
        taken += of(character)
        return taken <= width
      }
    )
  }
}
