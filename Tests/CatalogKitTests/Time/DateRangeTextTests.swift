import Testing

@testable import CatalogKit

@Suite("Dates as people write them")
struct DateRangeTextTests {
  private let today = CalendarDate(year: 2026, month: 3, day: 31)

  private func range(_ text: String) throws -> DateRange {
    let today = try #require(today)
    return try DateRange(text, today: { today })
  }

  @Test(
    "numbers with the separators of their places",
    arguments: [
      ("2024.03.01", "2024-03-01"), ("2024.3.1", "2024-03-01"), ("2024. 3. 1.", "2024-03-01"),
      ("2024.3", "2024-03"),
      ("2024/3", "2024-03"), ("2024/03/01", "2024-03-01"), ("20240301", "2024-03-01"), ("2024년", "2024"),
      ("2024년 3월", "2024-03"), ("2024년3월1일", "2024-03-01"), ("2024년 03월 01일", "2024-03-01"),
      ("20240301T14:00", "2024-03-01T14:00"), ("2024.3.1 14:05", "2024-03-01T14:05"),
    ]
  )
  func notations(_ text: String, _ iso: String) throws {
    #expect(try range(text) == DateRange(iso))
  }

  @Test(
    "words and lengths of time are seen from today",
    arguments: [
      ("today", "2026-03-31", "2026-03-31"), ("Yesterday", "2026-03-30", "2026-03-30"),
      ("this-week", "2026-03-30", "2026-04-05"), ("last-week", "2026-03-23", "2026-03-29"),
      ("last-month", "2026-02-01", "2026-02-28"), ("this-month", "2026-03-01", "2026-03-31"),
      ("last-year", "2025", "2025"),
      ("3months", "2025-12-31", "2025-12-31"), ("1month", "2026-02-28", "2026-02-28"),
      ("10days", "2026-03-21", "2026-03-21"),
      ("2weeks", "2026-03-17", "2026-03-17"), ("1year", "2025-03-31", "2025-03-31"),
      ("25months", "2024-02-29", "2024-02-29"),
    ]
  )
  func words(_ text: String, _ first: String, _ last: String) throws {
    #expect(try range(text) == DateRange(from: DateRange(first), through: DateRange(last)))
  }

  @Test(
    "anything else is no date",
    arguments: [
      "2024-3", "2024.3/1", "2024..3", "24.3.1", "2024031", "202403011", "2024년 3", "2024년 1일", "3 months",
      "-3months", "months",
      "99999days", "2024-03-01T", "2024-03-01T1", "2024.3T14", "next-week", "2024-03-01T14:00:00:00", "2024월",
      String(repeating: "2", count: 1_000_000), "2024-02-30", "2024/13/1", "9999years",
    ]
  )
  func refused(_ text: String) {
    #expect(throws: DateRangeError.self) { try range(text) }
    #expect(throws: DateRangeError.self) { try DateRange("yesterday") }
  }

  @Test("a year that is known alone is in all its months and in no hour; hours end where they end")
  func months() throws {
    let year = try #require(LenientDateText.read("1987".utf8, offsetSource: .exif))
    let dusk = try #require(LenientDateText.read("2024-12-31T18:00:00".utf8, offsetSource: .exif))
    #expect(try MonthRange("3-5").contains(year) && !HourRange("0-24").contains(year))
    #expect(try MonthRange("11-2").contains(dusk) && !MonthRange("2-11").contains(dusk))
    #expect(
      try HourRange("18-6").contains(dusk) && !HourRange("6-18").contains(dusk)
        && HourRange("18").contains(dusk)
    )
    #expect(try HourRange("0-24").contains(dusk) && !HourRange("17").contains(dusk))
  }
}
