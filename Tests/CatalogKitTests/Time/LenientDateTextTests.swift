import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Dates as cameras write them")
struct LenientDateTextTests {
  /// `2016-09-28`, `2016-09-28 65885`, `2016-09-28 65885 +60`: date, second of the day, minutes of offset.
  private func read(_ text: some Collection<UInt8>) -> String? {
    guard let found = LenientDateText(text) else { return nil }
    var bytes: [UInt8] = []
    found.date.append(to: &bytes)
    let second = found.secondOfDay.map { " \($0)" } ?? ""
    let offset = found.offsetMinutes.map { " \($0 < 0 ? "" : "+")\($0)" } ?? ""
    return String(decoding: bytes, as: UTF8.self) + second + offset
  }

  @Test(
    "Any separators will do",
    arguments: [
      ("2016:09:28 18:18:05", "2016-09-28 65885"), ("2016-09-28T18:18:05", "2016-09-28 65885"),
      ("2016/09/28 18:18:05", "2016-09-28 65885"), ("2016.09.28 18.18.05", "2016-09-28 65885"),
      ("  2016:09:28  18:18:05  ", "2016-09-28 65885"), ("2016:9:8 1:2:3", "2016-09-08 3723"),
      ("2016\09\028\018\018\005\0", "2016-09-28 65885"), ("2016:09:28\018:18:05\0", "2016-09-28 65885"),
      ("2016:09:28 18:18", "2016-09-28 65880"), ("2016:09:28 00:00:00", "2016-09-28 0"),
      ("2016:09:28 23:59:59", "2016-09-28 86399"), ("2020-06-16", "2020-06-16"),
      ("2020:06:16\0", "2020-06-16"),
      ("20200616", "2020-06-16"),
    ]
  )
  func separators(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "An offset may stand behind the time, and a fraction before it",
    arguments: [
      ("2016:09:28 18:18:05+01:00", "2016-09-28 65885 +60"),
      ("2016-09-28T18:18:05-03:30", "2016-09-28 65885 -210"),
      ("2016-09-28T18:18:05Z", "2016-09-28 65885 +0"), ("2016-09-28T18:18:05.123Z", "2016-09-28 65885 +0"),
      ("2016-09-28T18:18:05.123+0900", "2016-09-28 65885 +540"),
      ("2016-09-28T18:18+01:00", "2016-09-28 65880 +60"),
      ("2016-09-28T18:18:05.123", "2016-09-28 65885"),
      ("2016-09-28 18:18:05 -08:00", "2016-09-28 65885 -480"),
      ("2016-09-28 18:18:05,5 +05:45", "2016-09-28 65885 +345"),
    ]
  )
  func offsets(_ text: String, _ expected: String) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "The day may be that of the year, if it lies in the month beside it",
    arguments: [
      ("2014:09:259", "2014-09-16"), ("2014:01:001", "2014-01-01"), ("2014:12:365", "2014-12-31"),
      ("2016:12:366", "2016-12-31"), ("2016:02:060", "2016-02-29"), ("2014:12:366", nil),
      ("2014:08:259", nil),
      ("2014:01:000", nil), ("2014:12:999", nil),
    ] as [(String, String?)]
  )
  func dayOfYear(_ text: String, _ expected: String?) {
    #expect(read(text.utf8) == expected)
  }

  @Test(
    "A date that does not exist is none",
    arguments: [
      "", "\0", "    :  :     :  :  ", "0000:00:00 00:00:00", "0000:01:01", "2016:00:28", "2016:13:28",
      "2016:09:00",
      "2016:09:31", "2015:02:29", "1900:02:29", "2016:09", "2016", "16:09:28", "12016:09:28", "yesterday",
      "2016:09:28 24:00:00",
      "2016:09:28 18:60:00", "2016:09:28 18:18:60", "2016:09:28 18", "20160931", "2016:09:28 118:00:00",
      "9999999999999999999999:09:28",
    ]
  )
  func notADate(_ text: String) {
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

  @Test(
    "An offset alone is hours and minutes with a sign, or Z",
    arguments: [
      ("+09:00", 540), ("-0330", -210), ("Z", 0), (" Z ", 0), ("+00:00", 0), ("-00:30", -30), ("+5:45", 345),
      ("+05:45\0", 345), ("09:00", nil), ("", nil), ("+", nil), ("+09", nil), ("+09:60", nil), ("+09:0", nil),
      ("+090:00", nil), ("UTC", nil), ("z9", nil), ("   :  ", nil),
    ] as [(String, Int?)]
  )
  func offsetAlone(_ text: String, _ minutes: Int?) {
    #expect(LenientDateText.offsetMinutes(text.utf8) == minutes)
  }

  @Test("Random bytes are a date that exists, or none")
  func randomBytes() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("0123456789:- +.TZ\0".utf8)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      guard let found = LenientDateText(text) else { continue }
      #expect(CalendarDate(year: found.date.year, month: found.date.month, day: found.date.day) == found.date)
      #expect(found.secondOfDay.map { (0..<86400).contains($0) } ?? true)
    }
  }
}
