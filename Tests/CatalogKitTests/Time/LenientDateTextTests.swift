import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Dates as cameras write them")
struct LenientDateTextTests {
  private func read(_ text: some Collection<UInt8>) -> String? {
    LenientDateText.read(text, offsetSource: .exif)?.description
  }

  @Test(
    "Any separators will do",
    arguments: [
      "2016:09:28 18:18:05", "2016-09-28T18:18:05", "2016/09/28 18:18:05", "2016.09.28 18.18.05",
      "  2016:09:28  18:18:05  ", "2016:09:28T18:18:05", "2016:9:28 18:18:5", "2016: 9:28 18:18: 5",
      "2016\09\028\018\018\005\0", "2016:09:28\018:18:05\0", "2016\0 09\0 28\0 18\0 18\0 05",
      "2016-09-28 18-18-05", "2016-09-28-18-18-05", "2016:09:28:18:18:05", "20160928 181805",
      "20160928T181805",
      "20160928181805", "2016:09:272 18:18:05", "2016:09:28 06:18:05 PM", "2016:09:28 6:18:05 p.m.",
      "2016:09:28 6:18:05pm", "2016:09:28 06:18:05\u{202F}PM", "2016:09:28 18:18:05 PM",
      "2016:09:28\n18:18:05\r\n",
    ]
  )
  func separators(_ text: String) {
    #expect(read(text.utf8) == "2016-09-28T18:18:05")
  }

  @Test(
    "Parts that are blank are unknown, and all that follow them",
    arguments: [
      ("2016", "2016"), ("2016:", "2016"), ("2016:  :     :  :  ", "2016"), ("2016:  :28 18:18:05", "2016"),
      ("2016:\0\0:28", "2016"), ("2016-09", "2016-09"), ("2016:09:   18:18:05", "2016-09"),
      ("2016:09:", "2016-09"),
      ("2016:09:28", "2016-09-28"), ("2016:09:28   :  :  ", "2016-09-28"), ("2016:09:28T", "2016-09-28"),
      ("2016:09:28 18", "2016-09-28"), ("2016:09:28 18:  :05", "2016-09-28"), ("20160928", "2016-09-28"),
      ("2016:09:28 6 PM", "2016-09-28"), ("2016:09:28 18:18", "2016-09-28T18:18"),
      ("2016:09:28 18:18:  ", "2016-09-28T18:18"), ("201609281818", "2016-09-28T18:18"),
      ("2020-06-16", "2020-06-16"), ("2020:06:16\0", "2020-06-16"), ("2016-09-28+02:00", "2016-09-28"),
      ("2016-09-28Z", "2016-09-28"),
    ]
  )
  func blanks(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "A month or a day of zero is unknown; an hour, a minute or a second of zero is a time",
    arguments: [
      ("2016:00:00 00:00:00", "2016"), ("2016:00:28", "2016"), ("2016:09:00 18:18:05", "2016-09"),
      ("20160000", "2016"), ("20160900", "2016-09"), ("2016:09:28 00:00:00", "2016-09-28T00:00:00"),
    ]
  )
  func zeros(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "Hour 24 is hour 0 of the same date",
    arguments: [
      ("2015:08:22 24:08:19", "2015-08-22T00:08:19"), ("2015:12:31 24:00", "2015-12-31T00:00"),
      ("2015:08:22 23:59:59", "2015-08-22T23:59:59"),
    ]
  )
  func hour24(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "Noon and midnight are 12 o'clock",
    arguments: [
      ("12:00:00 AM", "00:00:00"), ("12:00:00 PM", "12:00:00"), ("01:00:00 a.m.", "01:00:00"),
      ("11:59:59 PM", "23:59:59"), ("11:59:59 P. M.", "23:59:59"), ("03:06 PM", "15:06"),
    ]
  )
  func halves(_ text: String, _ expected: String) {
    #expect(read("2022:03:04 \(text)".utf8) == "2022-03-04T\(expected)")
  }

  @Test(
    "A fraction keeps its digits, and an offset may follow the time",
    arguments: [
      ("2016:09:28 18:18:05+01:00", "2016-09-28T18:18:05+01:00"),
      ("2016-09-28T18:18:05-03:30", "2016-09-28T18:18:05-03:30"),
      ("2016-09-28T18:18:05Z", "2016-09-28T18:18:05+00:00"),
      ("2016-09-28T18:18:05.123Z", "2016-09-28T18:18:05.123+00:00"),
      ("2016-09-28T18:18:05.050+0900", "2016-09-28T18:18:05.050+09:00"),
      ("2016-09-28T18:18+01:00", "2016-09-28T18:18+01:00"),
      ("2016-09-28T18:18-01:00", "2016-09-28T18:18-01:00"),
      ("2016-09-28 18:18:05 -08:00", "2016-09-28T18:18:05-08:00"),
      ("2016-09-28 18-18-05-08:00", "2016-09-28T18:18:05-08:00"),
      ("2016-09-28 18:18:05,5 +05:45", "2016-09-28T18:18:05.5+05:45"),
      ("20160928T181805.5+0545", "2016-09-28T18:18:05.5+05:45"),
      ("2016.09.28 18.18.05.25", "2016-09-28T18:18:05.25"),
      ("2016:09:28 06:18:05.25 PM +01:00", "2016-09-28T18:18:05.25+01:00"),
      ("2016:09:28 18:18:05 UTC+9", "2016-09-28T18:18:05+09:00"),
      ("2016:09:28 18:18:05.1234567899", "2016-09-28T18:18:05.123456789"),
    ]
  )
  func offsets(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "An offset that is out of range or misspelt is none, and the time stays",
    arguments: ["+15:00", "-12:15", "+9:5", "+", "+ab:cd"]
  )
  func noOffset(_ offset: String) {
    #expect(read("2016:09:28 18:18:05\(offset)".utf8) == "2016-09-28T18:18:05")
  }

