/// Dates and times as cameras, phones and editors write them: any separators, date alone or with a time, with or
/// without an offset.
///
/// Known spellings: `2016:09:28 18:18:05` (Exif), `2020-06-16`, `2014:09:259` (day of the year: iPhone 6), NULs in
/// place of separators, `2016-09-28T18:18:05.123+01:00`.
struct LenientDateText {
  let date: CalendarDate
  /// Seconds since midnight; `nil` where the text holds a date alone.
  let secondOfDay: Int?
  /// Minutes east of UTC, where the text says so.
  let offsetMinutes: Int?

  /// Longer text is no date.
  private static let maximumLength = 64

  /// - Parameter text: Bytes of a field; `nil` where they hold no date that exists.
  init?(_ text: some Collection<UInt8>) {
    guard text.count <= Self.maximumLength else { return nil }
    var groups = DigitGroups(Array(text))
    guard let year = groups.next(), year.width == 4 || year.width == 8 else { return nil }
    guard let date = Self.date(year, &groups), date.year > 0 else { return nil }
    self.date = date
    guard let hour = groups.next() else {
      secondOfDay = nil
      offsetMinutes = nil
      return
    }
    guard let minute = groups.next() else { return nil }
    // Seconds may be missing; a sign in front of the group belongs to an offset.
    var second = 0
    if let group = groups.peek(), !group.isSigned {
      second = group.value
      groups.skip()
    }
    guard hour.value < 24, minute.value < 60, second < 60 else { return nil }
    secondOfDay = hour.value * 3600 + minute.value * 60 + second
    offsetMinutes = groups.offset()
  }

  /// Reads an offset alone: `+09:00`, `-0330`, `Z`. Anything else is `nil`.
  static func offsetMinutes(_ text: some Collection<UInt8>) -> Int? {
    guard text.count <= maximumLength else { return nil }
    var groups = DigitGroups(Array(text))
    return groups.offset()
  }

  private static func date(_ year: DigitGroups.Group, _ groups: inout DigitGroups) -> CalendarDate? {
    if year.width == 8 {
      return CalendarDate(year: year.value / 10000, month: year.value / 100 % 100, day: year.value % 100)
    }
    guard let month = groups.next(), let day = groups.next() else { return nil }
    guard day.width == 3 else { return CalendarDate(year: year.value, month: month.value, day: day.value) }
    // The day of the year, which has to lie in the month beside it.
    guard let date = CalendarDate(year: year.value, dayOfYear: day.value), date.month == month.value else {
      return nil
    }
    return date
  }
}

/// The runs of digits of a text, with whether a sign stands before each.
private struct DigitGroups {
  struct Group {
    let value: Int
    let width: Int
    let isSigned: Bool
    let isNegative: Bool
    let isFraction: Bool
  }

  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  mutating func next() -> Group? {
    let group = peek()
    skip()
    return group
  }

  mutating func skip() {
    position = bounds().end
  }

  func peek() -> Group? {
    let (start, end) = bounds()
    guard start < end, end - start <= 9 else { return nil }
    let value = text[start..<end].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    let before = start > 0 ? text[start - 1] : 0
    return Group(
      value: value,
      width: end - start,
      // A hyphen is a separator of dates too, so only a time's reader asks for this.
      isSigned: before == UInt8(ascii: "+") || before == UInt8(ascii: "-"),
      isNegative: before == UInt8(ascii: "-"),
      isFraction: before == UInt8(ascii: ".") || before == UInt8(ascii: ",")
    )
  }

  /// The rest as an offset from UTC, a fraction of a second in front of it passed over.
  mutating func offset() -> Int? {
    if let fraction = peek(), fraction.isFraction { skip() }
    guard let hours = peek(), hours.isSigned else {
      let rest = text[position...].filter { $0 != 0 && $0 != UInt8(ascii: " ") }
      return rest == [UInt8(ascii: "Z")] ? 0 : nil
    }
    skip()
    let minutes: Int
    switch hours.width {
    case 4: minutes = hours.value / 100 * 60 + hours.value % 100
    case 1, 2:
      guard let rest = next(), rest.width == 2, rest.value < 60 else { return nil }
      minutes = hours.value * 60 + rest.value
    default: return nil
    }
    return hours.isNegative ? -minutes : minutes
  }

  private func bounds() -> (start: Int, end: Int) {
    let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    let start = text[position...].firstIndex(where: isDigit) ?? text.count
    let end = text[start...].firstIndex { !isDigit($0) } ?? text.count
    return (start, end)
  }
}
