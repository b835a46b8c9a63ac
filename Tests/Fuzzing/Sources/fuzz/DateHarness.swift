import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// What a camera or an editor wrote for a date, or for its distance from UTC.
enum DateHarness {
  static func run(_ bytes: [UInt8]) {
    for date in [
      LenientDateText.read(bytes, offsetSource: .exif), RFC1123DateText.read(bytes, offsetSource: .exif),
    ] {
      if let date { check(date) }
    }
    if let nanosecond = LenientClockText.nanosecondOfDay(bytes) {
      expect((0..<86_400_000_000_000).contains(nanosecond), "a time of the day")
    }
    if let minutes = OffsetText.minutes(bytes) { expect(abs(minutes) <= 99 * 60 + 59, "hours of two digits") }
  }

  private static func check(_ date: LocalTime) {
    let text = Array(date.description.utf8)
    let again = text.withUnsafeBytes { LocalTime(iso8601: $0, offsetSource: .exif) }
    expect(again == date, "the same date out of its text")
    expect(LenientDateText.read(text, offsetSource: .exif) == date, "and out of any text")
    expect((1...9999).contains(date.firstDay.year), "a year of four digits")
    let coarser = date.truncated(to: .month)
    expect(coarser.agrees(with: date) && date.agrees(with: coarser), "a month that its day is in")
    expect(coarser.sortKey <= date.sortKey && date.sortKey < 1 << 63, "a key that sorts")
  }

  static let seeds = [
    "2016:09:28 18:18:05", "2016-09-28T18:18:05.123+01:00", "2014:09:259", "2020-06-16", "20160928T181805Z",
    "2016\09\028\018\018\005", "2016-09-28 05-06-07", "2016:09:28 03:06:07 p.m.", "2016:  :     :  :  ",
    "2015:08:22 24:08:19", "1987-06", "Sun, 14 Jan 2024 10:20:30 +0100", "17:18:10.5", "UTC+09:00", "GMT+9",
    "-0330",
  ].map { Array($0.utf8) }
}
