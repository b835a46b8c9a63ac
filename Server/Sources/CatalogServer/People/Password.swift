import Foundation

/// A password as it is hashed: in NFC, since an iPhone may send Hangul in pieces that a PC sends whole.
struct Password: Sendable {
  /// Its UTF-8.
  let bytes: [UInt8]

  static let shortest = 10
  /// In bytes of UTF-8.
  static let longest = 1024

  /// A password that somebody signs in with.
  ///
  /// - Throws: ``Problem`` (400) where it is longer than any password here.
  init(typed text: String) throws(Problem) {
    guard text.utf8.count <= Self.longest else {
      throw .badRequest("A password has at most \(Self.longest) bytes.")
    }
    bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
  }

  /// A password that somebody chooses.
  ///
  /// - Parameters:
  ///   - text: The password.
  ///   - name: Whose it becomes.
  /// - Throws: ``Problem`` (400) that says what is wrong with it.
  init(chosen text: String, for name: String) throws(Problem) {
    try self.init(typed: text)
    let composed = text.precomposedStringWithCanonicalMapping
    guard composed.count >= Self.shortest else {
      throw .badRequest("A password has at least \(Self.shortest) characters. Three or four words are good.")
    }
    guard !Self.common.contains(composed.lowercased()) else {
      throw .badRequest("That password is one that everybody tries first. Three or four words are good.")
    }
    guard PersonName.key(of: composed) != PersonName.key(of: name) else {
      throw .badRequest("The password is the name. Three or four words are good.")
    }
  }

  private static let common = Set(CommonPasswords.text.split(separator: "\n").map(String.init))
}
