import Foundation
import Synchronization
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Readers of a scan", .timeLimit(.minutes(5)))
struct ReaderPoolTests {
  /// What readers did.
  private final class Log: Sendable {
    private let state = Mutex((names: [FilePathBytes](), busy: 0, most: 0))

    var names: [FilePathBytes] { state.withLock { $0.names } }
    /// How many read at the same time at most.
    var most: Int { state.withLock { $0.most } }

    func begin(_ batch: PhotoWalker.Batch) {
      state.withLock {
        $0.names += batch.names
        $0.busy += 1
        $0.most = max($0.most, $0.busy)
      }
    }

    func end() { state.withLock { $0.busy -= 1 } }
  }

  /// Has a pool read batches of a hundred names, each of which keeps its reader waiting for two milliseconds, or for none.
  private func read(batches: Int, readers: Int, limit: Int, isSlow: Bool) throws -> Log {
    let folder = try TemporaryFolder()
    let directory = try Directory(path: folder.path)
    let queue = BoundedQueue<PhotoWalker.Batch>(capacity: 1000)
    for batch in 0..<batches {
      let names = (0..<100).map { FilePathBytes("\(batch)-\($0).jpg") }
      let waiting = PhotoWalker.Batch(
        directory: directory,
        folder: folder.path,
        names: names,
        specials: [],
        sidecars: SidecarNames(names)
      )
      #expect(queue.push(waiting))
    }
    queue.close()
    let log = Log()
    let previous = try PreviousIndex(path: folder("catalog.json"), readAll: false)
    let pool = try ReaderPool(readers: readers, limit: limit, queue: queue) {
      ScanWorker(
        records: previous.records,
        previous: previous,
        mapping: PathMapping(indexFolder: folder.path),
        followLinks: false
      )
    } take: { _, batch, gate in
      log.begin(batch)
      gate?.begin()
      var timer = gate.map { ReadTimer($0) }
      for _ in batch.names {
        if isSlow { Thread.sleep(forTimeInterval: 0.002) }
        timer?.photoEnded()
      }
      gate?.end()
      log.end()
    }
    pool.join()
    return log
  }

  @Test("where photos keep readers waiting there are soon more, and each photo is read once")
  func grows() throws {
    let log = try read(batches: 40, readers: 2, limit: 64, isSlow: true)
    #expect(log.most >= 16)
    #expect(log.names.count == 4000 && Set(log.names).count == 4000)
  }

  @Test("more readers come while the first are in the middle of a batch")
  func growsAtOnce() throws {
    // Two batches for two readers: others find work only where these are cut, so what is asked is whether they are there in time.
    let log = try read(batches: 3, readers: 2, limit: 64, isSlow: true)
    #expect(log.most >= 3)
  }

  @Test("photos from the cache add no reader, and a number that was asked for stays")
  func stays() throws {
    #expect(try read(batches: 40, readers: 2, limit: 64, isSlow: false).most <= 2)
    let fixed = try read(batches: 20, readers: 3, limit: 3, isSlow: true)
    #expect(fixed.most <= 3)
    #expect(Set(fixed.names).count == 2000)
  }

  @Test("what is taken from anywhere is taken once, and the first are far from each other")
  func scattered() {
    let queue = BoundedQueue<Int>(capacity: 1000)
    for number in 0..<512 { #expect(queue.push(number)) }
    queue.close()
    var taken: [Int] = []
    while let number = queue.pop(scattered: true) { taken.append(number) }
    #expect(taken.sorted() == Array(0..<512))
    let first = taken.prefix(8).sorted()
    #expect(zip(first, first.dropFirst()).allSatisfy { $1 - $0 > 20 })
  }

  @Test("an arm's few readers stay near each other, and many of a network do not", arguments: [true, false])
  func wide(_ isArm: Bool) {
    var policy = ReaderPolicy(cores: 2, limit: 256)
    #expect(!policy.isWide)
    var now = 0
    var wide = 0
    for number in 1...3000 {
      // An arm gives the same however many ask.
      now += isArm ? 10_000_000 : 100_000_000 / policy.readers
      let wait = isArm ? 10_000_000 * policy.readers : 100_000_000
      _ = policy.add(
        ReaderPolicy.Sample(ended: now, nanoseconds: wait, cachedNanoseconds: 0, busy: policy.readers)
      )
      if number > 500, policy.isWide { wide += 1 }
    }
    #expect(isArm ? wide == 0 : wide == 2500)
  }
}
