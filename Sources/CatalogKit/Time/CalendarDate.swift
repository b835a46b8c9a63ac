/// A day of the Gregorian calendar that exists.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// The year as written on a calendar.
  public let year: Int
  /// `1...12`.
  public let month: Int
  /// `1...31`, as many as the month has.
  public let day: Int

  /// - Parameters:
  ///   - year: Any year from 0 up to a million.
  ///   - month: `1...12`.
  ///   - day: A day that the month has; otherwise the result is `nil`.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...1_000_000).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.days(in: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that many days into a year: 1 is the first of January.
  ///
  /// - Parameters:
  ///   - year: Any year from 0 up to a million.
  ///   - dayOfYear: `1...366`; a day that the year does not have gives `nil`.
  public init?(year: Int, dayOfYear: Int) {
    guard dayOfYear >= 1 else { return nil }
    var rest = dayOfYear
    for month in 1...12 {
      let days = Self.days(in: month, of: year)
      if rest <= days {
        self.init(year: year, month: month, day: rest)
        return
      }
      rest -= days
    }
    return nil
  }

  /// The day so many days after 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  ///
  /// - Parameter days: Negative before 1970.
  public init(daysSince1970 days: Int) {
    // Counted from the first of March of year 0, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01 to this one.
  public var daysSince1970: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Orders by time.
  ///
  /// - Parameters:
  ///   - lhs: One day.
  ///   - rhs: The other.
  /// - Returns: Whether the first is earlier.
  public static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }

  /// Appends `2026-05-01`.
  func append(to bytes: inout [UInt8]) {
    DecimalDigits.append(year, width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    DecimalDigits.append(month, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    DecimalDigits.append(day, width: 2, to: &bytes)
  }

  /// Which day of its year it is: 1 is the first of January.
  var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.days(in: $1, of: year) }
  }

  /// Days of a year.
  static func days(of year: Int) -> Int { days(in: 2, of: year) == 29 ? 366 : 365 }

  /// Days of a month, `1...12`.
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `2026-05-01`.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
