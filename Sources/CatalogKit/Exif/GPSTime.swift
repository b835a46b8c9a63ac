/// Reads when the receiver had its fix, in UTC (CIPA DC-008-2019, table 15).
enum GPSTime {
  /// GPSDateStamp with GPSTimeStamp, or a date stamp that holds both.
  static func read(_ document: LibExifDocument) -> Timestamp? {
    guard let stamp = document.value(.dateStamp),
      let date = LenientDateText.read(stamp.bytes, offsetSource: .exif), let day = date.day
    else { return nil }
    guard let time = document.value(.timeStamp).flatMap(nanosecondOfDay) else {
      return date.precision > .day ? Timestamp(utc: date) : nil
    }
    return Timestamp(seconds: day.daysSince1970 * 86400, nanoseconds: time)
  }

  /// Hours, minutes and seconds as three numbers, summed without rounding what a fraction says; `nil` for a time that no
  /// day has.
  private static func nanosecondOfDay(_ value: ExifValue) -> Int? {
    if value.format.isText { return LenientClockText.nanosecondOfDay(value.trimmedText) }
    var sum = 0
    for (index, (unit, limit)) in [(3600, 24), (60, 60), (1, 60)].enumerated() {
      guard let number = value.number(at: index), let part = number.value, (0..<Double(limit)).contains(part),
        let nanoseconds = nanoseconds(number, unit)
      else { return nil }
      sum += nanoseconds
    }
    return sum < 86400 * 1_000_000_000 ? sum : nil
  }

  /// So many units of so many seconds.
  private static func nanoseconds(_ number: ExifNumber, _ unit: Int) -> Int? {
    switch number {
    case .ratio(let numerator, let denominator):
      guard denominator != 0 else { return nil }
      // Below 24 hours whatever the denominator is, so that the quotient fits.
      let product = numerator.magnitude.multipliedFullWidth(by: UInt64(unit) * 1_000_000_000)
      let (quotient, rest) = denominator.magnitude.dividingFullWidth(product)
      return Int(quotient) + (rest >= denominator.magnitude - rest ? 1 : 0)
    case .real(let value):
      // Receivers do not know better than a millisecond, and the rest is the noise of binary fractions.
      return Int((value * Double(unit) * 1000).rounded()) * 1_000_000
    }
  }
}

extension Timestamp {
  /// The moment of a time in UTC, whatever it says of its offset where it says none.
  init(utc time: LocalTime) {
    let seconds = time.seconds.lowerBound - (time.offset?.minutes ?? 0) * 60
    self.init(seconds: seconds, nanoseconds: time.fraction?.nanoseconds ?? 0)
  }
}
