import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Text for a terminal")
struct PrintableTextTests {
  @Test(
    "Text without controls stays as it is",
    arguments: ["", "IMG_0001.JPG", "é e\u{301} 写真 🐈‍⬛ שלום", "a\\nb", "\u{A0}\u{AD}", "~ !\"#$%&'()"]
  )
  func harmless(_ text: String) {
    #expect(Array(PrintableText.escape(text).utf8) == Array(text.utf8))
  }

  @Test(
    "Controls are escaped",
    arguments: [
      ("a\nb", "a\\nb"), ("a\rb", "a\\rb"), ("a\r\nb", "a\\r\\nb"), ("a\tb", "a\\tb"), ("\0", "\\u{0}"),
      ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{7F}", "\\u{7F}"), ("\u{9B}2J", "\\u{9B}2J"), ("\u{85}", "\\u{85}"),
      ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("a\u{202E}gpj.exe", "a\\u{202E}gpj.exe"),
      ("\u{2066}\u{2069}", "\\u{2066}\\u{2069}"), ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
      ("e\u{301}\u{1B}", "e\u{301}\\u{1B}"),
    ]
  )
  func controls(_ text: String, _ expected: String) {
    #expect(PrintableText.escape(text) == expected)
  }

  @Test("No control and no bidirectional control is left")
  func all() {
    for value in 0..<0x3000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let category = scalar.properties.generalCategory
      let isControl =
        category == .control || category == .lineSeparator || category == .paragraphSeparator
        || scalar.properties.isBidiControl
      let escaped = PrintableText.escape(String(Character(scalar)))
      #expect(escaped.unicodeScalars.contains(scalar) == !isControl, "U+\(String(value, radix: 16))")
    }
  }

  @Test("Data on a terminal keeps its lines, means the same where it is JSON, and moves nothing")
  func data() {
    let text = "{\"a\":\"\u{9B}35m\u{202E}x\u{7F}고\"}\r\n\u{1B}[m\tz\r."
    let shown = PrintableText.escapeData(text)
    #expect(shown == #"{"a":"\u009B35m\u202Ex\u007F고"}"# + "\r\n" + #"\u001B[m\u0009z\u000D."#)
    #expect(PrintableText.escapeData("plain\n고양이\n") == "plain\n고양이\n")
  }
}
