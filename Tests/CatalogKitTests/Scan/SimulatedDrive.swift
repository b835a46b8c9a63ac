@testable import CatalogKit
@testable import TestSupport

/// A scan of a drive that keeps its readers waiting, in a time of its own: the readers, the walk that names photos for them,
/// two processors and the drive. Times are in microseconds.
struct SimulatedDrive {
  enum Kind {
    /// Answers so many calls at the same time, each after the latency.
    case network(places: Int)
    /// Answers one call at a time, whichever; how long it takes depends on how far it is from the last one.
    case arm
  }

  var kind: Kind
  var latency: Double
  /// Calls that a photo needs, and the processor's time for it.
  var calls = 5
  var work = 80.0
  var photos = 1200
  var inEachFolder = 150

  /// How a scan went.
  struct Outcome {
    var seconds: Double
    /// With how many readers most photos were read.
    var usual: Int
    /// How many readers there were at most.
    var most: Int
  }

  /// A scan by a fixed number of readers, or by as many as the policy finds.
  func scan(readers: Int? = nil, limit: Int = 256, seed: UInt64 = 1) -> Outcome {
    var run = SimulatedScan(drive: self, fixed: readers, limit: limit, seed: seed)
    return run.run()
  }

  /// How many times as long a scan takes as with the best number.
  func loss(seed: UInt64 = 1) -> Double {
    let best = stride(from: 0, through: 8, by: 1).map { scan(readers: 1 << $0).seconds }.min() ?? 0
    return scan(seed: seed).seconds / best
  }
}

/// One scan, event by event.
private struct SimulatedScan {
  private struct Reader {
    /// Photos that it has still to read of its batch; the first is being read.
    var batch = 0..<0
    var calls = 0
    var began = 0.0
  }

  private enum Event {
    case begins(reader: Int)
    case worked(reader: Int)
    case answered(reader: Int)
    case listed
  }

  private let drive: SimulatedDrive
  private let fixed: Int?
  private var policy: ReaderPolicy
  private var random: SeededGenerator
  private var events = EventQueue<Event>()
  private var now = 0.0

  private var readers: [Reader] = []
  private var busy = 0
  private var parked: Set<Int> = []
  private var starved: [Int] = []
  /// Photos that the walk found, and those that readers took.
  private var (found, taken, walkCalls) = (0, 0, 0)
  private var freeProcessors = 2
  private var runnable: [Int] = []
  private var freePlaces: Int
  /// Who waits for the drive; `nil` is the walk.
  private var waiting: [Int?] = []
  private var armIsAt = 0
  private var photosRead: [Int: Int] = [:]
  private var most = 0

  /// Calls that the walk makes for a folder.
  private static let callsOfFolder = 4
  /// What starting or waking a thread takes.
  private static let wakeUp = 30.0
  private static let cores = 2

  init(drive: SimulatedDrive, fixed: Int?, limit: Int, seed: UInt64) {
    self.drive = drive
    self.fixed = fixed
    policy = ReaderPolicy(cores: Self.cores, limit: limit)
    random = SeededGenerator(seed: seed)
    if case .network(let places) = drive.kind { freePlaces = places } else { freePlaces = 1 }
  }

  private var allowed: Int { fixed ?? policy.readers }

  mutating func run() -> SimulatedDrive.Outcome {
    askDrive(for: nil)
    startReaders()
    while let (time, event) = events.next() {
      now = time
      switch event {
      case .begins(let reader): begin(reader)
      case .worked(let reader):
        if let next = runnable.popLast() { work(next) } else { freeProcessors += 1 }
        askDrive(for: reader)
      case .listed:
        driveIsFree()
        walk()
      case .answered(let reader):
        driveIsFree()
        readers[reader].calls += 1
        if readers[reader].calls < drive.calls { askProcessor(for: reader) } else { finishPhoto(reader) }
      }
    }
    let usual = photosRead.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    return SimulatedDrive.Outcome(seconds: now / 1e6, usual: usual, most: most)
  }

