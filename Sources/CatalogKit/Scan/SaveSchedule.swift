/// When a long scan saves what it has so far, so that a crash costs little.
struct SaveSchedule {
  private let interval: Duration
  private var next: Duration

  /// Saving takes at most one part in so many of the time: a large index takes seconds, and workers wait for it.
  private static let share = 20

  /// - Parameters:
  ///   - interval: The least time between two saves.
  ///   - now: When the scan begins.
  init(interval: Duration, now: Duration) {
    self.interval = interval
    next = now + interval
  }

  func isDue(_ now: Duration) -> Bool { now >= next }

  /// Takes note of a save.
  mutating func saved(from start: Duration, to end: Duration) {
    next = end + max(interval, (end - start) * Self.share)
  }
}
