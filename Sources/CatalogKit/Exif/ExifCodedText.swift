/// Text that says in its first eight bytes in which characters it is (CIPA DC-008-2019, table 9).
enum ExifCodedText {
  private static let codeLength = 8

  /// - Parameter value: A value of UNDEFINED; some writers type it ASCII, and leave out the code.
  /// - Returns: The text without blanks around it; `nil` where there is none, or it is Japanese in characters of two bytes, which nobody
  ///   writes into the fields that are read here.
  static func read(_ value: ExifValue) -> String? {
    guard value.format.isText || value.format == .byte else { return nil }
    let code = value.bytes.prefix(codeLength)
    let rest = value.bytes.dropFirst(codeLength)
    let text: String
    switch code.count < codeLength ? nil : code {
    case let code? where code.elementsEqual(unicode): text = wide(rest, value.order)
    case let code? where code.elementsEqual(japanese):
      // JIS X 0208 is entered by an escape; what comes before it is ASCII.
      let plain = rest.prefix { $0 != 0 }
      guard plain.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
      text = String(decoding: plain, as: UTF8.self)
    case let code? where code.elementsEqual(ascii) || code.allSatisfy({ $0 == 0 }):
      text = LatinText.decode(rest.prefix { $0 != 0 })
    default: text = LatinText.decode(value.bytes.prefix { $0 != 0 })
    }
    let trimmed = TagCollection.trimmed(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Text of two bytes a character up to its first NUL; a byte order mark counts before the given order.
  static func wide(_ bytes: ArraySlice<UInt8>, _ order: ByteOrder) -> String {
    var order = order
    var rest = bytes
    if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
      order = rest.first == 0xFF ? .little : .big
      rest = rest.dropFirst(2)
    }
    let units = rest.withUnsafeBytes { rest in
      stride(from: 0, to: rest.count - 1, by: 2).map { order.uint16(rest, $0) }
    }
    return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self)
  }

  private static let ascii = Array("ASCII\0\0\0".utf8)
  private static let unicode = Array("UNICODE\0".utf8)
  private static let japanese = Array("JIS\0\0\0\0\0".utf8)
}
