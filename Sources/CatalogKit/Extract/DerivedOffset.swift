/// An offset from UTC that no field states: the difference between the camera's clock and the receiver's.
enum DerivedOffset {
  /// The difference, if it looks like an offset: near a quarter of an hour, in use somewhere, and not far from what the
  /// longitude says.
  ///
  /// - Parameters:
  ///   - local: By the camera's clock; a date without a time gives `nil`.
  ///   - fix: By the receiver's.
  ///   - longitude: Degrees east.
  /// - Returns: The offset; `nil` where the difference does not look like one.
  static func of(_ local: LocalTime, fix: Timestamp, longitude: Double) -> LocalTime.Offset? {
    guard local.precision >= .minute else { return nil }
    let fraction = Double((local.fraction?.nanoseconds ?? 0) - fix.nanoseconds) / 1e9
    let difference = Double(local.seconds.lowerBound - fix.seconds) + fraction
    // More than a day apart is no offset, and would not fit an Int if a date is absurd.
    guard abs(difference) <= 86400 else { return nil }
    let quarters = (difference / 900).rounded()
    guard abs(difference - quarters * 900) <= 180 else { return nil }
    let hoursOff = (quarters / 4 - longitude / 15).remainder(dividingBy: 24)
    guard abs(hoursOff) <= 3.5 else { return nil }
    return LocalTime.Offset(minutes: Int(quarters) * 15, source: .gps)
  }
}
