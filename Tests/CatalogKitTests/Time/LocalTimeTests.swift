import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Local times")
struct LocalTimeTests {
  private func date() throws -> CalendarDate { try #require(CalendarDate(year: 2016, month: 9, day: 28)) }

  private func time(_ text: String) throws -> LocalTime {
    var text = text
    return try #require(
      text.withUTF8 { LocalTime(iso8601: UnsafeRawBufferPointer($0), offsetSource: .exif) },
      "\(text)"
    )
  }

  /// In their order, each before the next.
  private static let sorted = [
    "0001", "0001-01-01T00:00:00", "1986-12-31T23:59:59.999999999", "1987", "1987-01", "1987-01-01",
    "1987-01-01T00:00", "1987-01-01T00:00:00", "1987-01-01T00:00:00.0", "1987-01-01T00:00:00.05",
    "1987-01-01T00:00:00.1", "1987-01-01T00:00:00.9999999", "1987-01-01T00:00:01", "1987-01-01T00:01",
    "1987-01-02", "1987-06", "1987-06-15", "1987-06-15T14:30", "1987-06-15T14:30:05",
    "1987-06-15T14:30:05.25",
    "2016-02-29", "2016-12", "9999", "9999-12-31T23:59:59.999999999",
  ]

  @Test(
    "A local time is written as ISO 8601, with its offset where it has one",
    arguments: [
      (nil, "2016-09-28T18:18:05"), (0, "2016-09-28T18:18:05+00:00"), (60, "2016-09-28T18:18:05+01:00"),
      (-210, "2016-09-28T18:18:05-03:30"), (-30, "2016-09-28T18:18:05-00:30"),
      (840, "2016-09-28T18:18:05+14:00"),
      (-720, "2016-09-28T18:18:05-12:00"),
    ] as [(Int?, String)]
  )
  func text(_ minutes: Int?, _ expected: String) throws {
    let offset = minutes.flatMap { LocalTime.Offset(minutes: $0, source: .exif) }
    let time = try #require(LocalTime(date: try date(), secondOfDay: 18 * 3600 + 18 * 60 + 5, offset: offset))
    #expect(time.description == expected)
    #expect(try self.time(expected) == time)
  }

