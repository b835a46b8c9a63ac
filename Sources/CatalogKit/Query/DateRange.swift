/// A piece of the calendar as clocks on the spot show it: whole years, months, days, hours, minutes or seconds.
public struct DateRange: Hashable, Sendable {
  /// Seconds from 1970-01-01T00:00:00 by the same clock. Unbounded ends are `Int.min` and `Int.max`.
  public let seconds: Range<Int>

  /// Reads a date as people write it, as far as it goes: `2024`, `2024-05-03`, `2024.5.3`, `2024/5`, `20240503`, `2024년 5월`,
  /// `2024-05-03T14:00`; and with a day to count from, `yesterday`, `last-week` or `3months`. It means the whole of what it names.
  ///
  /// - Parameters:
  ///   - text: The text to read.
  ///   - today: Gives the day from which words count; asked only where there is one. Without it there are no words.
  /// - Throws: ``DateRangeError``.
  public init(_ text: some StringProtocol, today: (() -> CalendarDate)? = nil) throws(DateRangeError) {
    let bytes = Array(text.utf8)
    if let numbers = DateRangeText(bytes)?.numbers {
      guard let range = Self.range(numbers) else { throw .noSuchDate(String(text)) }
      seconds = range
      return
    }
    if bytes.count <= DateRangeText.lengthLimit, let today,
      let days = RelativeDate.days(String(text), seenFrom: today())
    {
      seconds = (days.first.daysSince1970 * 86400)..<(days.end.daysSince1970 * 86400)
      return
    }
    let shown = String(text.prefix(100))
    throw Self.hasOffset(bytes) ? .offset(shown) : .unreadable(shown)
  }

  /// From the beginning of one to the end of another, the whole of both included.
  ///
  /// - Parameters:
  ///   - first: `nil` is the beginning of time.
  ///   - last: `nil` is its end.
  /// - Throws: ``DateRangeError/endsBeforeItBegins``.
  public init(from first: DateRange?, through last: DateRange?) throws(DateRangeError) {
    let start = first?.seconds.lowerBound ?? .min
    let end = last?.seconds.upperBound ?? .max
    guard start < end else { throw .endsBeforeItBegins }
    seconds = start..<end
  }

  /// Whether a time may lie in it, by the clock on the spot; its offset from UTC plays no part. A year that is known alone lies in each
  /// range that it touches.
  ///
  /// - Parameter time: When a photo was taken.
  /// - Returns: Whether it does.
  public func contains(_ time: LocalTime) -> Bool { seconds.overlaps(time.seconds) }

  /// Whether a text is a time with something after it that says how far it is from UTC.
  private static func hasOffset(_ text: [UInt8]) -> Bool {
    guard text.count > 16, let end = text.dropFirst(16).firstIndex(where: { Array("Zz+-".utf8).contains($0) })
    else { return false }
    return DateRangeText(Array(text[..<end])) != nil
  }

  private static func range(_ numbers: [Int]) -> Range<Int>? {
    let (year, parts) = (numbers[0], numbers.dropFirst())
    guard let month = parts.first else {
      return days(from: CalendarDate(year: year, month: 1, day: 1), before: (year + 1, 1))
    }
    guard parts.count > 1 else {
      let next = month == 12 ? (year + 1, 1) : (year, month + 1)
      return days(from: CalendarDate(year: year, month: month, day: 1), before: next)
    }
    guard let date = CalendarDate(year: year, month: month, day: numbers[2]) else { return nil }
    var start = date.daysSince1970 * 86400
    var length = 86400
    // Each further number names a part of what was named before.
    for (number, limit) in zip(numbers.dropFirst(3), [24, 60, 60]) {
      guard number < limit else { return nil }
      length /= limit
      start += number * length
    }
    return start..<(start + length)
  }

  private static func days(from first: CalendarDate?, before next: (year: Int, month: Int)) -> Range<Int>? {
    guard let first, let end = CalendarDate(year: next.year, month: next.month, day: 1) else { return nil }
    return (first.daysSince1970 * 86400)..<(end.daysSince1970 * 86400)
  }
}

/// Why a text is not a date, or two are no range.
public enum DateRangeError: Error, Hashable, Sendable {
  case unreadable(String)
  case offset(String)
  case noSuchDate(String)
  case endsBeforeItBegins
}

extension DateRangeError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let text):
      """
      \u{201C}\(text)\u{201D} is not a date: write a year, month, day or minute, such as 2024, 2024-05, 2024-05-03 or \
      2024-05-03T14:00; or yesterday, last-week, 3months
      """
    case .offset(let text):
      """
      \u{201C}\(text)\u{201D} says how far it is from UTC: leave that out, since photos are compared by the clock on the \
      spot
      """
    case .noSuchDate(let text): "there is no \u{201C}\(text)\u{201D} on the calendar or the clock"
    case .endsBeforeItBegins: "the dates end before they begin: exchange since and until"
    }
  }
}
