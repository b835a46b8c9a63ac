import Synchronization

@testable import CatalogKit

/// Remembers what a scan told.
final class EventLog: Sendable {
  private let events = Mutex<[ScanEvent]>([])

  func add(_ event: ScanEvent) { events.withLock { $0.append(event) } }

  var unreadable: [String] {
    events.withLock { events in
      events.compactMap { if case .unreadablePhoto(let path, _) = $0 { path.lossyText } else { nil } }
    }
  }

  var sawChangedIndex: Bool {
    events.withLock { events in
      events.contains { if case .indexWasChanged = $0 { true } else { false } }
    }
  }
}
