import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Writing JSON")
struct JSONTextTests {
  private func written(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Quotes, backslashes and control characters are escaped, and nothing else")
  func escapes() {
    #expect(written("a\"b\\c") == #""a\"b\\c""#)
    #expect(written("\0\n\u{1F}\u{7F}") == #""\u0000\u000a\u001f\u007f""#)
    #expect(written("é 写真 🐈 /") == "\"é 写真 🐈 /\"")
    #expect(written("") == "\"\"")
  }

  @Test("Every character is read as it was written")
  func roundTrip() {
    for value in 0..<0x3000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      let read = Array(written(text).utf8).withUnsafeBytes { buffer in
        var scanner = JSONScanner(buffer)
        return try? scanner.string()
      }
      #expect(read == Array(text.utf8))
    }
  }

  @Test("A key is written with its comma and colon")
  func key() {
    var bytes: [UInt8] = []
    JSONText.appendKey("lat", to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #","lat":"#)
  }
}
