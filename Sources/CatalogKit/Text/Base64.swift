/// Base 64 with the standard alphabet and padding (RFC 4648, section 4), for names that are not UTF-8.
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let value = Int(bits >> UInt32(18 - 6 * place) & 63)
        text.append(place <= group.count ? alphabet[value] : padding)
      }
    }
    return text
  }

  /// The bytes, or `nil` where the text is not what ``encode(_:)`` writes.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 4) {
      let group = text[start..<(start + 4)]
      let filled = group.prefix { $0 != padding }
      guard filled.count >= 2, filled.count == 4 || start + 4 == text.count,
        group.dropFirst(filled.count).allSatisfy({ $0 == padding })
      else { return nil }
      var bits: UInt32 = 0
      for character in filled {
        guard let value = alphabet.firstIndex(of: character) else { return nil }
        bits = bits << 6 | UInt32(value)
      }
      bits <<= UInt32(6 * (4 - filled.count))
      // Bits behind the last byte must be zero, or one name would have several spellings.
      let unused = UInt32(8 * (4 - filled.count))
      guard bits & (1 << unused - 1) == 0 else { return nil }
      for place in 0..<(filled.count - 1) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place)))
      }
    }
    return bytes
  }
}
