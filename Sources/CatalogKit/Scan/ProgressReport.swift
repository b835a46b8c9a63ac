/// Tells whoever wants to know how far a scan is.
struct ProgressReport {
  private let scanner: Scanner
  private let start: Duration
  private var progress = ScanProgress()
  /// Photos that were counted ahead.
  private var counted = 0

  /// - Parameter scanner: Whom to tell, and the clock.
  init(_ scanner: Scanner) {
    self.scanner = scanner
    start = scanner.clock.uptime()
  }

  /// Time since the scan began.
  var elapsed: Duration { scanner.clock.uptime() - start }

  /// Whether it is known how many photos there are.
  var hasFoundAll: Bool { progress.foundAll }

  /// Adds what one batch came to.
  mutating func add(_ outcome: ScanWorker.Outcome) {
    progress.read += outcome.parts.count
    progress.unchanged += outcome.unchanged.count
    progress.located += outcome.parts.count { $0.order != SortKey.unlocated }
    progress.found = max(counted, progress.done)
    tell()
  }

  /// Adds photos that were counted ahead.
  mutating func addCounted(_ photos: Int) {
    counted += photos
    progress.found = max(counted, progress.done)
    tell()
  }

  /// Takes note that there are so many photos and no more.
  mutating func foundAll(_ photos: Int) {
    counted = photos
    progress.foundAll = true
    progress.found = max(photos, progress.done)
    tell()
  }

  /// Says that the index is being saved, or is saved.
  mutating func isSaving(_ isSaving: Bool) {
    progress.isSaving = isSaving
    tell()
  }

  private mutating func tell() {
    guard scanner.reportsProgress else { return }
    progress.elapsed = elapsed
    scanner.onEvent(.progress(progress))
  }
}
