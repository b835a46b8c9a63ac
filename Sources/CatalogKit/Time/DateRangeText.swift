/// Dates as people write them: numbers with the separators of their places, and words.
struct DateRangeText {
  /// Year, month, day, hour, minute, second: as many as are named.
  private(set) var numbers: [Int] = []
  private let text: [UInt8]
  private var position = 0

  /// Longer ones are no dates.
  static let lengthLimit = 64

  /// Reads `2024`, `2024-05-03`, `2024.5.3`, `2024. 5. 3.`, `2024/5`, `20240503`, `2024년 5월 3일`; the time follows a T or a blank:
  /// `2024-05-03T14:00:05`.
  ///
  /// - Parameter text: UTF-8 text; the result is `nil` where it is written in another way.
  init?(_ text: [UInt8]) {
    guard text.count <= Self.lengthLimit else { return nil }
    self.text = text
    guard let year = digits(4...4) else { return nil }
    numbers = [year]
    let isRead = Self.isCompact(text) ? readCompact() : take("년") ? readKorean() : readSeparated()
    guard isRead, position == text.count || readClock() else { return nil }
  }

  private static func isCompact(_ text: [UInt8]) -> Bool {
    text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count == 8
  }

  private mutating func readCompact() -> Bool {
    guard let month = digits(2...2), let day = digits(2...2) else { return false }
    numbers += [month, day]
    return true
  }

  private mutating func readKorean() -> Bool {
    skipBlanks()
    guard let month = digits(1...2) else { return position == text.count }
    numbers.append(month)
    guard take("월") else { return false }
    skipBlanks()
    guard let day = digits(1...2) else { return position == text.count }
    numbers.append(day)
    return take("일")
  }

  /// The same separator twice. Points may have a blank after them, and one at the end, as Korean and German dates have.
  private mutating func readSeparated() -> Bool {
    guard let separator = ["-", ".", "/"].first(where: { take($0) }) else { return true }
    for number in 0..<2 {
      if separator == "." { skipBlanks() }
      if position == text.count, separator == "." { return true }
      guard let next = digits(separator == "-" ? 2...2 : 1...2) else { return false }
      numbers.append(next)
      if number == 0 || separator == ".", !take(separator) { return true }
    }
    return true
  }

  private mutating func readClock() -> Bool {
    guard numbers.count == 3, take("T") || take("t") || take(" ") else { return false }
    for part in 0..<3 {
      if part > 0, position == text.count { return true }
      if part > 0, !take(":") { return false }
      guard let number = digits(2...2) else { return false }
      numbers.append(number)
    }
    return position == text.count
  }

  private mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var end = position
    while end < text.count, end - position < count.upperBound,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[end])
    { end += 1 }
    guard count.contains(end - position) else { return nil }
    defer { position = end }
    return text.withUnsafeBytes { DecimalDigits.parse($0, position, end - position) }
  }

  private mutating func take(_ word: String) -> Bool {
    guard text[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while position < text.count, text[position] == UInt8(ascii: " ") { position += 1 }
  }
}

/// Days that a word or a length of time names, seen from a day.
enum RelativeDate {
  /// - Parameters:
  ///   - text: `today`, `yesterday`, `this-week`, `last-week`, `last-month`, `last-year`; or `10days`, `2weeks`, `3months`, `1year`: the day
  ///     that many before.
  ///   - today: The day on which it is said.
  /// - Returns: The first day and the day after the last; `nil` where it is another text.
  static func days(_ text: String, seenFrom today: CalendarDate) -> (first: CalendarDate, end: CalendarDate)?
  {
    let day = today.daysSince1970
    // 1970-01-01 was a Thursday; weeks begin on Mondays (ISO 8601).
    let monday = day - (day + 3) % 7
    switch text.lowercased() {
    case "today": return days(day, day + 1)
    case "yesterday": return days(day - 1, day)
    case "this-week": return days(monday, monday + 7)
    case "last-week": return days(monday - 7, monday)
    case "this-month": return (first(of: today, months: 0), first(of: today, months: 1))
    case "last-month": return (first(of: today, months: -1), first(of: today, months: 0))
    case "this-year": return years(today.year)
    case "last-year": return years(today.year - 1)
    default: return before(text.lowercased(), today)
    }
  }

  private static func before(_ text: String, _ today: CalendarDate) -> (CalendarDate, CalendarDate)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 4, let count = Int(digits) else { return nil }
    let day = today.daysSince1970
    switch text.dropFirst(digits.count) {
    case "day", "days": return days(day - count, day - count + 1)
    case "week", "weeks": return days(day - 7 * count, day - 7 * count + 1)
    case "month", "months": return same(day: today, months: -count)
    case "year", "years": return same(day: today, months: -12 * count)
    default: return nil
    }
  }

  /// The same day of another month, or that month's last.
  private static func same(day: CalendarDate, months: Int) -> (CalendarDate, CalendarDate)? {
    let month = first(of: day, months: months)
    guard month.year > 0 else { return nil }
    let start = month.daysSince1970 + min(day.day, CalendarDate.days(in: month.month, of: month.year)) - 1
    return days(start, start + 1)
  }

  private static func first(of day: CalendarDate, months: Int) -> CalendarDate {
    let count = max(day.year * 12 + day.month - 1 + months, 0)
    return CalendarDate(year: count / 12, month: count % 12 + 1, day: 1) ?? day
  }

  private static func years(_ year: Int) -> (CalendarDate, CalendarDate)? {
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let end = CalendarDate(year: year + 1, month: 1, day: 1)
    else { return nil }
    return (first, end)
  }

  private static func days(_ first: Int, _ end: Int) -> (CalendarDate, CalendarDate) {
    (CalendarDate(daysSince1970: first), CalendarDate(daysSince1970: end))
  }
}
