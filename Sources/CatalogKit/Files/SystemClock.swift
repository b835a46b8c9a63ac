#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the time comes from: the system, or a test.
public struct SystemClock: Sendable {
  /// The present moment.
  public let now: @Sendable () -> Timestamp

  /// - Parameter now: Called whenever the present moment is wanted.
  public init(now: @escaping @Sendable () -> Timestamp) {
    self.now = now
  }

  /// clock_gettime(2), `CLOCK_REALTIME`.
  public static let live = SystemClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }
}
