import CatalogKit
import Synchronization

/// Shows the progress of a scan in one line of a terminal, written over again and again.
final class ProgressDisplay: Sendable {
  private let terminal: Terminal
  private let state = Mutex(State())

  private struct State {
    var rate = PhotoRate()
    var lastDrawn: Duration?
    var isShown = false
    var isSaving = false
  }

  /// Nothing is shown of a scan that is over before.
  static let delay = Duration.milliseconds(300)
  /// Eight times a second, and once more when saving begins.
  static let interval = Duration.milliseconds(125)

  init(_ terminal: Terminal) {
    self.terminal = terminal
  }

  /// Shows how far the scan is, unless it was shown just before.
  func show(_ progress: ScanProgress) {
    state.withLock { state in
      guard progress.elapsed >= Self.delay else { return }
      // The last word before workers wait: otherwise the line would seem to have got stuck.
      let beginsSaving = progress.isSaving && !state.isSaving
      state.isSaving = progress.isSaving
      if let last = state.lastDrawn, progress.elapsed - last < Self.interval, !beginsSaving { return }
      state.lastDrawn = progress.elapsed
      state.isShown = true
      state.rate.update(progress)
      let line = ProgressText.line(progress, rate: state.rate.perSecond, width: terminal.width())
      terminal.write(Terminal.lineStart + line + Terminal.clearToEnd)
    }
  }

  /// Makes room for other words.
  func clear() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      terminal.write(Terminal.lineStart + Terminal.clearToEnd)
    }
  }
}
