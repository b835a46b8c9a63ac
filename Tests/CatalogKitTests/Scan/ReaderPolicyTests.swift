import Testing

@testable import CatalogKit

@Suite("Reader policy")
struct ReaderPolicyTests {
  /// A drive that is asked by as many readers as the policy says, one round of photos after another.
  private struct Drive {
    /// How long a photo takes with so many readers, in microseconds.
    var wait: (Int) -> Double
    var policy: ReaderPolicy
    var now = 0.0
    /// How many photos were read with each number of readers.
    var photos: [Int: Int] = [:]
    /// With which number most of the last photos were read: others are tried now and then.
    var usual: Int { photos.max { $0.value < $1.value }?.key ?? 0 }

    init(cores: Int = 2, limit: Int = 256, wait: @escaping (Int) -> Double) {
      self.wait = wait
      policy = ReaderPolicy(cores: cores, limit: limit)
    }

    mutating func read(_ count: Int, cached: Int = 0, busy: Int? = nil) {
      photos = [:]
      for _ in 0..<count {
        let readers = policy.readers
        let taken = wait(readers) * 1000
        now += taken / Double(readers)
        _ = policy.add(
          ReaderPolicy.Sample(
            ended: Int(now),
            nanoseconds: Int(taken),
            cachedNanoseconds: cached,
            busy: busy ?? readers
          )
        )
        photos[readers, default: 0] += 1
      }
    }
  }

  /// Any number of calls at once, and a processor that is busy for 100 microseconds a photo on two cores.
  private static func parallel(_ latency: Double) -> (Int) -> Double {
    { readers in max(latency, Double(readers) * 50) }
  }

  @Test("it begins with the cores, and with fewer where no more may be")
  func start() {
    #expect(ReaderPolicy(cores: 4, limit: 256).readers == 4)
    #expect(ReaderPolicy(cores: 4, limit: 3).readers == 3)
    #expect(ReaderPolicy(cores: 4, limit: 0).readers == 1)
  }

  @Test("on a drive that answers any number at once, there are soon all readers that may be")
  func grows() {
    var drive = Drive(wait: Self.parallel(80_000))
    drive.read(4 + 8 + 32 + 128)
    #expect(drive.policy.readers == 256)
    // Fewer are tried now and then, and that costs little.
    drive.read(20_000)
    #expect(drive.usual == 256 && drive.photos[256, default: 0] > 18_000)
  }

  @Test("one round in which more readers gave nothing may be chance")
  func chance() {
    var slow = 32
    var drive = Drive { readers in
      guard readers == 32, slow > 0 else { return 80_000 }
      slow -= 1
      return 320_000
    }
    drive.read(4 + 8 + 32)
    #expect(drive.policy.readers == 32)
    drive.read(2 * 32 + 128)
    #expect(drive.policy.readers == 256)
  }

  @Test("readers that only compete for the processor are taken away again")
  func processor() {
    var drive = Drive(wait: Self.parallel(800))
    drive.read(1000)
    drive.read(5000)
    // 16 readers keep both cores busy; 8 do no more than half of it.
    #expect(drive.usual == 16)
  }

  @Test("a drive that serves one after the other keeps as few readers as do not slow it down")
  func spindle() {
    var drive = Drive { readers in 5000 * Double(readers) * (1 + 0.1 * Double(readers)) }
    drive.read(100)
    drive.read(2000)
    #expect(drive.usual == 1)
    #expect(drive.photos.keys.allSatisfy { $0 <= 2 })
  }

  @Test("there are never more than may be", arguments: [1, 2, 3, 7, 100])
  func limited(_ limit: Int) {
    var drive = Drive(limit: limit, wait: Self.parallel(80_000))
    for _ in 0..<2000 {
      drive.read(1)
      #expect((1...limit).contains(drive.policy.readers))
    }
    drive.read(2000)
    #expect(drive.usual == limit)
  }

  @Test("photos from the cache are no reason for more readers")
  func cached() {
    var drive = Drive(wait: Self.parallel(80_000))
    drive.read(1000, cached: 100_000_000)
    #expect(drive.policy.readers == 2)
    drive.read(100)
    #expect(drive.policy.readers > 2)
  }

