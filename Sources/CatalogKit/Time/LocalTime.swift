/// A date, perhaps with a time, as a calendar and a clock on the spot showed it: as much of it as is known, from a year alone to a
/// fraction of a second, with the clock's distance from UTC where that is known too.
///
/// A date is the span of time that it names: `1987` is the whole of that year.
public struct LocalTime: Hashable, Sendable {
  /// How much is known.
  public let precision: Precision
  /// The fraction of the second as it is written; `nil` where the second is not known, or nothing more than the second.
  public private(set) var fraction: Fraction?
  /// The offset from UTC; `nil` where it is not known, and of a date without a time.
  public private(set) var offset: Offset?
  /// From 1970-01-01T00:00:00 to its first second, by the same clock.
  private let start: Int

  /// The smallest part that is known. All greater ones are known too.
  public enum Precision: UInt8, Hashable, Comparable, Sendable {
    case year, month, day, minute, second

    /// Orders from the year down.
    ///
    /// - Parameters:
    ///   - lhs: One precision.
    ///   - rhs: The other.
    /// - Returns: Whether the first knows less.
    public static func < (lhs: Precision, rhs: Precision) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// - Parameters:
  ///   - date: The day; of a coarser precision, any day in it. A year outside `1...9999` gives `nil`.
  ///   - secondOfDay: `0..<86_400`; anything else gives `nil`.
  ///   - precision: How much of both is known; what is finer plays no part.
  ///   - fraction: The fraction of the second.
  ///   - offset: The offset from UTC, where it is known.
  public init?(
    date: CalendarDate,
    secondOfDay: Int = 0,
    precision: Precision = .second,
    fraction: Fraction? = nil,
    offset: Offset? = nil
  ) {
    guard (1...9999).contains(date.year), (0..<86400).contains(secondOfDay) else { return nil }
    let second =
      switch precision {
      case .year: (date.daysSince1970 - date.dayOfYear + 1) * 86400
      case .month: (date.daysSince1970 - date.day + 1) * 86400
      case .day: date.daysSince1970 * 86400
      case .minute: date.daysSince1970 * 86400 + secondOfDay / 60 * 60
      case .second: date.daysSince1970 * 86400 + secondOfDay
      }
    start = second
    self.precision = precision
    self.fraction = precision == .second ? fraction : nil
    self.offset = precision >= .minute ? offset : nil
  }

  /// A moment in UTC.
  ///
  /// - Parameters:
  ///   - seconds: Seconds since 1970-01-01T00:00:00Z; outside the years 1 to 9999 the result is `nil`.
  ///   - source: What states the moment.
  init?(utcSecondsSince1970 seconds: Int, source: Offset.Source) {
    guard (Self.firstSecond...Self.lastSecond).contains(seconds) else { return nil }
    start = seconds
    precision = .second
    offset = Offset(minutes: 0, source: source)
  }

  /// The day on which it begins.
  public var firstDay: CalendarDate {
    CalendarDate(daysSince1970: (start - secondOfDay) / 86400)
  }

  /// The day; `nil` where only the month or the year is known.
  public var day: CalendarDate? { precision >= .day ? firstDay : nil }

  /// The seconds that it names, counted from 1970-01-01T00:00:00 by the same clock.
  public var seconds: Range<Int> {
    // Only the coarse ones need a calendar.
    let length =
      switch precision {
      case .year: CalendarDate.days(of: firstDay.year) * 86400
      case .month: CalendarDate.days(in: firstDay.month, of: firstDay.year) * 86400
      case .day: 86400
      case .minute: 60
      case .second: 1
      }
    return start..<(start + length)
  }

  /// Seconds from midnight to its first second.
  private var secondOfDay: Int { start.modulo(86400) }

  /// The same date with less of it known.
  ///
  /// - Parameter precision: What is to be known at most.
  /// - Returns: The date itself where it knows no more than that.
  public func truncated(to precision: Precision) -> LocalTime {
    guard precision < self.precision else { return self }
    return switch precision {
    case .year, .month: LocalTime(date: firstDay, precision: precision) ?? self
    case .day: LocalTime(self, from: start - secondOfDay, precision)
    case .minute, .second: LocalTime(self, from: start - start.modulo(60), precision)
    }
  }

  /// A part of another time.
  private init(_ time: LocalTime, from start: Int, _ precision: Precision) {
    self.start = start
    self.precision = precision
    offset = precision >= .minute ? time.offset : nil
  }

  /// The same time with another offset, or without one; a date without a time has none.
  ///
  /// - Parameter offset: The offset from UTC.
  /// - Returns: The time with that offset.
  public func with(offset: Offset?) -> LocalTime {
    var time = self
    time.offset = precision >= .minute ? offset : nil
    return time
  }

  /// The same time with another fraction of the second, or without one; a time without a second has none.
  ///
  /// - Parameter fraction: The fraction of the second.
  /// - Returns: The time with that fraction.
  public func with(fraction: Fraction?) -> LocalTime {
    var time = self
    time.fraction = precision == .second ? fraction : nil
    return time
  }

  /// Whether one of the two dates begins with the other, offsets and fractions aside: `2021` and `2021-07-03`.
  func agrees(with other: LocalTime) -> Bool {
    precision <= other.precision ? seconds.contains(other.start) : other.seconds.contains(start)
  }

  /// Whether both have the same digits, offsets and fractions aside.
  func hasDigits(of other: LocalTime) -> Bool { precision == other.precision && start == other.start }

  /// The more precise of two dates that agree, with its own offset and fraction, or those of the other where it has none and both have
  /// the same digits; otherwise this date.
  func completed(by other: LocalTime) -> LocalTime {
    guard agrees(with: other) else { return self }
    if precision != other.precision { return precision < other.precision ? other : self }
    return with(fraction: fraction ?? other.fraction).with(offset: offset ?? other.offset)
  }

  /// A number that sorts by time: earlier before later, and a date before the dates in it. It is below 2⁶³ and counts
  /// ten-millionths of a second.
  package var sortKey: UInt64 {
    // Above them, 39 bits hold the seconds of ten thousand years; below, 24 bits hold five precisions and a fraction.
    let seconds = UInt64(bitPattern: Int64(start - Self.firstSecond))
    let part =
      fraction.map { Int(Precision.second.rawValue) + 1 + $0.nanoseconds / 100 } ?? Int(precision.rawValue)
    return seconds << 24 | UInt64(part)
  }

  /// 0001-01-01T00:00:00.
  private static let firstSecond = -62_135_596_800
  /// 9999-12-31T23:59:59.
  private static let lastSecond = 253_402_300_799
}

extension Int {
  /// The rest of a division, `0..<divisor`, also of a negative number.
  fileprivate func modulo(_ divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
