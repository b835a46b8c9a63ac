import Synchronization
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("A scan that stays", .timeLimit(.minutes(5)))
struct ScanWatchTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
  }

  /// Watches the photos; each change is made when the index is right, and the watch ends after the last one.
  private func watch(_ changes: [@Sendable (TemporaryFolder) throws -> Void]) throws -> [ScanSummary] {
    let summaries = Mutex<[ScanSummary]>([])
    let isOver = Atomic(false)
    var scanner = Scanner(generator: "catalog test", jobs: 2)
    scanner.isCancelled = { isOver.load(ordering: .relaxed) }
    var watch = ScanWatch(scanner)
    watch.quiet = .zero
    watch.onEvent = { [folder] event in
      guard case .scanned(let summary) = event else { return }
      let count = summaries.withLock { summaries in
        summaries.append(summary)
        return summaries.count
      }
      guard count <= changes.count else { return isOver.store(true, ordering: .relaxed) }
      do { try changes[count - 1](folder) } catch { Issue.record(error) }
    }
    try watch.run(folders: [folder("photos")], index: folder("catalog.json"))
    return summaries.withLock { $0 }
  }

  @Test("photos that come, in new folders too, change, move and go are found")
  func changes() throws {
    let summaries = try watch([
      { try $0.write(SamplePhoto.at(1, 2), to: "photos/new/deep/a.jpg") },
      { try $0.write(SamplePhoto.at(3, 4), to: "photos/new/deep/b.jpg") },
      { try $0.write(SamplePhoto.at(5, 6) + [0], to: "photos/miso.jpg") },
      { try $0.move("photos/new", to: "photos/old") },
      { try $0.remove("photos/old/deep/a.jpg") },
    ])
    #expect(summaries.map(\.read) == [3, 1, 1, 1, 2, 0])
    #expect(summaries.map(\.index.photos) == [3, 4, 5, 5, 5, 4])
    #expect(summaries.map(\.moved) == [0, 0, 0, 0, 2, 0])
    #expect(summaries.map(\.newlyMissing) == [0, 0, 0, 0, 0, 1])
    let paths = try fixture.photos().filter { $0.missing == nil }.map(\.path.lossyText).sorted()
    #expect(
      paths == ["photos/miso.jpg", "photos/old/deep/b.jpg", "photos/sub/hodu.jpg", "photos/sub/nabi.jpg"]
    )
  }

  @Test("sidecars and patterns are noticed")
  func besides() throws {
    let summaries = try watch([
      { try $0.write(Array("*.png\n".utf8), to: "photos/.catalogignore") },
      { try $0.write(Array("<x/>".utf8), to: "photos/sub/nabi.xmp") },
    ])
    #expect(summaries.map(\.read) == [3, 0, 1])
  }

  @Test("the index itself is no news, in whatever folder it lies")
  func ownIndex() throws {
    let concern = ScanWatch.concernsPhotos
    #expect(!concern(FilePathBytes(".catalog.json.x.tmp"), false))
    #expect(!concern(FilePathBytes("notes.txt"), false))
    #expect(!concern(FilePathBytes("@eaDir"), true))
    #expect(!concern(FilePathBytes(".thumbnails"), true))
    #expect(concern(FilePathBytes("a.JPG"), false))
    #expect(concern(FilePathBytes("a.jpg.xmp"), false))
    #expect(concern(FilePathBytes("holiday"), true))
    #expect(concern(FilePathBytes(".catalogignore"), false))
  }

  @Test("saves and looks take at most a twentieth of the time")
  func pauses() throws {
    let watch = ScanWatch(Scanner(generator: "catalog test"))
    var summary = ScanSummary()
    summary.saving = .seconds(1)
    summary.elapsed = .seconds(30)
    #expect(watch.pause(after: summary, hasGaps: false) == .init(atLeast: .seconds(20), atMost: nil))
    #expect(watch.pause(after: summary, hasGaps: true) == .init(atLeast: .seconds(20), atMost: .seconds(600)))
    summary.read = 3
    summary.knownProblems = 3
    #expect(watch.pause(after: summary, hasGaps: true) == .init(atLeast: .seconds(20), atMost: .seconds(600)))
    summary.knownProblems = 2
    #expect(watch.pause(after: summary, hasGaps: true) == .init(atLeast: .seconds(20), atMost: .seconds(20)))
    summary.saving = .zero
    #expect(watch.pause(after: summary, hasGaps: true) == .init(atLeast: .zero, atMost: .seconds(5)))
    #expect(watch.pause(after: nil, hasGaps: false) == .init(atLeast: .seconds(5), atMost: .seconds(5)))
  }

  @Test("a scan that fails is reported and tried again; the folder may come back")
  func comesBack() throws {
    let events = Mutex<[String]>([])
    let isOver = Atomic(false)
    var scanner = Scanner(generator: "catalog test", jobs: 2)
    scanner.isCancelled = { isOver.load(ordering: .relaxed) }
    var watch = ScanWatch(scanner)
    watch.quiet = .zero
    watch.interval = .zero
    watch.onEvent = { [folder] event in
      do {
        let count = events.withLock { $0.count }
        switch event {
        case .scanned(let summary):
          events.withLock { $0.append("\(summary.index.photos)") }
          if count == 0 {
            try folder.move("photos", to: "away")
          } else {
            isOver.store(true, ordering: .relaxed)
          }
        case .failed:
          events.withLock { $0.append("failed") }
          try folder.move("away", to: "photos")
        case .watching: break
        }
      } catch {
        Issue.record(error)
      }
    }
    try watch.run(folders: [folder("photos")], index: folder("catalog.json"))
    #expect(events.withLock { $0 } == ["3", "failed", "3"])
  }
}
