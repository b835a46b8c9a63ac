/// Dates as PNG recommends them for `Creation Time` (RFC 1123, 5.2.14): `Sun, 14 Jan 2024 10:20:30 +0100`.
enum RFC1123DateText {
  /// Longer text is no date.
  private static let maximumLength = 64

  /// - Parameters:
  ///   - text: ASCII text; the day of the week, the seconds and the zone may be missing.
  ///   - source: Where its offset comes from, if it has one.
  /// - Returns: `nil` for any other spelling, and for a date that does not exist.
  static func read(
    _ text: some Collection<UInt8>,
    offsetSource source: LocalTime.Offset.Source
  ) -> LocalTime? {
    guard text.count <= maximumLength else { return nil }
    var words = String(decoding: text, as: UTF8.self).uppercased()
      .split { $0 == " " || $0 == "\t" || $0 == "\r\n" || $0 == "\n" || $0 == "\0" }[...]
    if let first = words.first, first.hasSuffix(",") {
      guard days.contains(String(first.dropLast())) else { return nil }
      words.removeFirst()
    }
    guard words.count >= 4, let day = number(words.removeFirst(), 1...2),
      let month = months.firstIndex(of: String(words.removeFirst())),
      let year = number(words.removeFirst(), 4...4),
      let date = CalendarDate(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words.removeFirst().split(separator: ":", omittingEmptySubsequences: false)
      .map { number($0, 2...2) }
    guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1], hour < 24, minute < 60
    else { return nil }
    let second = clock.count == 3 ? clock[2] : 0
    guard let second, second < 60, words.count <= 1 else { return nil }
    return LocalTime(
      date: date,
      secondOfDay: hour * 3600 + minute * 60 + second,
      precision: clock.count == 3 ? .second : .minute,
      offset: words.first.flatMap(minutes).flatMap { LocalTime.Offset(minutes: $0, source: source) }
    )
  }

  private static func number(_ text: Substring, _ widths: ClosedRange<Int>) -> Int? {
    guard widths.contains(text.utf8.count) else { return nil }
    return Array(text.utf8).withUnsafeBytes { DecimalDigits.parse($0, 0, $0.count) }
  }

  /// Digits with a sign, or one of the names of RFC 822, 5.1; its letters of the army were defined the wrong way round, and say nothing.
  private static func minutes(_ zone: Substring) -> Int? {
    zones[String(zone)].map { $0 * 60 } ?? OffsetText.minutes(zone.utf8)
  }

  private static let zones = [
    "UT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
  ]
  private static let days: Set = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]
  private static let months = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]
}