  @Test(
    "The day may be that of the year, if it lies in the month beside it",
    arguments: [
      ("2014:09:259", "2014-09-16"), ("2014:01:001", "2014-01-01"), ("2014:12:365", "2014-12-31"),
      ("2016:12:366", "2016-12-31"), ("2016:02:060", "2016-02-29"), ("2014:12:366", nil),
      ("2014:08:259", nil), ("2014:12:999", nil), ("2014:09:0259", nil),
    ] as [(String, String?)]
  )
  func dayOfYear(_ text: String, _ expected: String?) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "A date that does not exist is none",
    arguments: [
      "", "\0", "    :  :     :  :  ", "0000:00:00 00:00:00", "0000:01:01", "    :09:28 18:18:05",
      "2016:13:28",
      "2016:09:31", "2015:02:29", "1900:02:29", "16:09:28", "12016:09:28", "2016:09:28 25:00:00",
      "2016:09:28 18:60:00", "2016:09:28 18:18:60", "20160931", "20161301", "9999999999999999999999:09:28",
      "04/03/2022 05:06:07", "2016:09:28 13:00:00 AM", "201609", "2016092",
    ]
  )
  func notADate(_ text: String) {
    #expect(read(text.utf8) == nil)
  }

  @Test(
    "A part that is there and cannot be read makes the date none",
    arguments: [
      "yesterday", "2016:ab:28", "2016:09:xx", "2016:00:xx", "2016:09:28 ab:cd:ef", "2016:09:28 18:xx:05",
      "2016:09:28 18:18:xx", "2016:09:28 18:18:05 foo", "2016:09:28 18:18:05 오후", "2016:09:28 오후 6:18:05",
      "2016:09:28 18:18:05:25", "2016:09:28 118:00:00", "2016:09:28 18:181:05", "2016:009:28",
      "2016:09:28 18:18:05.x",
      "2016:09:28 18:18.5", "2016-09-28-05:00", "2016:09:28 18:18:05 09:00", "2016:09:28foo", "2016T18:18",
      "2016:09T18:18", "????:??:?? ??:??:??", "2016:??:??",
    ]
  )
  func unreadable(_ text: String) {
    #expect(read(text.utf8) == nil)
  }

  @Test("Leap days exist in leap years alone")
  func leapDays() {
    #expect(read("2016:02:29".utf8) == "2016-02-29")
    #expect(read("2000:02:29".utf8) == "2000-02-29")
    #expect(read("2100:02:29".utf8) == nil)
  }

  @Test("More than 64 bytes are no date")
  func long() {
    #expect(read("2016:09:28".utf8 + [UInt8](repeating: 0, count: 54)) == "2016-09-28")
    #expect(read("2016:09:28".utf8 + [UInt8](repeating: 0, count: 55)) == nil)
  }

  @Test("What is written is read again, also where a person might write it")
  func written() throws {
    for text in ["1987", "1987-06", "1987-06-15", "1987-06-15T14:30", "1987-06-15T14:30:05.25+09:00"] {
      #expect(read(text.utf8) == text)
    }
  }

  @Test("Every prefix of a date is a date that it agrees with, or none")
  func prefixes() throws {
    for text in ["2016:09:28 18:18:05.25+01:00", "20160928T181805", "2016:09:28 06:18:05 p.m."] {
      let day = try #require(LenientDateText.read("2016:09:28".utf8, offsetSource: .exif))
      for count in 0..<text.utf8.count {
        guard let found = LenientDateText.read(text.utf8.prefix(count), offsetSource: .exif) else { continue }
        // 2016:09:2 is the second of the month.
        #expect(found.truncated(to: .month).agrees(with: day), "\(text.prefix(count))")
      }
    }
  }

  @Test("Random bytes are a date that exists, or none")
  func randomBytes() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("0123456789:- +.TZPM\0".utf8)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      guard let found = LenientDateText.read("2016:".utf8 + text, offsetSource: .exif) else { continue }
      let written = Array(found.description.utf8)
      #expect(written.withUnsafeBytes { LocalTime(iso8601: $0, offsetSource: .exif) } == found)
    }
  }
}
