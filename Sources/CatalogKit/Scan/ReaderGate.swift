import Synchronization

/// Lets as many readers work as there may be, and asks the policy how many that are.
final class ReaderGate: Sendable {
  private struct State {
    var policy: ReaderPolicy
    var busy = 0
    /// When the last of them stopped reading, where none does.
    var idleSince: Int?
    var isOpen = false
  }

  private let state: Mutex<State>
  private let allowed: Atomic<Int>
  private let wide = Atomic(false)
  private let first: Int
  private let waiting = ThreadSignal()
  private let growth = Mutex<(@Sendable (Int) -> Void)?>(nil)

  init(_ policy: ReaderPolicy) {
    first = policy.readers
    allowed = Atomic(policy.readers)
    state = Mutex(State(policy: policy))
  }

  /// Has something called with the new number whenever it changes.
  func onGrowth(_ body: @escaping @Sendable (Int) -> Void) { growth.withLock { $0 = body } }

  /// How many may read now.
  var readers: Int { allowed.load(ordering: .relaxed) }
  /// Whether more may read than at first.
  var hasGrown: Bool { readers > first }
  /// See ``ReaderPolicy/isWide``.
  var isWide: Bool { wide.load(ordering: .relaxed) }

  /// Waits until the reader of a number may read, or nothing is left to read, and takes what is next.
  func next<Element>(_ number: Int, from queue: () -> Element?) -> Element? {
    if number >= readers { waiting.wait { [self] in number < readers || state.withLock { $0.isOpen } } }
    return queue()
  }

  /// Lets all go on: nothing is left to read.
  func open() {
    state.withLock { $0.isOpen = true }
    waiting.wakeAll()
  }

  /// A reader has a batch.
  func begin() {
    state.withLock { state in
      if let since = state.idleSince { state.policy.addIdle(nanoseconds: ThreadClock.nanoseconds() - since) }
      state.idleSince = nil
      state.busy += 1
    }
  }

  /// A reader is done with its batch.
  func end() {
    state.withLock { state in
      state.busy -= 1
      if state.busy == 0 { state.idleSince = ThreadClock.nanoseconds() }
    }
  }

  /// Takes how long a photo took.
  func add(_ timer: ReadTimer.Slow) {
    let hasChanged = state.withLock { state in
      let sample = ReaderPolicy.Sample(
        ended: timer.ended,
        nanoseconds: timer.nanoseconds,
        cachedNanoseconds: timer.cachedNanoseconds,
        busy: state.busy
      )
      let hasChanged = state.policy.add(sample)
      wide.store(state.policy.isWide, ordering: .relaxed)
      guard hasChanged else { return false }
      allowed.store(state.policy.readers, ordering: .relaxed)
      return true
    }
    guard hasChanged else { return }
    waiting.wakeAll()
    growth.withLock { $0 }?(readers)
  }
}
