import Foundation

/// A name to sign in with, as it is shown, and the key by which names are compared.
struct PersonName: Hashable, Sendable {
  /// In NFC, with single blanks.
  let text: String
  /// Equal for names that read the same: NFKC, without differences of case (Unicode Standard, section 3.13).
  let key: String

  /// More nobody needs, and every list has to show it.
  private static let longest = 40

  /// - Parameter text: What somebody typed.
  /// - Throws: ``Problem`` (400) that says what a name is.
  init(_ text: String) throws(Problem) {
    let words = text.precomposedStringWithCanonicalMapping.split { $0 == " " || $0 == "\u{3000}" }
    let joined = words.joined(separator: " ")
    guard !joined.isEmpty, joined.utf8.count <= 4 * Self.longest, joined.count <= Self.longest else {
      throw .badRequest("A name has 1 to \(Self.longest) characters.")
    }
    guard joined.unicodeScalars.allSatisfy(Self.isAllowed), joined.contains(where: \.isLetter) else {
      throw .badRequest("A name has letters, digits, blanks and - _ . ' and at least one letter.")
    }
    let key = Self.key(of: joined)
    guard Self.isOfOneScript(joined), Self.isOfOneScript(key) else {
      throw .badRequest("A name has letters of one script: letters of several can look like another name.")
    }
    self.text = joined
    self.key = key
  }

  /// The key of a name that was typed, whatever else is wrong with it.
  static func key(of text: String) -> String {
    var folded = ""
    for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars {
      // By way of capitals: of the two small sigmas, and of ß and ss, one is left.
      for capital in scalar.properties.uppercaseMapping.unicodeScalars {
        folded += capital.properties.lowercaseMapping
      }
    }
    return folded.precomposedStringWithCompatibilityMapping.split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.properties.isDefaultIgnorableCodePoint else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber:
      return true
    default: return " -_.'\u{2019}\u{B7}\u{30FB}".unicodeScalars.contains(scalar)
    }
  }

  /// Letters that are written together somewhere (Unicode Technical Standard 39, "highly restrictive"): one script, or Latin with those of Korean,
  /// Japanese or Chinese, none of whose letters looks like a Latin one.
  private static func isOfOneScript(_ text: String) -> Bool {
    // Made anew: names are chosen seldom, and a compiled expression belongs to one thread.
    let together =
      #/[\p{Latin}\p{Hangul}\p{Han}\p{Common}\p{Inherited}]*|[\p{Latin}\p{Hiragana}\p{Katakana}\p{Han}\p{Common}\p{Inherited}]*|[\p{Latin}\p{Bopomofo}\p{Han}\p{Common}\p{Inherited}]*/#
      .matchingSemantics(.unicodeScalar)
    if text.wholeMatch(of: together) != nil { return true }
    let alone =
      #/[\p{Cyrillic}\p{Common}\p{Inherited}]*|[\p{Greek}\p{Common}\p{Inherited}]*|[\p{Arabic}\p{Common}\p{Inherited}]*|[\p{Hebrew}\p{Common}\p{Inherited}]*|[\p{Thai}\p{Common}\p{Inherited}]*|[\p{Devanagari}\p{Common}\p{Inherited}]*|[\p{Armenian}\p{Common}\p{Inherited}]*|[\p{Georgian}\p{Common}\p{Inherited}]*|[\p{Bengali}\p{Common}\p{Inherited}]*|[\p{Tamil}\p{Common}\p{Inherited}]*|[\p{Khmer}\p{Common}\p{Inherited}]*|[\p{Myanmar}\p{Common}\p{Inherited}]*|[\p{Ethiopic}\p{Common}\p{Inherited}]*/#
      .matchingSemantics(.unicodeScalar)
    return text.wholeMatch(of: alone) != nil
  }
}
