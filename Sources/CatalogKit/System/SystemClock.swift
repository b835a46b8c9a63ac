#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where times come from: the system, or a test.
public struct SystemClock: Sendable {
  /// The present moment.
  public let now: @Sendable () -> Timestamp
  /// Time that has passed since some moment; nobody can set it, so that a duration is never negative.
  public let uptime: @Sendable () -> Duration

  /// - Parameters:
  ///   - uptime: Called whenever a duration is measured.
  ///   - now: Called whenever the present moment is wanted.
  public init(
    uptime: @escaping @Sendable () -> Duration = Self.monotonic,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.uptime = uptime
    self.now = now
  }

  /// clock_gettime(2), `CLOCK_REALTIME` and `CLOCK_MONOTONIC`.
  public static let live = SystemClock {
    let time = read(CLOCK_REALTIME)
    return Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// clock_gettime(2), `CLOCK_MONOTONIC`.
  public static let monotonic: @Sendable () -> Duration = {
    let time = read(CLOCK_MONOTONIC)
    return .seconds(Int(time.tv_sec)) + .nanoseconds(Int(time.tv_nsec))
  }

  /// The day that a calendar on the wall shows: localtime_r(3), in the zone of `TZ` or of the machine.
  ///
  /// - Returns: The day.
  public func today() -> CalendarDate {
    let moment = now()
    var seconds = time_t(moment.seconds)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil,
      let day = CalendarDate(
        year: Int(parts.tm_year) + 1900,
        month: Int(parts.tm_mon) + 1,
        day: Int(parts.tm_mday)
      )
    else { return CalendarDate(daysSince1970: moment.seconds / 86400) }
    return day
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
