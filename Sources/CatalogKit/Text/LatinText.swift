/// Text whose encoding nobody states.
enum LatinText {
  /// UTF-8 where the bytes are valid UTF-8, otherwise ISO 8859-1, in which each byte is the character of its number.
  static func decode(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    return text
  }
}
