/// When a photo was taken, as far as it can be compared with other clocks.
struct PhotoMoment: Hashable, Sendable {
  /// Seconds since the beginning of 1970 on the clock on the spot.
  let clock: Double
  /// Minutes that the clock on the spot is ahead of UTC; `nil` where the photo does not say it.
  let offset: Int?

  /// `nil` where no minute is known, and of a file's last change, which is not the photo's.
  ///
  /// - Parameters:
  ///   - taken: When a photo was taken.
  ///   - source: Who said so.
  init?(_ taken: LocalTime?, source: TakenSource?) {
    guard let taken, taken.precision >= .minute, source != .modified else { return nil }
    clock = Double(taken.seconds.lowerBound) + Double(taken.fraction?.nanoseconds ?? 0) / 1e9
    offset = taken.offset?.minutes
  }

  /// Seconds since 1970 in UTC.
  ///
  /// - Parameter zone: Minutes that a clock which does not say it is ahead of UTC.
  /// - Returns: `nil` where neither is known.
  func utc(zone: Int? = nil) -> Double? { (offset ?? zone).map { clock - Double($0) * 60 } }

  /// The same with the clock turned forward by some seconds.
  func turned(by seconds: Double) -> PhotoMoment { PhotoMoment(clock: clock + seconds, offset: offset) }

  /// The same with an offset, where it says none itself.
  ///
  /// - Parameter zone: Minutes ahead of UTC; `nil` where nobody knows.
  /// - Returns: The moment.
  func zoned(_ zone: Int?) -> PhotoMoment { PhotoMoment(clock: clock, offset: offset ?? zone) }

  init(clock: Double, offset: Int?) {
    self.clock = clock
    self.offset = offset
  }

  /// Whether two clocks may have shown the same moment.
  ///
  /// - Parameters:
  ///   - other: When another photo was taken.
  ///   - span: Seconds that they may be apart, below 450.
  /// - Returns: In UTC where both say how far they are from it. Else a zone may lie between them, which is a number of quarters of an hour.
  func isNear(_ other: PhotoMoment, within span: Double) -> Bool {
    if let utc = utc(), let otherUTC = other.utc() { return abs(utc - otherUTC) <= span }
    let seconds = abs(clock - other.clock)
    return seconds <= 14 * 3600 + span && abs(seconds.remainder(dividingBy: 900)) <= span
  }
}
