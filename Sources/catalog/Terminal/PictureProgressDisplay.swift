import CatalogKit
import CatalogPictures

/// Shows how many photos have their pictures, in one line of a terminal, written over again and again.
final class PictureProgressDisplay {
  private let terminal: Terminal
  private let clock: @Sendable () -> Duration
  private let start: Duration
  private var lastDrawn: Duration?
  private var isShown = false

  init(_ terminal: Terminal, clock: @escaping @Sendable () -> Duration = SystemClock.monotonic) {
    (self.terminal, self.clock, start) = (terminal, clock, clock())
  }

  /// Shows it, unless it was shown just before.
  func show(_ progress: PagePictures.Progress) {
    let now = clock()
    guard now - start >= ProgressDisplay.delay,
      lastDrawn.map({ now - $0 >= ProgressDisplay.interval }) ?? true
    else { return }
    lastDrawn = now
    isShown = true
    let line = Self.line(progress, after: now - start).prefix(max(0, terminal.width() - 1))
    terminal.write(Terminal.lineStart + line + Terminal.clearToEnd)
  }

  /// Makes room for other words.
  func clear() {
    guard isShown else { return }
    isShown = false
    terminal.write(Terminal.lineStart + Terminal.clearToEnd)
  }

  /// `pictures of 312 of 850 photos, 20 s left`.
  static func line(_ progress: PagePictures.Progress, after elapsed: Duration) -> String {
    let rate = Double(progress.done) / (elapsed / .seconds(1))
    let left = ProgressText.timeLeft(photos: progress.total - progress.done, rate).map { ", \($0)" } ?? ""
    return "pictures of \(progress.done) of \(progress.total) photos\(left)"
  }
}
