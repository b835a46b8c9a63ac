/// Finds out which photos of a batch kept their reader waiting for the drive. A photo from the cache costs one look at the clock.
struct ReadTimer {
  /// A photo that did.
  struct Slow {
    let ended: Int
    let nanoseconds: Int
    let cachedNanoseconds: Int
  }

  private let gate: ReaderGate
  private var began = ThreadClock.nanoseconds()
  private var sleeps = ThreadClock.sleeps()
  private var cached = 0

  /// No drive answers a whole photo in less; most photos in the cache are read in less.
  private static let leastWait = 100_000

  init(_ gate: ReaderGate) {
    self.gate = gate
  }

  /// The next photo begins only now: what was before it, such as waiting for another reader, is not the
  /// drive's.
  mutating func photoBegins() {
    began = ThreadClock.nanoseconds()
    sleeps = ThreadClock.sleeps()
  }

  /// A photo was read; the next one begins.
  mutating func photoEnded() {
    let now = ThreadClock.nanoseconds()
    let taken = now - began
    began = now
    let slept = taken < Self.leastWait ? sleeps : ThreadClock.sleeps()
    if slept > sleeps {
      gate.add(Slow(ended: now, nanoseconds: taken, cachedNanoseconds: cached))
      cached = 0
    } else {
      cached += taken
    }
    sleeps = slept
  }
}
