#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Threads of their own for work that waits for disks: Swift's own pool has a thread a core and must not wait.
package final class WorkerThreads: @unchecked Sendable {
  // Changed while starting, and by the one thread that waits for all.
  private var threads: [pthread_t] = []

  /// Starts so many threads that each run the closure once, with their number.
  ///
  /// - Throws: ``SystemError`` where not even one could be started; with fewer than wanted the work goes on.
  init(count: Int, _ body: @escaping @Sendable (Int) -> Void) throws(SystemError) {
    for number in 0..<count {
      let start = Unmanaged.passRetained(Start(number: number, body: body))
      #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, nil, { Start.run($0) }, start.toOpaque())
        if let thread { threads.append(thread) }
      #else
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { Start.run($0) }, start.toOpaque())
        if code == 0 { threads.append(thread) }
      #endif
      guard code == 0 else {
        start.release()
        if threads.isEmpty {
          throw SystemError(code: code, operation: "start a thread", path: FilePathBytes(""))
        }
        return
      }
    }
  }

  /// Waits until all have returned.
  func join() {
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  /// Cores that are on line, at least 1.
  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private final class Start: Sendable {
    let number: Int
    let body: @Sendable (Int) -> Void

    init(number: Int, body: @escaping @Sendable (Int) -> Void) {
      self.number = number
      self.body = body
    }

    static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let pointer else { return nil }
      let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
      start.body(start.number)
      return nil
    }
  }
}

/// Work from one thread for several, at most so much ahead.
///
/// Threads are woken as rarely as can be: a waiting taker for each element, the giver only when half of the room is free again.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // Every stored property below is touched with the lock held.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let hasElements = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let capacity: Int
  private var elements: [Element?] = []
  private var first = 0
  private var taken = 0
  private var waitingTakers = 0
  private var isGiverWaiting = false
  private var isClosed = false

  init(capacity: Int) {
    self.capacity = max(1, capacity)
    lock.initialize(to: pthread_mutex_t())
    hasElements.initialize(to: pthread_cond_t())
    hasRoom.initialize(to: pthread_cond_t())
    pthread_mutex_init(lock, nil)
    pthread_cond_init(hasElements, nil)
    pthread_cond_init(hasRoom, nil)
  }

  deinit {
    pthread_cond_destroy(hasElements)
    pthread_cond_destroy(hasRoom)
    pthread_mutex_destroy(lock)
    hasElements.deallocate()
    hasRoom.deallocate()
    lock.deallocate()
  }

  private var count: Int { elements.count - first }

  /// Adds an element, waiting while the queue is full; `false` where it was closed.
  func push(_ element: Element) -> Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if count >= capacity {
      isGiverWaiting = true
      while count > capacity / 2, !isClosed { pthread_cond_wait(hasRoom, lock) }
      isGiverWaiting = false
    }
    if isClosed { return false }
    elements.append(element)
    if waitingTakers > 0 { pthread_cond_signal(hasElements) }
    return true
  }

  /// Takes an element, waiting for one; `nil` where the queue is closed and empty.
  ///
  /// - Parameters:
  ///   - isScattered: Whether it is one from anywhere, so that takers are far from each other; else the oldest.
  ///   - split: Gives what is taken of an element and what of it stays in its place; `nil` where it is taken whole.
  /// - Returns: The element, or what was taken of it.
  func pop(
    scattered isScattered: Bool = false,
    splitting split: (Element) -> (Element, Element)? = { _ in nil }
  ) -> Element? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while count == 0, !isClosed {
      waitingTakers += 1
      pthread_cond_wait(hasElements, lock)
      waitingTakers -= 1
    }
    guard count > 0 else { return nil }
    if isScattered {
      taken += 1
      // The golden section: however many wait, those that are taken one after the other are far apart.
      let step = (Double(taken) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
      elements.swapAt(first, first + Int(step * Double(count)))
    }
    guard let element = elements[first] else { return nil }
    if let (taken, rest) = split(element) {
      elements[first] = rest
      if waitingTakers > 0 { pthread_cond_signal(hasElements) }
      return taken
    }
    elements[first] = nil
    first += 1
    // What was taken is thrown away as a whole now and then, so that taking costs the same however much waits.
    if first > capacity {
      elements.removeFirst(first)
      first = 0
    }
    if isGiverWaiting, count <= capacity / 2 { pthread_cond_signal(hasRoom) }
    return element
  }

  /// Nothing will be pushed any more. Waiting threads go on.
  func close() {
    pthread_mutex_lock(lock)
    isClosed = true
    pthread_cond_broadcast(hasElements)
    pthread_cond_broadcast(hasRoom)
    pthread_mutex_unlock(lock)
  }
}

/// Threads that wait until something is so, as another thread says.
final class ThreadSignal: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
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

  /// Waits; the condition is asked at once and after each change.
  func wait(until isSo: () -> Bool) {
    pthread_mutex_lock(lock)
    while !isSo() { pthread_cond_wait(changed, lock) }
    pthread_mutex_unlock(lock)
  }

  /// Something has changed.
  func wakeAll() {
    pthread_mutex_lock(lock)
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
