/// How the characters of an XML document are bytes (XML 1.0, appendix F).
enum XMLEncoding: Hashable, Sendable {
  case utf8, utf16Little, utf16Big, latin1, ascii

  /// - Parameter document: The bytes; the result is `nil` for an encoding that is not written here.
  init?(of document: [UInt8]) {
    if document.starts(with: [0xFF, 0xFE]) || document.starts(with: [0x3C, 0]) {
      self = .utf16Little
    } else if document.starts(with: [0xFE, 0xFF]) || document.starts(with: [0, 0x3C]) {
      self = .utf16Big
    } else if document.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else {
      switch Self.declared(in: document) {
      case nil, "utf-8": self = .utf8
      case "iso-8859-1": self = .latin1
      case "us-ascii": self = .ascii
      default: return nil
      }
    }
  }

  /// The name in `<?xml version="1.0" encoding="…"?>`, in small letters.
  private static func declared(in document: [UInt8]) -> String? {
    let head = document.prefix(200)
    guard head.starts(with: Array("<?xml".utf8)), let end = head.firstRange(of: Array("?>".utf8)),
      let key = head[..<end.lowerBound].firstRange(of: Array("encoding".utf8))
    else { return nil }
    let quotes = Array("\"'".utf8)
    guard let open = head[key.upperBound..<end.lowerBound].firstIndex(where: quotes.contains),
      let close = head[(open + 1)..<end.lowerBound].firstIndex(of: head[open])
    else { return nil }
    return String(decoding: head[(open + 1)..<close], as: UTF8.self).lowercased()
  }

  /// Bytes of one unit.
  var width: Int { self == .utf16Little || self == .utf16Big ? 2 : 1 }

  /// Text as bytes; what the encoding has no bytes for is written as a character reference.
  func bytes(_ text: String) -> [UInt8] {
    switch self {
    case .utf8: Array(text.utf8)
    case .utf16Little:
      text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    case .utf16Big:
      text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .latin1: text.unicodeScalars.flatMap { Self.byte($0, below: 0x100) }
    case .ascii: text.unicodeScalars.flatMap { Self.byte($0, below: 0x80) }
    }
  }

  private static func byte(_ scalar: Unicode.Scalar, below limit: UInt32) -> [UInt8] {
    scalar.value < limit ? [UInt8(truncatingIfNeeded: scalar.value)] : Array("&#\(scalar.value);".utf8)
  }

  /// The units of a range as characters of ASCII; any other is 0. For looking at tags, in which only ASCII matters.
  func ascii(_ document: [UInt8], _ range: Range<Int>) -> [UInt8] {
    stride(from: range.lowerBound, to: range.upperBound - width + 1, by: width).map { place in
      let (first, second) = (document[place], width == 2 ? document[place + 1] : 0)
      return switch self {
      case .utf8, .latin1, .ascii: first < 0x80 ? first : 0
      case .utf16Little: second == 0 && first < 0x80 ? first : 0
      case .utf16Big: first == 0 && second < 0x80 ? second : 0
      }
    }
  }
}