  @Test("readers that wait for names are no reason for more of them")
  func idle() {
    var drive = Drive(cores: 8, wait: Self.parallel(80_000))
    drive.read(1000, busy: 3)
    #expect(drive.policy.readers == 8)
  }

  @Test("photos of readers that no longer may read count for nothing")
  func draining() {
    var drive = Drive { 5000 * Double($0) }
    drive.read(4 + 8 + 16)
    let readers = drive.policy.readers
    #expect(readers < 8)
    for number in 1...1000 {
      let sample = ReaderPolicy.Sample(ended: Int(drive.now) + number, nanoseconds: 40_000_000, busy: 8)
      let hasChanged = drive.policy.add(sample)
      #expect(!hasChanged)
    }
    #expect(drive.policy.readers == readers)
    drive.read(2000)
    #expect(drive.usual == 1)
  }

  @Test("time in which nobody read is not the drive's")
  func idleTime() {
    var drive = Drive(wait: Self.parallel(80_000))
    drive.read(4 + 8 + 31)
    #expect(drive.policy.readers == 32)
    drive.now += 10e9
    drive.policy.addIdle(nanoseconds: 10_000_000_000)
    drive.read(1)
    #expect(drive.policy.readers == 128)
  }

  @Test("a drive that was silent for a second keeps its readers")
  func hiccup() {
    var drive = Drive(wait: Self.parallel(800))
    drive.read(1000)
    for _ in 0..<5 {
      drive.now += 1e9
      drive.read(1000)
      #expect(drive.usual == 16)
    }
  }

  @Test("after a stall more readers are tried again, and a drive that answers well again has them")
  func stall() {
    var drive = Drive { 5000 * Double($0) }
    drive.read(200)
    drive.read(200)
    #expect(drive.usual == 1)
    drive.wait = { 50_000 * Double($0) }
    drive.read(100)
    drive.wait = Self.parallel(40_000)
    drive.read(3000)
    drive.read(3000)
    #expect(drive.usual == 256)
  }

  @Test("a number is doubted now and then")
  func doubt() {
    var drive = Drive { 5000 * Double($0) }
    drive.read(5000)
    #expect(drive.usual == 1)
    // As slow for one reader as before, but no longer one after the other.
    drive.wait = { _ in 5000 }
    drive.read(2 * 4 * 130 + 1000)
    drive.read(2000)
    #expect(drive.usual == 256)
  }

  @Test(
    "an arm gets few readers, although those that it serves first after a change seem to be served well",
    arguments: [1000.0, 5000]
  )
  func arm(_ latency: Double) {
    let drive = SimulatedDrive(kind: .arm, latency: latency)
    let few = drive.scan(readers: 1).seconds
    let many = drive.scan(readers: 64).seconds
    for seed in UInt64(1)...4 {
      let scan = drive.scan(seed: seed)
      #expect(scan.usual <= 4)
      #expect(scan.seconds < 1.7 * few)
      #expect(scan.seconds < 0.5 * many)
    }
  }

  @Test(
    "a drive behind a network is read nearly as quickly as with the best number of readers",
    arguments: [(200.0, 3000), (2000, 3000), (20_000, 6000)],
    [5, 1]
  )
  func network(_ drive: (latency: Double, photos: Int), _ calls: Int) {
    let drive = SimulatedDrive(
      kind: .network(places: .max),
      latency: drive.latency,
      calls: calls,
      work: calls == 1 ? 80 : 200,
      photos: drive.photos,
      inEachFolder: 1000
    )
    #expect(drive.loss() < 1.2)
  }

  @Test("a drive that answers so many calls at a time has about as many readers", arguments: [4, 16, 64])
  func places(_ places: Int) {
    let drive = SimulatedDrive(kind: .network(places: places), latency: 2000, photos: 2000)
    #expect(drive.loss() < 1.1)
    #expect((places / 2...2 * places).contains(drive.scan().usual))
  }
}