  @Test(
    "What is known is written, and no more",
    arguments: [
      (.year, "2016"), (.month, "2016-09"), (.day, "2016-09-28"), (.minute, "2016-09-28T18:18+09:00"),
      (.second, "2016-09-28T18:18:05.250+09:00"),
    ] as [(LocalTime.Precision, String)]
  )
  func precision(_ precision: LocalTime.Precision, _ expected: String) throws {
    let offset = LocalTime.Offset(minutes: 540, source: .exif)
    let fraction = LocalTime.Fraction("250".utf8)
    let time = try #require(
      LocalTime(
        date: try date(),
        secondOfDay: 65_885,
        precision: precision,
        fraction: fraction,
        offset: offset
      )
    )
    #expect(time.description == expected)
    #expect(try self.time(expected) == time)
    let whole = try #require(LocalTime(date: date(), secondOfDay: 65_885, fraction: fraction, offset: offset))
    #expect(whole.truncated(to: precision) == time)
    #expect(time.truncated(to: .second) == time)
    #expect(time.day == (precision >= .day ? try date() : nil))
    #expect(time.with(offset: nil).with(offset: offset) == time)
    #expect(time.with(fraction: nil).with(fraction: fraction) == time)
  }

  @Test(
    "What is cut off of a time before 1970 is cut off as of one after it",
    arguments: [1969, 1, 1970, 9999]
  )
  func truncated(year: Int) throws {
    let (month, day, second) = (12, 31, 86_399)
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    let whole = try #require(LocalTime(date: date, secondOfDay: second))
    for precision: LocalTime.Precision in [.year, .month, .day, .minute] {
      let expected = try #require(LocalTime(date: date, secondOfDay: second, precision: precision))
      #expect(whole.truncated(to: precision) == expected)
      #expect(expected.seconds.contains(whole.seconds.lowerBound))
    }
  }

  @Test("Text in any of its spellings is read as it was written", arguments: sorted)
  func roundTrip(_ text: String) throws {
    #expect(try time(text).description == text)
  }

  @Test(
    "Any other spelling is none of the index",
    arguments: [
      "", "198", "1987-", "1987-6", "1987-00", "1987-13", "1987-06-31", "1987-06-15T", "1987-06-15T14",
      "1987-06-15T24:00", "1987-06-15T14:60", "1987-06-15T14:30:60", "1987-06-15 14:30",
      "1987-06-15T14:30:05.",
      "1987-06-15T14:30:05.1234567890", "1987-06-15T14:30:05Z", "1987-06-15T14:30:05+15:00",
      "1987-06-15T14:30:05+09:60", "1987-06-15T14:30:05+0900", "1987+09:00", "0000", "0000-01-01",
      "1987:06:15",
      "1987-06-15T14:30:05+09:00 ",
    ]
  )
  func notWritten(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(bytes.withUnsafeBytes { LocalTime(iso8601: $0, offsetSource: .exif) } == nil)
  }

  @Test("No prefix of a time is read as another time than it says")
  func prefixes() throws {
    let text = "1987-06-15T14:30:05.25+09:00"
    let whole = try time(text)
    for count in 0...text.utf8.count {
      let prefix = String(text.prefix(count))
      let found = Array(prefix.utf8).withUnsafeBytes { LocalTime(iso8601: $0, offsetSource: .exif) }
      guard let found else { continue }
      #expect(found.description == prefix)
      #expect(found.agrees(with: whole))
    }
  }

  @Test("A date sorts before the dates in it, and by its fraction of a second")
  func order() throws {
    let keys = try Self.sorted.map { try time($0).sortKey }
    for (index, key) in keys.enumerated().dropFirst() {
      #expect(keys[index - 1] < key, "\(Self.sorted[index - 1]) before \(Self.sorted[index])")
    }
    #expect(keys.allSatisfy { $0 < 1 << 63 })
    #expect(try time("1987-06-15T14:30:05+09:00").sortKey == time("1987-06-15T14:30:05").sortKey)
  }

  @Test(
    "A date is the span of time that it names",
    arguments: [
      ("1970", 0, 365 * 86400), ("1972", 730 * 86400, 366 * 86400), ("1972-02", 761 * 86400, 29 * 86400),
      ("1970-01-02", 86400, 86400), ("1970-01-02T00:01", 86460, 60), ("1970-01-02T00:01:01.5", 86461, 1),
      ("1969-12-31T23:59:59", -1, 1), ("1969", -365 * 86400, 365 * 86400),
    ]
  )
  func seconds(_ text: String, _ first: Int, _ count: Int) throws {
    #expect(try time(text).seconds == first..<(first + count))
  }

  @Test(
    "Dates agree where one begins with the other",
    arguments: [
      ("2021", "2021-07-03", true), ("2021-07", "2021-07-03T12:00:00+02:00", true),
      ("2021-07-03T12:00", "2021-07-03T12:00:59", true),
      ("2021-07-03T12:00:05.1", "2021-07-03T12:00:05", true),
      ("2021-07-03T12:00:05+09:00", "2021-07-03T12:00:05+02:00", true),
      ("2021", "2020-12-31T23:59:59", false),
      ("2021-07-03", "2021-07-04", false), ("2021-07", "2021-08-01T00:00:00", false),
      ("2021-07-03T12:00", "2021-07-03T12:01:00", false),
    ]
  )
  func agreement(_ first: String, _ second: String, _ expected: Bool) throws {
    #expect(try time(first).agrees(with: time(second)) == expected)
    #expect(try time(second).agrees(with: time(first)) == expected)
  }

  @Test(
    "The more precise of two dates counts with what is its own, and of two alike the first with what it lacks",
    arguments: [
      ("2021", "2021-07-03", "2021-07-03"), ("2021-07-03", "2021", "2021-07-03"),
      ("2021-07-03T12:00+02:00", "2021-07-03T12:00:05", "2021-07-03T12:00:05"),
      ("2021-07-03T12:00:05", "2021-07-03T12:00:05.25+02:00", "2021-07-03T12:00:05.25+02:00"),
      ("2021-07-03T12:00:05.5", "2021-07-03T12:00:05.25+02:00", "2021-07-03T12:00:05.5+02:00"),
      ("2021-07-03T12:00:05+01:00", "2021-07-03T12:00:05.25+02:00", "2021-07-03T12:00:05.25+01:00"),
      ("2021-07-03", "2021-07-04T12:00:05", "2021-07-03"),
    ]
  )
  func completion(_ first: String, _ second: String, _ expected: String) throws {
    #expect(try time(first).completed(by: time(second)).description == expected)
  }

  @Test("A day has 86,400 seconds")
  func range() throws {
    #expect(LocalTime(date: try date(), secondOfDay: -1) == nil)
    #expect(LocalTime(date: try date(), secondOfDay: 86400) == nil)
    #expect(LocalTime(date: try date(), secondOfDay: 0)?.description == "2016-09-28T00:00:00")
    #expect(LocalTime(date: try date(), secondOfDay: 86399)?.description == "2016-09-28T23:59:59")
  }

  @Test("Years have four digits, and none is zero")
  func years() {
    for (year, isYear) in [(0, false), (1, true), (9999, true), (10_000, false)] {
      #expect((CalendarDate(year: year, month: 1, day: 1).flatMap { LocalTime(date: $0) } != nil) == isYear)
    }
  }

  @Test("No clock is farther from UTC than -12:00 or +14:00")
  func offsets() {
    #expect(LocalTime.Offset(minutes: -720, source: .gps)?.minutes == -720)
    #expect(LocalTime.Offset(minutes: 840, source: .gps)?.minutes == 840)
    #expect(LocalTime.Offset(minutes: -721, source: .gps) == nil)
    #expect(LocalTime.Offset(minutes: 841, source: .gps) == nil)
  }

  @Test(
    "A fraction keeps its digits, nine at most",
    arguments: [
      ("0", "0", 0), ("05", "05", 50_000_000), ("95", "95", 950_000_000), ("250", "250", 250_000_000),
      ("000", "000", 0), ("123456789", "123456789", 123_456_789), ("1234567899", "123456789", 123_456_789),
    ]
  )
  func fraction(_ text: String, _ digits: String, _ nanoseconds: Int) throws {
    let fraction = try #require(LocalTime.Fraction(text.utf8))
    var bytes: [UInt8] = []
    fraction.append(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == digits)
    #expect(fraction.nanoseconds == nanoseconds)
  }

  @Test("What is no row of digits is no fraction", arguments: ["", " ", "-1", "1.5", "5 5", "٣"])
  func noFraction(_ text: String) { #expect(LocalTime.Fraction(text.utf8) == nil) }
}
