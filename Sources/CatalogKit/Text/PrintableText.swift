/// Text that came from a file, made harmless for a terminal.
public enum PrintableText {
  /// Escapes control characters, line and paragraph separators and bidirectional controls as `\n`, `\t`, `\u{202E}`;
  /// everything else, other scripts and emoji included, stays as it is.
  ///
  /// - Parameter text: Any text.
  /// - Returns: One line of text that moves nothing on a terminal.
  public static func escape(_ text: String) -> String {
    // Nearly every name is printable ASCII.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isHarmful(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The same for a message about what was typed: words that nobody would read to their end are cut.
  ///
  /// - Parameter text: Any text.
  /// - Returns: One line; of each word that is longer than ``longestWord`` its beginning and an ellipsis.
  public static func excerpt(_ text: String) -> String {
    let text = escape(text)
    guard text.utf8.count > longestWord else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count > longestWord ? "\(word.prefix(longestWord / 2))…" : String(word)
    }.joined(separator: " ")
  }

  /// Characters of a word that are shown all.
  static let longestWord = 200

  /// Escapes the same in data that was made for programs, as JSON would: `\u001B`. Line breaks stay.
  ///
  /// - Parameter text: Some whole characters of it.
  /// - Returns: Text that moves nothing on a terminal; where it was JSON it means the same.
  public static func escapeData(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isHarmful($0) && $0 != "\n" }) else { return text }
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isLineBreak = scalar == "\n" || (scalar == "\r" && rest.first == "\n")
      if isHarmful(scalar), !isLineBreak {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        // None of them lies beyond U+FFFF.
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0: true  // C0 and C1 controls, DEL
    case 0x2028, 0x2029: true  // line and paragraph separator
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional controls
    default: false
    }
  }
}
