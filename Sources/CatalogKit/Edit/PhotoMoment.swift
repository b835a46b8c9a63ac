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

  init(clock: Double, offset: Int?) {
    self.clock = clock
    self.offset = offset
  }
}
