import CatalogKit

/// How many photos a scan gets through in a second: the last seconds count most.
struct PhotoRate {
  /// `nil` before there is something to go by.
  private(set) var perSecond: Double?
  private var last: (done: Int, elapsed: Duration)? = (0, .zero)

  /// The older a measurement, the less it counts: half after about this many seconds.
  private static let memory = 4.0

  /// Takes note of how far the scan is.
  mutating func update(_ progress: ScanProgress) {
    // Time that went into saving says nothing about reading.
    guard !progress.isSaving else {
      last = nil
      return
    }
    defer { last = (progress.done, progress.elapsed) }
    guard let last, progress.elapsed > last.elapsed else { return }
    let seconds = (progress.elapsed - last.elapsed) / .seconds(1)
    let now = Double(progress.done - last.done) / seconds
    perSecond = perSecond.map { $0 + (now - $0) * seconds / (seconds + Self.memory) } ?? now
  }
}
