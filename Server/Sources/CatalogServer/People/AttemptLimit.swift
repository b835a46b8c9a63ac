import CatalogKit
import HTTPTypes
import Synchronization

/// A bucket of attempts for each address: a few at once, then one every few seconds. Networks of the sixth version count as one address (/64).
final class AttemptLimit: Sendable {
  private struct Bucket {
    var level: Double
    var time: Duration
  }

  private let buckets = Mutex<[String: Bucket]>([:])
  private let clock: SystemClock

  /// So many attempts at once.
  private static let size = 10.0
  /// Seconds for each further one.
  private static let refill = 6.0
  /// The table never grows beyond this; then the fullest buckets, who have asked least, go.
  private static let limit = 10_000

  init(_ clock: SystemClock) {
    self.clock = clock
  }

  /// Counts an attempt.
  ///
  /// - Throws: ``Problem`` (429) where there were too many.
  func take(_ address: String) throws(Problem) {
    let now = clock.uptime()
    let key = Self.network(address)
    let wait: Double? = buckets.withLock { buckets in
      if buckets.count >= Self.limit, buckets[key] == nil {
        let kept = buckets.sorted { $0.value.level < $1.value.level }.prefix(Self.limit / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
      }
      var bucket = buckets[key] ?? Bucket(level: Self.size, time: now)
      let passed = now - bucket.time
      bucket.level = min(Self.size, bucket.level + Double(passed.components.seconds) / Self.refill)
      if passed >= .seconds(1) { bucket.time = now }
      defer { buckets[key] = bucket }
      guard bucket.level >= 1 else { return (1 - bucket.level) * Self.refill }
      bucket.level -= 1
      return nil
    }
    guard let wait else { return }
    throw Problem(
      status: .tooManyRequests,
      detail: "Too many attempts. Wait a little.",
      headers: [.retryAfter: String(Int(wait.rounded(.up)))]
    )
  }

  /// The address itself, or the first four groups of one of the sixth version.
  private static func network(_ address: String) -> String {
    guard address.contains(":") else { return address }
    let halves = address.split(separator: ":", omittingEmptySubsequences: false)
    return halves.prefix(4).joined(separator: ":")
  }
}
