import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner and records of an older reader")
struct MixedReaderTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  /// What an older reader wrote of three photos, and one more folder.
  init() throws {
    fixture = try ScanFixture(photos: ())
    try folder.write(SamplePhoto.at(5, 6), to: "drive/a.jpg")
    try fixture.scan(["photos", "drive"])
    try fixture.rewrite(reader: ExtractorVersion.current - 1)
  }

  private func header() throws -> IndexHeader { try fixture.open().header() }

  private var text: String {
    get throws { String(decoding: try folder.read("catalog.json"), as: UTF8.self) }
  }

  @Test("while a drive is missing after an upgrade, photos elsewhere are read once and not by every scan")
  func missingDrive() throws {
    try folder.move("drive", to: "away")
    #expect(try fixture.scan([]).read == 3)
    #expect(try header().reader == ExtractorVersion.current - 1)
    #expect(
      try text.split(separator: "\n").filter { $0.contains(",\"reader\":\(ExtractorVersion.current)}") }
        .count == 3
    )
    #expect(try fixture.open().layout.isSorted)
    for _ in 0..<2 {
      let summary = try fixture.scan([])
      #expect(summary.read == 0)
      #expect(summary.unchanged == 3)
    }
    try folder.move("away", to: "drive")
    let summary = try fixture.scan([])
    #expect(summary.read == 1)
    #expect(summary.unchanged == 3)
    #expect(try header().reader == ExtractorVersion.current)
    #expect(try !text.contains(",\"reader\":\(ExtractorVersion.current)}"))
    #expect(try fixture.scan([]).unchanged == 4)
  }

  @Test("lines are the same after the upgrade, whether a drive was missing meanwhile or not")
  func sameLines() throws {
    let before = try folder.read("catalog.json")
    try fixture.scan([])
    let photos = try text.split(separator: "\n").dropFirst().dropLast()
    try folder.write(before, to: "catalog.json")
    try folder.move("drive", to: "away")
    try fixture.scan([])
    try folder.move("away", to: "drive")
    try fixture.scan([])
    #expect(try text.split(separator: "\n").dropFirst().dropLast() == photos)
  }

  @Test("a photo that is gone does not keep the index old")
  func gone() throws {
    try folder.remove("photos/sub/nabi.jpg")
    #expect(try fixture.scan([]).newlyMissing == 1)
    #expect(try header().reader == ExtractorVersion.current)
  }

  @Test("a scan that was ended after an upgrade goes on where it was")
  func ended() throws {
    let told = EventLog()
    try fixture.scan([]) { scanner in
      scanner.jobs = 1
      scanner.saveInterval = .zero
      scanner.clock = SystemClock(uptime: { .zero }, now: scanner.clock.now)
      scanner.onEvent = { told.add($0) }
      scanner.isCancelled = { told.saved.count >= 1 }
    }
    let first = try #require(told.saved.first)
    #expect(first.photos == 4)
    #expect(try header().reader == ExtractorVersion.current - 1)
    let summary = try fixture.scan([])
    #expect(summary.unchanged == 1)
    #expect(summary.read == 3)
    #expect(try header().reader == ExtractorVersion.current)
  }

  @Test("the reader of a line is not a field of the photo")
  func noField() throws {
    try folder.move("drive", to: "away")
    try fixture.scan([])
    #expect(try fixture.photos().allSatisfy { $0.unknownFields.isEmpty })
    try folder.write(SamplePhoto.at(7, 8, padding: 50), to: "photos/miso.jpg")
    #expect(try fixture.scan([]).read == 1)
    #expect(try text.split(separator: "\n").allSatisfy { $0.ranges(of: "reader").count <= 1 })
    #expect(try fixture.photos().allSatisfy { $0.unknownFields.isEmpty })
  }

  @Test(
    "a line's extractor is taken out of the line itself, not out of text or nested objects",
    arguments: [
      (#"{"a":1,"reader":2}"#, #"{"a":1}"#), (#"{"a":1,"reader":12}"#, #"{"a":1}"#),
      (#"{"a":1}"#, nil), (#"{"a":",\"reader\":2"}"#, nil), (#"{"a":{"b":1,"reader":2}}"#, nil),
      (#"{"a":1,"reader":}"#, nil), ("", nil), ("}", nil), ("2}", nil),
    ]
  )
  func removed(_ line: String, _ plain: String?) {
    let found = Array(line.utf8).withUnsafeBytes { LineRevision.removed(from: $0) }
    #expect(found == plain.map { Array($0.utf8) })
    guard let plain else { return }
    let marked = Array(plain.utf8).withUnsafeBytes { LineRevision.added(2, to: $0) }
    #expect(marked.withUnsafeBytes { LineRevision.removed(from: $0) } == Array(plain.utf8))
  }
}
