import CatalogKit
import HTTPTypes
import Synchronization

/// A bucket of attempts for each key: a few at once, then one every few seconds.
final class AttemptLimit: Sendable {
  private struct Bucket {
    var level: Double
    var time: Duration
  }

  private let buckets = Mutex<[String: Bucket]>([:])
  private let clock: SystemClock
  private let size: Double
  private let refill: Double

  /// The table never grows beyond this; then the fullest buckets, who have asked least, go.
  static let limit = 10_000

  /// - Parameters:
  ///   - clock: Where times come from.
  ///   - size: So many attempts at once.
  ///   - refill: Seconds for each further one.
  init(_ clock: SystemClock, size: Int = 10, refill: Int = 6) {
    self.clock = clock
    self.size = Double(size)
    self.refill = Double(refill)
  }

  /// How many buckets there are.
  var count: Int { buckets.withLock { $0.count } }

  /// Counts an attempt.
  ///
  /// - Throws: ``Problem`` (429) where there were too many.
  func take(_ key: String) throws(Problem) {
    let now = clock.uptime()
    let wait: Double? = buckets.withLock { buckets in
      if buckets.count >= Self.limit, buckets[key] == nil { makeRoom(&buckets, now) }
      var bucket = Bucket(level: buckets[key].map { level(of: $0, now) } ?? size, time: now)
      defer { buckets[key] = bucket }
      guard bucket.level >= 1 else { return (1 - bucket.level) * refill }
      bucket.level -= 1
      return nil
    }
    guard let wait else { return }
    throw Problem(
      status: .tooManyRequests,
      detail: "Too many attempts. Wait a little.",
      headers: [.retryAfter: String(max(1, Int(wait.rounded(.up))))]
    )
  }

  private func level(of bucket: Bucket, _ now: Duration) -> Double {
    min(size, bucket.level + (now - bucket.time) / .seconds(1) / refill)
  }

  private func makeRoom(_ buckets: inout [String: Bucket], _ now: Duration) {
    let emptiest = buckets.sorted { level(of: $0.value, now) < level(of: $1.value, now) }
    buckets = Dictionary(emptiest.prefix(Self.limit / 2).map { ($0.key, $0.value) }) { one, _ in one }
  }
}
