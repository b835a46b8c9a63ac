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
  package static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    if text.withContiguousStorageIfAvailable({ append($0, to: &bytes) }) == nil {
      Array(text).withUnsafeBufferPointer { append($0, to: &bytes) }
    }
  }

  private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(quote)
    var start = 0
    for index in 0..<text.count where mustBeEscaped(text[index]) {
      let byte = text[index]
      bytes.append(contentsOf: text[start..<index])
      start = index + 1
      if byte == quote || byte == backslash {
        bytes.append(backslash)
        bytes.append(byte)
      } else {
        bytes += unicodeEscape
        bytes.append(hexDigits[Int(byte >> 4)])
        bytes.append(hexDigits[Int(byte & 15)])
      }
    }
    // As a whole where nothing was escaped, which is nearly always.
    bytes.append(contentsOf: text[start...])
    bytes.append(quote)
  }

  @inline(__always)
  private static func mustBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == quote || byte == backslash
  }

  /// Appends `,"key":` for a key that needs no escapes.
  package static func appendKey(_ key: StaticString, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: ","))
    bytes.append(quote)
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(quote)
    bytes.append(UInt8(ascii: ":"))
  }

  package static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let hexDigits = Array("0123456789abcdef".utf8)
  private static let unicodeEscape = Array("\\u00".utf8)
}
