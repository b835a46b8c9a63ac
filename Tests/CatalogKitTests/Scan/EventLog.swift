import Synchronization

@testable import CatalogKit
@testable import TestSupport

/// Remembers what a scan told.
final class EventLog: Sendable {
  private let events = Mutex<[ScanEvent]>([])

  func add(_ event: ScanEvent) { events.withLock { $0.append(event) } }

  var unreadable: [String] {
    events.withLock { events in
      events.compactMap { if case .unreadablePhoto(let path, _) = $0 { path.lossyText } else { nil } }
    }
  }

  /// What the index held after each save on the way.
  var saved: [IndexFooter] {
    events.withLock { events in
      events.compactMap { if case .savedSoFar(let summary) = $0 { summary } else { nil } }
    }
  }

  var progress: [ScanProgress] {
    events.withLock { events in
      events.compactMap { if case .progress(let progress) = $0 { progress } else { nil } }
    }
  }

  var sawChangedIndex: Bool {
    events.withLock { events in
      events.contains { if case .indexWasChanged = $0 { true } else { false } }
    }
  }
}
