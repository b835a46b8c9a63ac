/// Dates and times as cameras, phones and editors write them: any separators, any number of parts from a year alone to a fraction of a
/// second, with or without an offset.
///
/// Known spellings: `2016:09:28 18:18:05` (Exif), `2020-06-16`, `2014:09:259` (day of the year: iPhone 6), NULs in place of separators,
/// `2016-09-28T18:18:05.123+01:00`, `20160928T181805`, `05-06-07` as a time, `03:06:07 PM`. A part that is blank, and a month or day of
/// zero, is unknown with all that follows it. A part that is there and cannot be read makes the whole no date.
enum LenientDateText {
  /// Longer text is no date.
  private static let maximumLength = 64

  /// - Parameters:
  ///   - text: Bytes of a field.
  ///   - source: Where its offset comes from, if it has one.
  /// - Returns: `nil` where they hold no date that exists.
  static func read(
    _ text: some Collection<UInt8>,
    offsetSource source: LocalTime.Offset.Source
  ) -> LocalTime? {
    guard text.count <= maximumLength else { return nil }
    let standard = text.withContiguousStorageIfAvailable { exifDate(UnsafeRawBufferPointer($0)) } ?? nil
    if let standard { return standard }
    var text = DateTextScanner(text)
    guard let (date, precision) = date(&text) else { return nil }
    guard precision == .day, !text.isAtEnd else { return LocalTime(date: date, precision: precision) }
    let clock: LenientClockText?
    switch hour(&text) {
    case .blank: clock = nil
    case .unreadable: return nil
    case .number(let hour):
      guard let read = LenientClockText(hour, &text) else { return nil }
      clock = read
    }
    guard case .offset(let minutes) = tail(text.rest) else { return nil }
    return LocalTime(
      date: date,
      secondOfDay: clock?.secondOfDay ?? 0,
      precision: clock?.precision ?? .day,
      fraction: clock?.fraction,
      offset: minutes.flatMap { LocalTime.Offset(minutes: $0, source: source) }
    )
  }

  /// `2016:09:28 18:18:05`, or the date of it alone, with its NUL or without, as the standard has it and nearly all cameras write it
  /// (CIPA DC-008-2019, 4.6.5.4).
  private static func exifDate(_ text: UnsafeRawBufferPointer) -> LocalTime? {
    let colon = UInt8(ascii: ":")
    guard text.count >= 10, text[4] == colon, text[7] == colon,
      let year = DecimalDigits.parse(text, 0, 4), let month = DecimalDigits.parse(text, 5, 2),
      let day = DecimalDigits.parse(text, 8, 2), let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    if text.count == 10 || (text.count == 11 && text[10] == 0) {
      return LocalTime(date: date, precision: .day)
    }
    guard text.count == 19 || (text.count == 20 && text[19] == 0), text[10] == UInt8(ascii: " "),
      text[13] == colon, text[16] == colon, let hour = DecimalDigits.parse(text, 11, 2),
      let minute = DecimalDigits.parse(text, 14, 2),
      let second = DecimalDigits.parse(text, 17, 2), hour < 24, minute < 60, second < 60
    else { return nil }
    return LocalTime(date: date, secondOfDay: hour * 3600 + minute * 60 + second)
  }

  /// A day of the calendar and how much of it the text says. The rest of a text that does not name the day is passed over.
  private static func date(_ text: inout DateTextScanner) -> (CalendarDate, LocalTime.Precision)? {
    let isCompact = [8, 12, 14].contains(text.digitCount)
    guard isCompact || text.digitCount == 4, let year = text.digits(4) else { return nil }
    func known(_ month: Int, _ day: Int, _ precision: LocalTime.Precision) -> (
      CalendarDate, LocalTime.Precision
    )? {
      guard precision == .day || text.hasOnlyParts else { return nil }
      return CalendarDate(year: year.value, month: month, day: day).map { ($0, precision) }
    }
    let month: DateTextScanner.Digits
    switch part(isCompact, &text) {
    case .blank: return known(1, 1, .year)
    case .unreadable: return nil
    case .number(let number): month = number
    }
    guard month.width <= 2 else { return nil }
    if month.value == 0 { return known(1, 1, .year) }
    switch part(isCompact, &text) {
    case .blank: return known(month.value, 1, .month)
    case .unreadable: return nil
    case .number(let day) where day.value == 0: return known(month.value, 1, .month)
    case .number(let day) where day.width == 3:
      // The day of the year, which has to lie in the month beside it.
      let date = CalendarDate(year: year.value, dayOfYear: day.value)
      return date.flatMap { $0.month == month.value ? ($0, .day) : nil }
    case .number(let day):
      return day.width <= 2 ? known(month.value, day.value, .day) : nil
    }
  }

  /// The next part of a date: two digits of a text without separators, or what follows one.
  private static func part(_ isCompact: Bool, _ text: inout DateTextScanner) -> DateTextScanner.Part {
    if isCompact { return text.digits(2).map { .number($0) } ?? .unreadable }
    guard let separator = text.separator() else { return text.isAtEnd ? .blank : .unreadable }
    return text.part(after: separator)
  }

  /// The first part of the time. It is blank where the text has none, be it that an offset follows the date.
  private static func hour(_ text: inout DateTextScanner) -> DateTextScanner.Part {
    let separator = text.separator()
    guard text.skip(letterT) || separator != nil else {
      return text.digits(text.digitCount).map { .number($0) } ?? .blank
    }
    let part = text.part(after: separator ?? .blank)
    switch part {
    case .number:
      // 2016-09-28-05:00 may end in a time or in an offset.
      return separator == .mark(dash) && text.next != dash ? .unreadable : part
    case .blank: return text.hasOnlyParts ? text.finish() : .unreadable
    case .unreadable: return separator == .blank ? .blank : .unreadable
    }
  }

  private static let letterT = UInt8(ascii: "T")
  private static let dash = UInt8(ascii: "-")

  /// What follows a time, or a date alone.
  private enum Tail {
    /// Minutes; `nil` where nothing is there, or an offset that is out of range or misspelt after its sign.
    case offset(Int?)
    case unreadable
  }

  private static func tail(_ text: ArraySlice<UInt8>) -> Tail {
    guard let first = text.first(where: { $0 != UInt8(ascii: " ") }) else { return .offset(nil) }
    let minutes = OffsetText.minutes(text)
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return .offset(minutes)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .unreadable
    default: return minutes == nil ? .unreadable : .offset(minutes)
    }
  }
}
