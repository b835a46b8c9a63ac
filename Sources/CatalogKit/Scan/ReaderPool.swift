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
    // Many readers in one folder may wait for each other, where its names are looked up one after the other.
    return queue.pop(scattered: gate.isWide) { [gate] batch in
      guard gate.hasGrown, batch.names.count > Self.share else { return nil }
      return batch.split(after: Self.share)
    }
  }
}
