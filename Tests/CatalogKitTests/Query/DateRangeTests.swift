import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("DateRange")
struct DateRangeTests {
  /// A time by its ISO 8601 text.
  private func time(_ text: String) throws -> LocalTime {
    try #require(LenientDateText.read(text.utf8, offsetSource: .exif))
  }

  @Test(
    "a text names the whole of its year, month, day, hour, minute or second",
    arguments: [
      ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59", "2023-12-31T23:59:59", "2025-01-01T00:00:00"),
      ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59", "2024-01-31T23:59:59", "2024-03-01T00:00:00"),
      ("2023-12", "2023-12-01T00:00:00", "2023-12-31T23:59:59", "2023-11-30T23:59:59", "2024-01-01T00:00:00"),
      (
        "2024-05-03", "2024-05-03T00:00:00", "2024-05-03T23:59:59", "2024-05-02T23:59:59",
        "2024-05-04T00:00:00"
      ),
      (
        "2024-05-03T14", "2024-05-03T14:00:00", "2024-05-03T14:59:59", "2024-05-03T13:59:59",
        "2024-05-03T15:00:00"
      ),
      (
        "2024-05-03T14:07", "2024-05-03T14:07:00", "2024-05-03T14:07:59", "2024-05-03T14:06:59",
        "2024-05-03T14:08:00"
      ),
      (
        "2024-05-03 14:07:09", "2024-05-03T14:07:09", "2024-05-03T14:07:09", "2024-05-03T14:07:08",
        "2024-05-03T14:07:10"
      ),
      (
        "1969-12-31", "1969-12-31T00:00:00", "1969-12-31T23:59:59", "1969-12-30T23:59:59",
        "1970-01-01T00:00:00"
      ),
    ]
  )
  func whole(_ text: String, _ first: String, _ last: String, _ before: String, _ after: String) throws {
    let range = try DateRange(text)
    #expect(range.contains(try time(first)))
    #expect(range.contains(try time(last)))
    #expect(!range.contains(try time(before)))
    #expect(!range.contains(try time(after)))
  }

  @Test("a range takes in the whole of what its last date names")
  func inclusive() throws {
    let range = try DateRange(from: DateRange("2023-11"), through: DateRange("2024"))
    for text in ["2023-11-01T00:00:00", "2024-12-31T23:59:59"] { #expect(range.contains(try time(text))) }
    for text in ["2023-10-31T23:59:59", "2025-01-01T00:00:00"] { #expect(!range.contains(try time(text))) }
  }

  @Test("a range without a beginning or an end has none")
  func open() throws {
    #expect(try DateRange(from: nil, through: DateRange("2024")).contains(try time("0001-01-01T00:00:00")))
    #expect(try DateRange(from: DateRange("2024"), through: nil).contains(try time("9999-12-31T23:59:59")))
    #expect(try !DateRange(from: DateRange("2024"), through: nil).contains(try time("2023-12-31T23:59:59")))
  }

  @Test(
    "a date of which only a part is known lies in each range that it touches",
    arguments: [
      (
        "1987", ["1987", "1987-01", "1987-12-31T23:59:59", "1987-06-15T14"],
        ["1986", "1988", "1988-01-01T00:00:00"]
      ),
      (
        "1987-06", ["1987", "1987-06", "1987-06-01", "1987-06-30T23:59"], ["1987-05-31T23:59:59", "1987-07"]
      ),
      ("1987-06-15", ["1987-06", "1987-06-15T00:00:00"], ["1987-06-14", "1987-06-16T00:00:00"]),
      (
        "1987-06-15T14:30", ["1987-06-15T14", "1987-06-15T14:30:59"],
        ["1987-06-15T14:31", "1987-06-15T14:29:59"]
      ),
      ("1987-06-15T14:30:05.99", ["1987-06-15T14:30:05"], ["1987-06-15T14:30:06"]),
    ]
  )
  func partial(_ text: String, _ touched: [String], _ missed: [String]) throws {
    for range in touched { #expect(try DateRange(range).contains(time(text)), "\(range)") }
    for range in missed { #expect(try !DateRange(range).contains(time(text)), "\(range)") }
    let since = try DateRange(from: DateRange("1987-06"), through: nil)
    #expect(since.contains(try time(text)))
  }

  @Test("the clock on the spot counts, whatever its offset from UTC")
  func localTime() throws {
    let range = try DateRange("2024-05-03")
    #expect(range.contains(try time("2024-05-03T23:30:00-10:00")))
    #expect(!range.contains(try time("2024-05-04T00:30:00+14:00")))
  }

  @Test(
    "what is no date says what a date is",
    arguments: [
      "", "24", "2024-", "2024-5", "2024-05-3", "2024/05-03", "2024-05-03T", "2024-05-03T14:",
      "2024-05-03T1400", "202405",
      "yesterday", "2024-05-03T14:00:05.5", "2024-05-03x", " 2024", "２０２４",
    ]
  )
  func unreadable(_ text: String) {
    #expect(throws: DateRangeError.unreadable(text)) { try DateRange(text) }
  }

  @Test("a date that is not on the calendar is none")
  func noSuchDate() {
    for text in [
      "2024-13", "2024-00", "2023-02-29", "2024-04-31", "2024-05-03T24", "2024-05-03T12:60",
      "2024-05-03T12:00:60",
    ] {
      #expect(throws: DateRangeError.noSuchDate(text)) { try DateRange(text) }
    }
  }

  @Test("an offset is refused, since it would have no effect")
  func offset() {
    for text in ["2024-05-03T14:00Z", "2024-05-03T14:00+09:00", "2024-05-03T14:00:05-0330"] {
      #expect(throws: DateRangeError.offset(text)) { try DateRange(text) }
    }
  }

  @Test("a range that ends before it begins is none; one day is a range")
  func reversed() throws {
    #expect(throws: DateRangeError.endsBeforeItBegins) {
      try DateRange(from: DateRange("2024-05-04"), through: DateRange("2024-05-03"))
    }
    _ = try DateRange(from: DateRange("2024-05-03"), through: DateRange("2024-05-03"))
    _ = try DateRange(from: DateRange("2024-05-03"), through: DateRange("2024"))
  }
}
