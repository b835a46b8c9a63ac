#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
import Synchronization

/// How many threads do some work where that changes while they do.
package struct WorkCrew: Sendable {
  /// How many there may be.
  let limit: Int
  /// Whether the thread of a number is to go on.
  let isWanted: @Sendable (Int) -> Bool
  /// Has something called with the number of threads whenever more are wanted.
  let onGrowth: @Sendable (@escaping @Sendable (Int) -> Void) -> Void
}

/// Numbered pieces of work that several threads do, and whose results are taken in their order.
package enum OrderedWork {
  /// Does the work, at most a few pieces ahead of what was taken.
  ///
  /// - Parameters:
  ///   - count: Pieces of work.
  ///   - threads: How many threads work; with one, and no crew, the caller does all of it.
  ///   - crew: Says when there are to be more or fewer.
  ///   - makeWorker: Called once a thread, on it; what it gives does one piece after another.
  ///   - take: Takes each result, in order, on the caller's thread; `false` ends the work.
  /// - Throws: What the closures throw. All before a piece that failed was taken.
  package static func run<Output: Sendable>(
    count: Int,
    threads: Int,
    crew: WorkCrew? = nil,
    _ makeWorker: @escaping @Sendable () -> (Int) throws -> Output,
    take: (Output) throws -> Bool
  ) throws {
    guard threads > 1 || crew != nil, count > 1 else {
      let work = makeWorker()
      for number in 0..<count {
        guard try take(work(number)) else { return }
      }
      return
    }
    let threads = min(threads, count)
    let results = OrderedResults<Output>(count: count, ahead: 2 * min(count, max(threads, crew?.limit ?? 0)))
    let workers = ChangingThreads(crew) { mayGoOn in
      let work = makeWorker()
      while mayGoOn(), let number = results.claim() { results.put(Result { try work(number) }, number) }
    }
    // Before the first of them reads. Where no more threads are to be had, those that are there go on.
    crew?.onGrowth { [weak workers] wanted in try? workers?.start(upTo: min(wanted, count)) }
    try workers.start(upTo: threads)
    defer {
      results.close()
      workers.join()
    }
    for number in 0..<count {
      guard try take(results.take(number).get()) else { return }
    }
  }
}

/// Threads that leave when they are not wanted, and come again.
private final class ChangingThreads: Sendable {
  private let crew: WorkCrew?
  private let body: @Sendable (_ mayGoOn: () -> Bool) -> Void
  /// The numbers of threads that are at work, and all that were started.
  private let state = Mutex((working: Set<Int>(), groups: [WorkerThreads]()))

  init(_ crew: WorkCrew?, _ body: @escaping @Sendable (_ mayGoOn: () -> Bool) -> Void) {
    self.crew = crew
    self.body = body
  }

  /// Starts those of so many that are not at work.
  func start(upTo count: Int) throws(SystemError) {
    let failure = state.withLock { state -> SystemError? in
      do throws(SystemError) {
        for number in 0..<count where !state.working.contains(number) {
          state.groups.append(try WorkerThreads(count: 1) { [self] _ in run(number) })
          state.working.insert(number)
        }
        return nil
      } catch {
        return state.working.isEmpty ? error : nil
      }
    }
    if let failure { throw failure }
  }

  private func run(_ number: Int) {
    body { [self] in
      if isWanted(number) { return true }
      // Asked again, since who wants it meanwhile sees it at work.
      return state.withLock { state in
        if isWanted(number) { return true }
        state.working.remove(number)
        return false
      }
    }
  }

  private func isWanted(_ number: Int) -> Bool { crew?.isWanted(number) ?? true }

  /// Waits for all; none may be started any more, or they find nothing to do.
  func join() {
    while true {
      let groups = state.withLock { state in
        let groups = state.groups
        state.groups = []
        return groups
      }
      if groups.isEmpty { return }
      for group in groups { group.join() }
    }
  }
}

/// Results on their way from the threads that make them to the one that takes them in order.
private final class OrderedResults<Output: Sendable>: @unchecked Sendable {
  // Every stored variable is touched with the lock held.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let count: Int
  private let ahead: Int
  private var claimed = 0
  private var taken = 0
  private var isClosed = false
  private var results: [Int: Result<Output, any Error>] = [:]

  init(count: Int, ahead: Int) {
    self.count = count
    self.ahead = ahead
    lock.initialize(to: pthread_mutex_t())
    changed.initialize(to: pthread_cond_t())
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// The next piece of work, waiting until it is not too far ahead; `nil` where there is none.
  func claim() -> Int? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while !isClosed, claimed < count, claimed >= taken + ahead { pthread_cond_wait(changed, lock) }
    guard !isClosed, claimed < count else { return nil }
    claimed += 1
    return claimed - 1
  }

  func put(_ result: Result<Output, any Error>, _ number: Int) {
    pthread_mutex_lock(lock)
    results[number] = result
    if number == taken { pthread_cond_broadcast(changed) }
    pthread_mutex_unlock(lock)
  }

  /// Waits for a result.
  func take(_ number: Int) -> Result<Output, any Error> {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = results.removeValue(forKey: number) {
        taken = number + 1
        pthread_cond_broadcast(changed)
        return result
      }
      pthread_cond_wait(changed, lock)
    }
  }

  func close() {
    pthread_mutex_lock(lock)
    isClosed = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
