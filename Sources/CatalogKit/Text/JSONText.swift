/// Writing JSON (RFC 8259) into bytes.
public enum JSONText {
  /// A string with its quotes.
  ///
  /// - Parameter text: Any text.
  /// - Returns: UTF-8.
  public static func string(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text.utf8, to: &bytes)
    return bytes
  }

  /// Appends a string with its quotes. What must be escaped is; everything else stays UTF-8 as it is.
  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(quote)
    for byte in text {
      switch byte {
      case quote, backslash:
        bytes.append(backslash)
        bytes.append(byte)
      case 0x00..<0x20, 0x7F:
        bytes += unicodeEscape
        bytes.append(hexDigits[Int(byte >> 4)])
        bytes.append(hexDigits[Int(byte & 15)])
      default:
        bytes.append(byte)
      }
    }
    bytes.append(quote)
  }

  /// Appends `,"key":` for a key that needs no escapes.
  static func appendKey(_ key: StaticString, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: ","))
    bytes.append(quote)
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(quote)
    bytes.append(UInt8(ascii: ":"))
  }

  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let hexDigits = Array("0123456789abcdef".utf8)
  private static let unicodeEscape = Array("\\u00".utf8)
}
