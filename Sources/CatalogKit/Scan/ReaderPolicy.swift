/// How many photos are best read at the same time, from when each of them was read.
///
/// A pure value: samples go in, a number of readers comes out. Photos that were in the cache count for
/// nothing but the time they took. What a number of readers gives is counted, as photos over the time that
/// passed. How long each photo took does not say it: those that are done first after a change are the ones
/// that were served first, so that more readers would always seem to give more.
struct ReaderPolicy {
  /// How many may read now.
  private(set) var readers: Int

  private let limit: Int
  private let cores: Int
  private var step = Step.growing(from: nil, isDoubtful: false)
  private var round = Round()
  /// Whether some still read that no longer may, so that counting waits for their last photo.
  private var isDraining = false
  /// Rounds after which the number that was found is tried again, and whether fewer are tried then.
  private var doubt = Self.firstDoubt
  private var doubtsMore = true
  /// Whether a number was found before: what an arm gives changes from one photo to the next, and is no reason
  /// for a large step.
  private var hasSettled = false

  /// One photo whose reader slept meanwhile, as it does for a drive and never for the cache.
  struct Sample {
    /// When it was read, in nanoseconds since some moment.
    var ended: Int
    /// How long it took.
    var nanoseconds: Int
    /// How long this reader has read photos from the cache since its last sample.
    var cachedNanoseconds = 0
    /// How many readers were busy, this one included.
    var busy: Int
  }

  /// Photos that are counted together.
  private struct Round {
    /// `nil` before the first photo of all.
    var began: Int?
    var photos = 0
    var waitedTime = 0
    var cachedTime = 0
    var busyReaders = 0
  }

  /// What a number of readers gave.
  private struct Level {
    let readers: Int
    /// Photos a nanosecond.
    var throughput: Double
    /// How long a photo took on average.
    let wait: Double
  }

  private enum Step {
    /// More readers are tried for as long as they give more. One round that says they give little may be
    /// chance, so a longer one follows.
    case growing(from: Level?, isDoubtful: Bool)
    /// Half of them are tried, and half of these for as long as they give as much.
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

  /// How many slow photos a judgement needs: about one of each reader, so that photos that end at the same
  /// time, round after round, are counted once.
  private var photosNeeded: Int {
    let photos = max(Self.leastPhotos, readers)
    if case .growing(_, isDoubtful: true) = step { return 2 * photos }
    return photos
  }
  private static let leastPhotos = 4
  /// A shorter round would measure who got the processor.
  private static let leastTime = 5_000_000
  /// More readers have to give this much more to stay.
  private static let gain = 1.15
  /// Fewer readers may give this much less.
  private static let loss = 0.95
  /// Half of the readers that give less than this give about half.
  private static let halved = 0.7
  /// Each reader gives at least this share of what one gave before, and waits no longer: there may be far to
  /// go.
  private static let fullGain = 0.75
  /// A drive that gives twice as much or half is another one than before: it stalled, or woke up.
  private static let change = 2.0
  /// Rounds after which a number is tried again, at first and at last. What was found in a hurry is soon
  /// mended, and what was found again and again costs a hundredth.
  private static let (firstDoubt, lastDoubt) = (4, 128)

  /// Whether readers should be far from each other. Many in one folder may wait for each other, and would not
  /// show what more of them give; an arm's few are best near to each other, also while twice as many are
  /// tried.
  var isWide: Bool {
    guard case .growing(let before?, _) = step else { return readers >= 4 * cores }
    return readers >= 4 * before.readers || before.readers >= 4 * cores
  }

  /// Takes a sample.
  ///
  /// - Returns: Whether the number of readers is another one now.
  mutating func add(_ sample: Sample) -> Bool {
    if isDraining {
      guard sample.busy <= readers else { return false }
      isDraining = false
      round = Round(began: sample.ended)
      return false
    }
    let began = round.began ?? sample.ended - sample.nanoseconds
    round.began = began
    round.photos += 1
    round.waitedTime += sample.nanoseconds
    round.cachedTime += sample.cachedNanoseconds
    round.busyReaders += min(sample.busy, readers)
    let time = sample.ended - began
    guard round.photos >= photosNeeded, time >= Self.leastTime else { return false }
    let ended = round
    round = Round(began: sample.ended)
    // Where most of the time goes to the cache, a slow photo now and then says nothing. Where readers have
    // nothing to do, more of them would not have more.
    guard ended.waitedTime > ended.cachedTime, ended.busyReaders * 4 >= ended.photos * readers * 3
    else { return false }
    return judge(
      Level(
        readers: readers,
        throughput: Double(ended.photos) / Double(time),
        wait: Double(ended.waitedTime) / Double(ended.photos)
      )
    )
  }

  /// Nobody read for some time, for want of names or of a place to put lines. That is not the drive's.
  mutating func addIdle(nanoseconds: Int) {
    if let began = round.began { round.began = began + nanoseconds }
  }

  private mutating func judge(_ now: Level) -> Bool {
    switch step {
    case .growing(let before, let isDoubtful):
      guard let before else { return grow(from: now, by: hasSettled ? 2 : 4) }
      let gain = now.throughput / before.throughput
      let factor = now.readers / before.readers
      if gain >= Self.fullGain * Double(factor), now.wait * Self.fullGain <= before.wait {
        return grow(from: now, by: factor >= 4 ? 4 : 2)
      }
      if !isDoubtful {
        step = .growing(from: before, isDoubtful: true)
        return false
      }
      if gain < Self.gain, before.readers > 4 * cores { return settle(before) }
      // What fewer give is asked again: the walk may have been in their way, and be done by now.
      return shrink(from: gain >= Self.gain ? now : before)
    case .shrinking(let before):
      if now.throughput < before.throughput * Self.loss {
        // Half of them give about half: it is no arm. So perhaps it was chance that more gave nothing.
        if now.throughput < before.throughput * Self.halved { (doubt, doubtsMore) = (Self.firstDoubt, true) }
        return settle(before)
      }
      return shrink(from: now)
    case .settled(var level, let rounds):
      let ratio = now.throughput / level.throughput
      if ratio > Self.change || ratio < 1 / Self.change {
        doubt = Self.firstDoubt
        step = .growing(from: nil, isDoubtful: false)
        return false
      }
      // One round is little to compare with.
      level.throughput += (now.throughput - level.throughput) / 4
      guard rounds >= doubt else {
        step = .settled(level, rounds: rounds + 1)
        return false
      }
      doubt = min(2 * doubt, Self.lastDoubt)
      doubtsMore.toggle()
      return doubtsMore || level.readers >= limit ? shrink(from: level) : grow(from: level, by: 2)
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

  private mutating func settle(_ level: Level) -> Bool {
    hasSettled = true
    step = .settled(level, rounds: 0)
    return level.readers == readers ? false : set(level.readers)
  }

  private mutating func set(_ number: Int) -> Bool {
    isDraining = number < readers
    readers = number
    return true
  }
}
