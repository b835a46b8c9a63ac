import Testing

@testable import CatalogKit

@Suite("Dates of RFC 1123")
struct RFC1123DateTextTests {
  private func read(_ text: some Collection<UInt8>) -> String? {
    RFC1123DateText.read(text, offsetSource: .png)?.description
  }

  @Test(
    "Day of the week, seconds and zone may be missing",
    arguments: [
      ("Sun, 14 Jan 2024 10:20:30 +0100", "2024-01-14T10:20:30+01:00"),
      ("14 Jan 2024 10:20:30 GMT", "2024-01-14T10:20:30+00:00"),
      ("Sun, 14 Jan 2024 10:20 UT", "2024-01-14T10:20+00:00"),
      ("sun,  4 FEB 2024 00:00:00 Z\0", "2024-02-04T00:00:00+00:00"),
      ("Thu, 29 Feb 2024 23:59:59 PST", "2024-02-29T23:59:59-08:00"),
      ("Thu, 29 Feb 2024 23:59:59 -0330\r\n", "2024-02-29T23:59:59-03:30"),
      ("31 Dec 1999 23:59:59", "1999-12-31T23:59:59"), ("31 Dec 1999 23:59:59 XYZ", "1999-12-31T23:59:59"),
      ("31 Dec 1999 23:59:59 +2500", "1999-12-31T23:59:59"),
    ]
  )
  func spellings(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "Sun,", "Sun, 14 Jan 2024", "14 Jan 24 10:20:30", "30 Feb 2024 10:20:30", "14 Foo 2024 10:20:30",
      "Foo, 14 Jan 2024 10:20:30", "14 Jan 2024 24:00:00", "14 Jan 2024 10:60:00", "14 Jan 2024 10:20:60",
      "14 Jan 2024 10", "14 Jan 2024 10:20:30:40", "14 Jan 2024 10:20:30 +0100 foo", "Jan 14 2024 10:20:30",
      "014 Jan 2024 10:20:30", "14 Jan 2024 1:20:30", "14 Jan 2024 10::30", "2024-01-14T10:20:30", "\u{FF}",
    ]
  )
  func nonsense(_ text: String) {
    #expect(read(text.utf8) == nil)
  }

  @Test("Every prefix is the same minute, or none; more than 64 bytes are none")
  func prefixes() {
    let text = Array("Sun, 14 Jan 2024 10:20:30 +0100".utf8)
    for count in 0..<text.count {
      if let found = read(text.prefix(count)) { #expect(found.hasPrefix("2024-01-14T10:20")) }
    }
    #expect(read([0xFF, 0xFE] + text) == nil)
    #expect(read(text + [UInt8](repeating: 0, count: 34)) == nil)
  }
}
