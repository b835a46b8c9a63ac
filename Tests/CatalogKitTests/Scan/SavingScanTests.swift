import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Saving while a scan runs", .timeLimit(.minutes(5)))
struct SavingScanTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }
  private let told = EventLog()

  /// Nine photos, each in a folder of its own and so in a batch of its own.
  init() throws {
    fixture = try ScanFixture()
    for number in 0..<8 {
      try folder.write(
        SamplePhoto.at(Double(number * 31 % 17), Double(number + 1)),
        to: "photos/\(number)/a.jpg"
      )
    }
    try folder.write(SamplePhoto.unlocated(), to: "photos/8/a.jpg")
  }

  /// Scans with a save after each photo that is read; the closure gets the number of each save.
  @discardableResult
  private func scanSaving(
    _ folders: [String] = ["photos"],
    _ saved: @escaping @Sendable (Int) throws -> Void = { _ in }
  ) throws -> ScanSummary {
    try fixture.scan(folders) { scanner in
      scanner.saveInterval = .zero
      scanner.clock = SystemClock(uptime: { .zero }, now: scanner.clock.now)
      scanner.onEvent = { event in
        told.add(event)
        guard case .savedSoFar = event else { return }
        do { try saved(told.saved.count) } catch { Issue.record(error) }
      }
    }
  }

  private func lines(_ index: String = "catalog.json") throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try fixture.open(index).forEachLine { lines.append(Array($0)) }
    return lines
  }

  @Test("photo lines are the same, however often the index was saved on the way")
  func sameLines() throws {
    try fixture.scan(index: "once.json")
    let summary = try scanSaving()
    #expect(told.saved.map(\.photos) == Array(1...9))
    #expect(summary.index.photos == 9)
    #expect(summary.index.located == 8)
    #expect(summary.read == 9)
    #expect(try lines() == lines("once.json"))
    let names = [".catalog.json.lock", ".once.json.lock", "catalog.json", "once.json", "photos"]
    #expect(try folder.names().map(\.lossyText) == names)
  }

  @Test("after a crash the next scan reads what was not saved, and nothing else")
  func crash() throws {
    try scanSaving { number in
      try folder.write(folder.read("catalog.json"), to: "crash\(number).json")
    }
    for number in 1...9 {
      let index = "crash\(number).json"
      #expect(try fixture.open(index).layout.isSorted)
      #expect(try fixture.open(index).header().reader == ExtractorVersion.current)
      #expect(try fixture.scanned(index) == ["photos"])
      let summary = try fixture.scan([], index: index)
      #expect(summary.unchanged == number)
      #expect(summary.read == 9 - number)
      #expect(try lines(index) == lines())
    }
  }

  @Test(
    "a save on the way drops no record: not of photos that were not reached yet, and not of those that are gone"
  )
  func keepsRecords() throws {
    try fixture.scan()
    let before = Set(try fixture.paths())
    try folder.remove("photos/3/a.jpg")
    try folder.write(SamplePhoto.at(3, 3), to: "photos/3/b.jpg")
    for number in 4..<8 {
      try folder.write(SamplePhoto.at(50, 60, padding: 99), to: "photos/\(number)/a.jpg")
    }
    try scanSaving { (_: Int) throws in
      #expect(Set(try fixture.paths()).isSuperset(of: before))
      #expect(try fixture.open().layout.isSorted)
    }
    #expect(told.saved.count == 5)
    #expect(told.saved.allSatisfy { $0.photos == 9 || $0.photos == 10 })
    #expect(try fixture.paths().count == 10)
  }

  @Test("no other scan gets in between two saves")
  func locked() throws {
    try scanSaving { _ in
      #expect(throws: IndexError.self) { try fixture.scan([], index: "catalog.json") }
    }
    #expect(told.saved.count == 9)
    #expect(try fixture.scan([]).unchanged == 9)
  }

  @Test("an index that was edited is saved on the way in order, with nothing twice")
  func edited() throws {
    try fixture.scan(index: "once.json")
    try fixture.scan()
    try fixture.editIndex { $0.replacing("\"latitude\":14", with: "\"latitude\": 15") }
    try scanSaving { number in
      #expect(try fixture.open().layout.isSorted)
      let saved = try lines()
      #expect(saved == saved.sorted { $0.lexicographicallyPrecedes($1) })
      #expect(Set(try fixture.paths()).count == 9)
      try folder.write(folder.read("catalog.json"), to: "crash\(number).json")
    }
    #expect(told.saved.map(\.photos) == Array(repeating: 9, count: 9))
    #expect(try lines() == lines("once.json"))
    let summary = try fixture.scan(index: "crash4.json")
    #expect(summary.unchanged == 4)
    #expect(summary.read == 5)
    #expect(try lines("crash4.json") == lines("once.json"))
  }

  @Test("nothing is saved on the way where nothing new was read")
  func nothingNew() throws {
    try fixture.scan()
    try scanSaving()
    #expect(told.saved.isEmpty)
  }

  @Test("a save that fails on the way ends nothing: the next one has it all")
  func failingSave() throws {
    let summary = try fixture.scan { scanner in
      scanner.saveInterval = .zero
      scanner.clock = SystemClock(uptime: { .zero }, now: scanner.clock.now)
      scanner.reportsProgress = true
      scanner.onEvent = { event in
        // A folder cannot be replaced by a file.
        guard case .progress(let progress) = event, progress.read == 5 else { return }
        try? folder.remove("catalog.json")
        if progress.isSaving { _ = try? folder.makeFolder("catalog.json") }
      }
    }
    #expect(summary.index.photos == 9)
    #expect(try fixture.paths().count == 9)
  }

  @Test("a scan saves after a minute, and seldom enough that saving takes a twentieth of the time at most")
  func schedule() {
    var schedule = SaveSchedule(interval: .seconds(60), now: .seconds(1000))
    #expect(!schedule.isDue(.seconds(1059)))
    #expect(schedule.isDue(.seconds(1060)))
    schedule.saved(from: .seconds(1060), to: .seconds(1061))
    #expect(!schedule.isDue(.seconds(1120)))
    #expect(schedule.isDue(.seconds(1121)))
    schedule.saved(from: .seconds(1121), to: .seconds(1131))
    #expect(!schedule.isDue(.seconds(1330)))
    #expect(schedule.isDue(.seconds(1331)))
    #expect(Scanner(generator: "catalog test").saveInterval == .seconds(60))
  }

  @Test("a scan that is ended reads nothing that still waits")
  func ended() throws {
    for number in 0..<200 { try folder.write(SamplePhoto.at(1, 2), to: "many/\(number)/a.jpg") }
    let summary = try fixture.scan(["many"]) { scanner in
      scanner.jobs = 1
      scanner.saveInterval = .zero
      scanner.clock = SystemClock(uptime: { .zero }, now: scanner.clock.now)
      scanner.onEvent = { told.add($0) }
      scanner.isCancelled = { told.saved.count >= 3 }
    }
    #expect(summary.isInterrupted)
    #expect(summary.read == 3)
    #expect(try fixture.scan(["many"]).unchanged == 3)
  }
}
