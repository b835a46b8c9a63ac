import Synchronization

/// Tells open pages what changed, at their levels.
final class EventHub: Sendable {
  /// One page that listens.
  struct Subscription: Sendable {
    fileprivate let number: Int
    /// What changed, as it changes. A page that does not keep up gets ``PhotoChanges/replaced`` instead of what it missed.
    let changes: AsyncStream<PhotoChanges>
  }

  private struct Listener {
    let level: Level
    let continuation: AsyncStream<PhotoChanges>.Continuation
  }

  private struct State {
    var next = 0
    var listeners: [Int: Listener] = [:]
  }

  private let state = Mutex(State())
  private static let buffered = 16

  /// How many pages listen.
  var count: Int { state.withLock { $0.listeners.count } }

  /// Begins to listen.
  func subscribe(at level: Level) -> Subscription {
    let (stream, continuation) = AsyncStream.makeStream(
      of: PhotoChanges.self,
      bufferingPolicy: .bufferingNewest(Self.buffered)
    )
    return state.withLock { state in
      let number = state.next
      state.next += 1
      state.listeners[number] = Listener(level: level, continuation: continuation)
      return Subscription(number: number, changes: stream)
    }
  }

  /// Ends a subscription.
  func end(_ subscription: Subscription) {
    let listener = state.withLock { $0.listeners.removeValue(forKey: subscription.number) }
    listener?.continuation.finish()
  }

  /// Has all pages looked at anew: whoever listens may not be allowed to any more.
  func recheck() {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners {
      if case .dropped = listener.continuation.yield(.nothing) { listener.continuation.yield(.replaced) }
    }
  }

  /// Tells all pages of a level.
  func send(_ changes: PhotoChanges, to level: Level) {
    guard !changes.isEmpty else { return }
    let listeners = state.withLock { $0.listeners.values.filter { $0.level == level } }
    for listener in listeners {
      // What was pushed out of a full buffer is not known any more.
      if case .dropped = listener.continuation.yield(changes) { listener.continuation.yield(.replaced) }
    }
  }
}
