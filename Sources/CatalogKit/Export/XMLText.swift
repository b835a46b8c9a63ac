/// Writing XML 1.0 into UTF-8 bytes.
enum XMLText {
  static let declaration = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)

  /// Appends text as it may come between tags or in quotes, so that a parser gives it back as it was. Tabs and line breaks,
  /// which a parser may change, are spelled as numbers; characters that XML cannot hold at all (XML 1.0, production 2)
  /// become U+FFFD.
  static func append(_ text: String, to xml: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): xml += Array("&amp;".utf8)
      case UInt8(ascii: "<"): xml += Array("&lt;".utf8)
      case UInt8(ascii: ">"): xml += Array("&gt;".utf8)
      case UInt8(ascii: "\""): xml += Array("&quot;".utf8)
      case 0x09, 0x0A, 0x0D: xml += Array("&#\(byte);".utf8)
      case 0x00..<0x20: xml += replacement
      case 0xBE, 0xBF:
        xml.append(byte)
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF, and no other character ends like that.
        if xml.suffix(3).dropLast().elementsEqual([0xEF, 0xBF]) {
          xml.replaceSubrange((xml.count - 3)..., with: replacement)
        }
      default: xml.append(byte)
      }
    }
  }

  /// U+FFFD.
  private static let replacement = Array("\u{FFFD}".utf8)

  /// Appends `<name>text</name>` on a line of its own.
  static func appendElement(_ name: StaticString, _ text: String, indent: Int, to xml: inout [UInt8]) {
    xml += [UInt8](repeating: UInt8(ascii: " "), count: indent)
    xml += Array("<\(name)>".utf8)
    append(text, to: &xml)
    xml += Array("</\(name)>\n".utf8)
  }
}

extension FilePathBytes {
  /// The name as a reference that web pages and XML use (RFC 3986), byte for byte: `photos/nabi%20%231.jpg`, and
  /// `file:///media/card/a.jpg` where it is absolute.
  var reference: String {
    var text = ""
    if isAbsolute {
      text = "file://"
    } else if bytes.prefix(while: { $0 != Self.slash }).contains(UInt8(ascii: ":")) {
      // What comes before a colon would be taken for a scheme.
      text = "./"
    }
    for byte in bytes {
      if Self.unreserved.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  /// RFC 3986, section 2.3, and the slash.
  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8
  )
}
