/// Names as Google Takeout counts and compares them: as characters, whatever their normalisation on this disk.
enum TakeoutText {
  /// The characters in small letters.
  static func folded(_ name: [UInt8]) -> [Character] {
    Array(String(decoding: name, as: UTF8.self).lowercased())
  }

  /// The beginning of a name, as many characters as UTF-16 counts in NFC; a character that would not fit is left out.
  static func cut(_ name: [UInt8], to limit: Int) -> [UInt8] {
    // A character has a byte or more, and most of it are ASCII.
    guard name.count > limit else { return name }
    var length = 0
    var bytes: [UInt8] = []
    for character in String(decoding: name, as: UTF8.self) {
      length += units(character)
      if length > limit { return bytes }
      bytes += Array(character.utf8)
    }
    return name
  }

  /// Characters as UTF-16 counts them in NFC.
  static func length(_ name: [UInt8]) -> Int {
    String(decoding: name, as: UTF8.self).reduce(0) { $0 + units($1) }
  }

  /// As many characters of a name as another has.
  static func beginning(_ name: [UInt8], asLongAs other: [UInt8]) -> [UInt8] {
    let count = String(decoding: other, as: UTF8.self).count
    return Array(String(decoding: name, as: UTF8.self).prefix(count).utf8)
  }

  /// How many units of UTF-16 a character has in NFC. A base with combining marks is one, as it is for every letter of the languages that
  /// have marks on Latin, Greek and Cyrillic letters or on kana; so is a syllable of Hangul. Others stay as they are.
  private static func units(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard scalars.count > 1, let first = scalars.first else { return character.utf16.count }
    let isComposed = scalars.dropFirst().allSatisfy { isMark($0.value) || isJamo($0.value) }
    return isComposed ? UTF16.width(first) : character.utf16.count
  }

  /// Combining diacritical marks, and the voiced marks of kana.
  private static func isMark(_ value: UInt32) -> Bool {
    (0x300...0x36F).contains(value) || value == 0x3099 || value == 0x309A
  }

  /// Vowels and final consonants of Hangul.
  private static func isJamo(_ value: UInt32) -> Bool { (0x1161...0x11C2).contains(value) }
}
