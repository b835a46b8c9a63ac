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

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