  private mutating func startReaders() {
    most = max(most, allowed)
    for reader in parked.filter({ $0 < allowed }).sorted() {
      parked.remove(reader)
      events.add(.begins(reader: reader), at: now + Self.wakeUp)
    }
    while readers.count < allowed {
      events.add(.begins(reader: readers.count), at: now + Self.wakeUp)
      readers.append(Reader())
    }
  }

  /// The next photo of the batch, or the next batch.
  private mutating func begin(_ reader: Int) {
    if readers[reader].batch.isEmpty {
      guard reader < allowed || taken == drive.photos else {
        parked.insert(reader)
        return
      }
      guard taken < found else {
        if found < drive.photos { starved.append(reader) }
        return
      }
      let size = fixed == nil && allowed > Self.cores ? 4 : 16
      readers[reader].batch = taken..<min(found, taken + size)
      taken = readers[reader].batch.upperBound
      busy += 1
    }
    readers[reader].calls = 0
    readers[reader].began = now
    askProcessor(for: reader)
  }

  private mutating func finishPhoto(_ reader: Int) {
    photosRead[allowed, default: 0] += 1
    readers[reader].batch.removeFirst()
    let sample = ReaderPolicy.Sample(
      ended: Int(now * 1000),
      nanoseconds: Int((now - readers[reader].began) * 1000),
      busy: busy
    )
    if fixed == nil, policy.add(sample) { startReaders() }
    if readers[reader].batch.isEmpty { busy -= 1 }
    begin(reader)
  }

  private mutating func walk() {
    walkCalls += 1
    if walkCalls.isMultiple(of: Self.callsOfFolder) {
      found = min(drive.photos, found + drive.inEachFolder)
      for reader in starved { events.add(.begins(reader: reader), at: now + Self.wakeUp) }
      starved = []
    }
    if found < drive.photos { askDrive(for: nil) }
  }

  private mutating func askProcessor(for reader: Int) {
    guard freeProcessors > 0 else { return runnable.insert(reader, at: 0) }
    freeProcessors -= 1
    work(reader)
  }

  private mutating func work(_ reader: Int) {
    events.add(.worked(reader: reader), at: now + drive.work / Double(drive.calls))
  }

  private mutating func askDrive(for reader: Int?) {
    guard freePlaces > 0 else { return waiting.append(reader) }
    freePlaces -= 1
    answer(reader)
  }

  /// An arm takes whichever comes: those that are left over are the slow ones, and are not done for long.
  private mutating func driveIsFree() {
    guard !waiting.isEmpty else {
      freePlaces += 1
      return
    }
    if case .arm = drive.kind {
      answer(waiting.remove(at: Int.random(in: waiting.indices, using: &random)))
    } else {
      answer(waiting.removeFirst())
    }
  }

  private mutating func answer(_ reader: Int?) {
    let event = reader.map { Event.answered(reader: $0) } ?? .listed
    switch drive.kind {
    case .network: events.add(event, at: now + drive.latency * Double.random(in: 0.9...1.1, using: &random))
    case .arm:
      let place = reader.flatMap { readers[$0].batch.first } ?? found
      let distance = Double(abs(place - armIsAt)) / Double(drive.photos)
      armIsAt = place
      events.add(event, at: now + drive.latency * (0.1 + 0.9 * distance.squareRoot()))
    }
  }
}

/// Events by their time, as a heap.
private struct EventQueue<Event> {
  private var heap: [(time: Double, number: Int, event: Event)] = []
  private var added = 0

  mutating func add(_ event: Event, at time: Double) {
    heap.append((time, added, event))
    added += 1
    var place = heap.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func next() -> (time: Double, event: Event)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var place = 0
    while true {
      let below = [2 * place + 1, 2 * place + 2].filter { $0 < heap.count }
      guard let least = below.min(by: { isBefore($0, $1) }), isBefore(least, place) else { break }
      heap.swapAt(place, least)
      place = least
    }
    return (first.time, first.event)
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].time, heap[one].number) < (heap[other].time, heap[other].number)
  }
}
