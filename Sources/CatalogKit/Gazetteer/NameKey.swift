// Canonical decomposition is not public API of the standard library yet; see ComposedText.
@_spi(_Unicode) import Swift

/// A name as it is compared: in small letters, Latin and Greek without accents, wide and narrow letters alike, without points and
/// apostrophes, hyphens as blanks. Other scripts stay as they are, composed.
///
/// `packaging/gazetteer/folding.py` made the keys of the file in the same way.
enum NameKey {
  /// Longer names have no key in the file.
  static let longest = 100

  /// The key of a name.
  ///
  /// - Parameter name: What somebody typed.
  /// - Returns: UTF-8; empty where the name has no letter and no digit.
  static func key(_ name: some StringProtocol) -> [UInt8] {
    var folded = String.UnicodeScalarView()
    for scalar in String(String.UnicodeScalarView(name.unicodeScalars.map(wide)))._nfd {
      if isAccent(scalar) {
        // It belongs to what is left of the letter before it: at the start, and behind a blank, to none.
        if let base = folded.last, !isEuropean(base) { folded.append(scalar) }
        continue
      }
      for small in scalar.isASCII ? String(lowercased(scalar))._nfd : scalar.properties.lowercaseMapping._nfd
      {
        if isAccent(small) { continue }
        append(small, to: &folded)
      }
    }
    var key: [UInt8] = []
    for scalar in String(folded)._nfc {
      // One blank between words, none at the ends.
      if scalar == " " {
        if let last = key.last, last != UInt8(ascii: " ") { key.append(UInt8(ascii: " ")) }
      } else {
        key.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    if key.last == UInt8(ascii: " ") { key.removeLast() }
    return key
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
    switch scalar {
    case ".", "'", "`", "\u{B4}", "\u{2B9}", "\u{2BB}", "\u{2BC}", "\u{2BD}", "\u{2BE}", "\u{2BF}", "\u{2C8}",
      "\u{2018}", "\u{2019}", "\u{201B}", "\u{2032}":
      break
    case "-", "\u{2010}"..."\u{2015}", "\u{2212}", "_", "/", "\u{B7}", "\u{30FB}", ",", ";", "(", ")", "[",
      "]", "\"",
      "\u{201C}", "\u{201D}", "\u{AB}", "\u{BB}":
      folded.append(" ")
    case "\u{DF}": append("ss", to: &folded)
    case "\u{E6}": append("ae", to: &folded)
    case "\u{153}": append("oe", to: &folded)
    case "\u{F8}": folded.append("o")
    case "\u{111}", "\u{F0}": folded.append("d")
    case "\u{127}": folded.append("h")
    case "\u{131}": folded.append("i")
    case "\u{142}", "\u{140}": folded.append("l")
    case "\u{FE}": append("th", to: &folded)
    case "\u{14B}": append("ng", to: &folded)
    case "\u{3C2}": folded.append("\u{3C3}")
    case "\u{259}": folded.append("e")
    default:
      guard !scalar.isASCII || scalar.value < 0x20 || scalar.value == 0x7F else {
        return folded.append(scalar)
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: folded.append(" ")
      default: folded.append(scalar)
      }
    }
  }

  private static func append(_ letters: String, to folded: inout String.UnicodeScalarView) {
    folded.append(contentsOf: letters.unicodeScalars)
  }

  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool { (0x300..<0x370).contains(scalar.value) }

  /// Whether accents on it are left out: Latin and Greek.
  private static func isEuropean(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x250 || (0x370..<0x400).contains(scalar.value) || (0x1E00..<0x2000).contains(scalar.value)
  }

  /// Letters of the width that their script usually has: ASCII narrow, katakana wide.
  private static func wide(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    case 0xFF66...0xFF9F: katakana[Int(scalar.value - 0xFF66)]
    default: scalar
    }
  }

  /// What U+FF66 to U+FF9F are at full width.
  private static let katakana = Array(
    """
    ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}
    """.unicodeScalars
  )
}
