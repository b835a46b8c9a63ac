import Synchronization

/// The threads that read: as many as were asked for, or as many as ``ReaderPolicy`` finds the drive to answer well.
final class ReaderPool: Sendable {
  private let gate: ReaderGate
  private let queue: BoundedQueue<PhotoWalker.Batch>
  private let makeReader: @Sendable () -> ScanWorker
  private let take: @Sendable (ScanWorker, PhotoWalker.Batch, ReaderGate?) -> Void
  private let isAutomatic: Bool
  /// Threads that were started, and how many.
  private let threads: Mutex<(groups: [WorkerThreads], count: Int)>

  /// Photos that one of many readers takes at a time, so that the last ones are not one reader's.
  private static let share = 4

  /// - Parameters:
  ///   - readers: How many read at first.
  ///   - limit: How many may read; the same where nothing is to be found out.
  ///   - queue: What is to be read.
  ///   - makeReader: Called once a thread, on it.
  ///   - take: Reads one batch and hands on what it came to.
  /// - Throws: ``SystemError`` where not even one thread could be started.
  init(
    readers: Int,
    limit: Int,
    queue: BoundedQueue<PhotoWalker.Batch>,
    makeReader: @escaping @Sendable () -> ScanWorker,
    take: @escaping @Sendable (ScanWorker, PhotoWalker.Batch, ReaderGate?) -> Void
  ) throws(SystemError) {
    gate = ReaderGate(ReaderPolicy(cores: readers, limit: limit))
    self.queue = queue
    self.makeReader = makeReader
    self.take = take
    isAutomatic = limit > readers
    threads = Mutex(([], 0))
    // At once: a reader that is in the middle of a batch may be so for seconds. Where no more threads are to be had, those that are
    // there go on.
    if isAutomatic { gate.onGrowth { [weak self] readers in try? self?.start(upTo: readers) } }
    try start(upTo: readers)
  }

  /// Waits until everything was read. Nothing may be pushed into the queue any more.
  func join() {
    while true {
      let groups = threads.withLock { threads in
        let groups = threads.groups
        threads.groups = []
        return groups
      }
      if groups.isEmpty { return }
      for group in groups { group.join() }
    }
  }

  private func start(upTo wanted: Int) throws(SystemError) {
    let result = threads.withLock { threads -> SystemError? in
      let first = threads.count
      guard wanted > first else { return nil }
      do throws(SystemError) {
        threads.groups.append(try WorkerThreads(count: wanted - first) { [self] in run(first + $0) })
        threads.count = wanted
        return nil
      } catch {
        return error
      }
    }
    if let result { throw result }
  }

  private func run(_ number: Int) {
    let reader = makeReader()
    while let batch = gate.next(number, from: next) {
      take(reader, batch, isAutomatic ? gate : nil)
    }
    gate.open()
  }

  private func next() -> PhotoWalker.Batch? {
    guard isAutomatic else { return queue.pop() }
    return queue.pop { [gate] batch in
      guard gate.hasGrown, batch.names.count > Self.share else { return nil }
      return batch.split(after: Self.share)
    }
  }
}

/// Lets as many readers work as there may be, and asks the policy how many that are.
final class ReaderGate: Sendable {
  private struct State {
    var policy: ReaderPolicy
    var busy = 0
    var isOpen = false
  }

  private let state: Mutex<State>
  private let allowed: Atomic<Int>
  private let generation = Atomic<Int>(0)
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
  /// The policy's generation.
  var currentGeneration: Int { generation.load(ordering: .relaxed) }

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
  func begin() { state.withLock { $0.busy += 1 } }

  /// A reader is done with its batch.
  func end() { state.withLock { $0.busy -= 1 } }

  /// Takes how long a photo took.
  func add(_ timer: ReadTimer.Slow) {
    let hasChanged = state.withLock { state in
      let sample = ReaderPolicy.Sample(
        generation: timer.generation,
        nanoseconds: timer.nanoseconds,
        cachedNanoseconds: timer.cachedNanoseconds,
        busy: min(state.busy, state.policy.readers)
      )
      guard state.policy.add(sample) else { return false }
      allowed.store(state.policy.readers, ordering: .relaxed)
      generation.store(state.policy.generation, ordering: .relaxed)
      return true
    }
    guard hasChanged else { return }
    waiting.wakeAll()
    growth.withLock { $0 }?(readers)
  }
}

/// Finds out which photos of a batch kept their reader waiting for the drive. A photo from the cache costs one look at the clock.
struct ReadTimer {
  /// A photo that did.
  struct Slow {
    let generation: Int
    let nanoseconds: Int
    let cachedNanoseconds: Int
  }

  private let gate: ReaderGate
  private var began = ThreadClock.nanoseconds()
  private var generation: Int
  private var sleeps = ThreadClock.sleeps()
  private var cached = 0

  /// No drive answers a whole photo in less; most photos in the cache are read in less.
  private static let leastWait = 100_000

  init(_ gate: ReaderGate) {
    self.gate = gate
    generation = gate.currentGeneration
  }

  /// A photo was read; the next one begins.
  mutating func photoEnded() {
    let now = ThreadClock.nanoseconds()
    let taken = now - began
    began = now
    let slept = taken < Self.leastWait ? sleeps : ThreadClock.sleeps()
    if slept > sleeps {
      gate.add(Slow(generation: generation, nanoseconds: taken, cachedNanoseconds: cached))
      cached = 0
    } else {
      cached += taken
    }
    sleeps = slept
    generation = gate.currentGeneration
  }
}
