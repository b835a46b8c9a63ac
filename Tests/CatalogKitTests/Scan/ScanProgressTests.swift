import Synchronization
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("The progress of a scan")
struct ScanProgressTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }
  private let told = EventLog()

  init() throws {
    fixture = try ScanFixture()
    for number in 0..<300 {
      try folder.write(SamplePhoto.at(1, 2), to: "photos/\(number % 20)/\(number).jpg")
    }
    try folder.write(SamplePhoto.unlocated(), to: "photos/unlocated.jpg")
  }

  /// Scans while two seconds go by whenever the clock is asked.
  private func scan(_ set: (inout Scanner) -> Void = { _ in }) throws {
    let seconds = Mutex(0)
    try fixture.scan { scanner in
      let uptime: @Sendable () -> Duration = {
        seconds.withLock { seconds in
          seconds += 2
          return .seconds(seconds)
        }
      }
      scanner.clock = SystemClock(uptime: uptime, now: scanner.clock.now)
      scanner.reportsProgress = true
      scanner.onEvent = { told.add($0) }
      set(&scanner)
    }
  }

  @Test("all that was found, read and located is reported in the end, and nothing runs backwards")
  func counts() throws {
    try scan()
    let last = try #require(told.progress.last)
    #expect(last.found == 301)
    #expect(last.foundAll)
    #expect(last.read == 301)
    #expect(last.located == 300)
    #expect(last.unchanged == 0)
    for (earlier, later) in zip(told.progress, told.progress.dropFirst()) {
      #expect(earlier.done <= later.done)
      #expect(earlier.found <= later.found || later.foundAll)
      #expect(!earlier.foundAll || later.foundAll)
      #expect(earlier.elapsed < later.elapsed)
    }
    #expect(told.progress.allSatisfy { $0.done <= $0.found })
  }

  @Test("photos that did not change are reported as such")
  func unchanged() throws {
    try fixture.scan()
    try scan()
    #expect(told.progress.last?.unchanged == 301)
    #expect(told.progress.last?.read == 0)
  }

  @Test("saving is reported before and after, on the way and in the end")
  func saving() throws {
    try scan { $0.saveInterval = .seconds(60) }
    #expect(told.saved.count > 0)
    let phases = told.progress.map(\.isSaving)
    #expect(zip(phases, phases.dropFirst()).filter { !$0 && $1 }.count == told.saved.count + 1)
    #expect(phases.last == false)
  }

  @Test("nothing of it is reported to whoever did not ask")
  func notAsked() throws {
    try scan { $0.reportsProgress = false }
    #expect(told.progress.isEmpty)
  }
}
