import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Local times")
struct LocalTimeTests {
  private func date() throws -> CalendarDate { try #require(CalendarDate(year: 2016, month: 9, day: 28)) }

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
  }

  @Test("A day has 86,400 seconds")
  func seconds() throws {
    #expect(LocalTime(date: try date(), secondOfDay: -1) == nil)
    #expect(LocalTime(date: try date(), secondOfDay: 86400) == nil)
    #expect(LocalTime(date: try date(), secondOfDay: 0)?.description == "2016-09-28T00:00:00")
    #expect(LocalTime(date: try date(), secondOfDay: 86399)?.description == "2016-09-28T23:59:59")
  }

  @Test("No clock is farther from UTC than -12:00 or +14:00")
  func range() {
    #expect(LocalTime.Offset(minutes: -720, source: .gps) != nil)
    #expect(LocalTime.Offset(minutes: 840, source: .gps) != nil)
    #expect(LocalTime.Offset(minutes: -721, source: .gps) == nil)
    #expect(LocalTime.Offset(minutes: 841, source: .gps) == nil)
  }
}
