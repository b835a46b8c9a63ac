import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test(
    "Days are counted from 1970",
    arguments: [
      (1970, 1, 1, 0), (1970, 1, 2, 1), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
      (2016, 9, 28, 17_072), (2038, 1, 19, 24_855), (1900, 1, 1, -25_567), (1600, 1, 1, -135_140),
      (1, 1, 1, -719_162),
      (0, 1, 1, -719_528), (9999, 12, 31, 2_932_896),
    ]
  )
  func known(_ year: Int, _ month: Int, _ day: Int, _ days: Int) throws {
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    #expect(date.daysSince1970 == days)
    #expect(CalendarDate(daysSince1970: days) == date)
  }

  @Test("Every day of 550 years follows the one before it, and comes back from its number")
  func roundTrip() throws {
    var previous = CalendarDate(daysSince1970: -100_001)
    for days in -100_000...100_000 {
      let date = CalendarDate(daysSince1970: days)
      #expect(date.daysSince1970 == days)
      let isNextDay =
        date.day == previous.day + 1 && date.month == previous.month && date.year == previous.year
      let isNextMonth = date.day == 1 && date.month == previous.month + 1 && date.year == previous.year
      let isNextYear =
        date.day == 1 && date.month == 1 && previous.month == 12 && date.year == previous.year + 1
      #expect(isNextDay || isNextMonth || isNextYear)
      #expect(previous < date)
      #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
      previous = date
    }
  }

  @Test(
    "A day that does not exist is none",
    arguments: [
      (2015, 2, 29), (2100, 2, 29), (2016, 2, 30), (2016, 4, 31), (2016, 6, 31), (2016, 9, 31),
      (2016, 11, 31),
      (2016, 1, 32), (2016, 0, 1), (2016, 13, 1), (2016, 1, 0), (2016, 1, -1), (-1, 1, 1), (1_000_001, 1, 1),
    ]
  )
  func missing(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test("A year has the days of its months", arguments: [(2015, 365), (2016, 366), (2000, 366), (1900, 365)])
  func dayOfYear(_ year: Int, _ days: Int) throws {
    let first = try #require(CalendarDate(year: year, month: 1, day: 1))
    for day in 1...days {
      #expect(CalendarDate(year: year, dayOfYear: day)?.daysSince1970 == first.daysSince1970 + day - 1)
    }
    #expect(CalendarDate(year: year, dayOfYear: days + 1) == nil)
    #expect(CalendarDate(year: year, dayOfYear: 0) == nil)
    #expect(CalendarDate(year: year, dayOfYear: -1) == nil)
  }

  @Test("Dates are ordered by time")
  func order() throws {
    let dates = try [(2015, 12, 31), (2016, 1, 1), (2016, 1, 2), (2016, 2, 1)]
      .map { try #require(CalendarDate(year: $0.0, month: $0.1, day: $0.2)) }
    #expect(dates == dates.shuffled().sorted())
  }

  @Test(
    "A date is written with four digits of the year, or more",
    arguments: [(1, "0001-02-03"), (12016, "12016-02-03")]
  )
  func text(_ year: Int, _ expected: String) throws {
    var bytes: [UInt8] = []
    try #require(CalendarDate(year: year, month: 2, day: 3)).append(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
