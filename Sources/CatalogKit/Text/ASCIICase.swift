/// Capital and small letters of ASCII, without Unicode's tables.
enum ASCIICase {
  /// The small letter of a capital; any other byte as it is.
  @inline(__always)
  static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// The same bytes with small letters in place of capitals.
  static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.map(lowered) }
}
