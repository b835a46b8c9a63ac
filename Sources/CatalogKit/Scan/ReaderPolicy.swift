/// How many photos are best read at the same time, from how long reading them took.
///
/// A pure value: samples go in, a number of readers comes out. Photos that were in the cache count for nothing but the time they took.
/// How much a drive gives follows from Little's law, as readers that were busy over the time that a photo took them, so that waiting
/// for names or for a place to put lines is never taken for the drive's.
struct ReaderPolicy {
  /// How many may read now.
  private(set) var readers: Int
  /// Counts the changes of ``readers``; a sample belongs to the number under which it began.
  private(set) var generation = 0

  private let limit: Int
  private let cores: Int
  private var step = Step.growing(from: nil, isDoubtful: false)
  private var waits: [Int] = []
  private var waitedTime = 0
  private var busyReaders = 0
  private var cachedTime = 0
  /// Rounds after which the number that was found is tried again, and whether fewer are tried then.
  private var doubt = Self.firstDoubt
  private var doubtsMore = true

  /// One photo whose reader slept meanwhile, as it does for a drive and never for the cache.
  struct Sample {
    /// The ``ReaderPolicy/generation`` when reading began.
    var generation: Int
    /// How long it took.
    var nanoseconds: Int
    /// How long this reader has read photos from the cache since its last sample.
    var cachedNanoseconds = 0
    /// How many readers were busy, this one included.
    var busy: Int
  }

  /// What a number of readers gave.
  private struct Level {
    let readers: Int
    let throughput: Double
  }

  private enum Step {
    /// More readers are tried for as long as they give more. One round that says they do not may be chance,
    /// so a longer one follows.
    case growing(from: Level?, isDoubtful: Bool)
    /// Half of them are tried, since more gave nothing.
    case shrinking(from: Level)
    /// A number was found; it is doubted where the drive changes, and now and then.
    case settled(Level, rounds: Int)
  }

  /// - Parameters:
  ///   - cores: How many begin.
  ///   - limit: How many there may be.
  init(cores: Int, limit: Int) {
    self.limit = max(1, limit)
    self.cores = max(1, min(cores, self.limit))
    readers = self.cores
  }

  /// How many slow photos a judgement needs: about one of each reader, and not so few that chance decides.
  private var samplesNeeded: Int {
    let samples = max(Self.leastSamples, readers)
    if case .growing(_, isDoubtful: true) = step { return 2 * samples }
    return samples
  }
  private static let leastSamples = 4
  /// More readers have to give this much more to stay.
  private static let gain = 1.15
  /// Fewer readers may give this much less.
  private static let loss = 0.95
  /// Four times the readers gave nearly as many times more: there is far to go.
  private static let fullGain = 2.5
  /// A drive that gives twice as much or half is another one than before: it stalled, or woke up.
  private static let change = 2.0
  /// Rounds after which a number is tried again, at first and at last. What was found in a hurry is soon
  /// mended, and what was found again and again costs a hundredth. A round is as long as one photo takes.
  private static let (firstDoubt, lastDoubt) = (4, 128)

  /// Takes a sample.
  ///
  /// - Returns: Whether the number of readers is another one now.
  mutating func add(_ sample: Sample) -> Bool {
    guard sample.generation == generation else { return false }
    cachedTime += sample.cachedNanoseconds
    waits.append(sample.nanoseconds)
    waitedTime += sample.nanoseconds
    busyReaders += sample.busy
    guard waits.count >= samplesNeeded else { return false }
    let busy = Double(busyReaders) / Double(waits.count)
    // Where most of the time goes to the cache, a slow photo now and then says nothing.
    let isWaiting = waitedTime > cachedTime
    let typical = Self.typical(waits)
    startRound()
    // Where readers have nothing to do, more of them would not have more.
    guard isWaiting, busy * 4 >= Double(readers) * 3 else { return false }
    return judge(Level(readers: readers, throughput: busy / typical))
  }

  /// How long a photo took without the slowest eighth: one that took a second among quick ones says nothing.
  private static func typical(_ waits: [Int]) -> Double {
    let usual = waits.sorted().dropLast(waits.count / 8)
    return max(1, Double(usual.reduce(0, +)) / Double(usual.count))
  }

  private mutating func startRound() {
    waits.removeAll(keepingCapacity: true)
    (waitedTime, busyReaders, cachedTime) = (0, 0, 0)
  }

  private mutating func judge(_ now: Level) -> Bool {
    switch step {
    case .growing(let before, let isDoubtful):
      guard let before else { return grow(from: now, by: 4) }
      let gain = now.throughput / before.throughput
      if gain >= Self.gain { return grow(from: now, by: gain >= Self.fullGain ? 4 : 2) }
      if isDoubtful { return stepBack(to: before) }
      step = .growing(from: before, isDoubtful: true)
      return false
    case .shrinking(let before):
      if now.throughput < before.throughput * Self.loss { return settle(before) }
      return shrink(from: now)
    case .settled(let before, let rounds):
      let ratio = now.throughput / before.throughput
      if ratio > Self.change || ratio < 1 / Self.change {
        doubt = Self.firstDoubt
        return grow(from: now, by: 2)
      }
      guard rounds >= doubt else {
        step = .settled(before, rounds: rounds + 1)
        return false
      }
      doubt = min(2 * doubt, Self.lastDoubt)
      doubtsMore.toggle()
      return doubtsMore || now.readers >= limit ? shrink(from: now) : grow(from: now, by: 2)
    }
  }

  private mutating func grow(from now: Level, by factor: Int) -> Bool {
    guard now.readers < limit else { return settle(now) }
    step = .growing(from: now, isDoubtful: false)
    return set(min(limit, factor * now.readers))
  }

  private mutating func shrink(from now: Level) -> Bool {
    guard now.readers > 1 else { return settle(now) }
    step = .shrinking(from: now)
    return set(now.readers / 2)
  }

  /// More readers gave nothing. Where they never did, as with a single arm, perhaps fewer give as much.
  private mutating func stepBack(to before: Level) -> Bool {
    before.readers <= cores ? shrink(from: before) : settle(before)
  }

  private mutating func settle(_ level: Level) -> Bool {
    step = .settled(level, rounds: 0)
    return level.readers == readers ? false : set(level.readers)
  }

  private mutating func set(_ number: Int) -> Bool {
    startRound()
    generation += 1
    readers = number
    return true
  }
}
