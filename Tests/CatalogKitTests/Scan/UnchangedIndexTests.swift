import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("A scan that finds nothing new")
struct UnchangedIndexTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
    try folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    try fixture.scan()
  }

  /// Whether a scan put a new file in the place of the index.
  private func isRewritten(_ scan: () throws -> Void) throws -> Bool {
    let before = try folder.status("catalog.json")
    let bytes = try folder.read("catalog.json")
    try scan()
    let after = try folder.status("catalog.json")
    if after.identity != before.identity { return true }
    #expect(after.modified == before.modified)
    #expect(try folder.read("catalog.json") == bytes)
    return false
  }

  @Test("leaves the file of the index as it is, also where a broken photo was tried again")
  func untouched() throws {
    let rewritten = try isRewritten {
      for _ in 0..<2 {
        let summary = try fixture.scan()
        #expect(summary.unchanged == 3)
        #expect(summary.read == 1)
        #expect(summary.index.photos == 4)
        #expect(summary.index.located == 3)
        #expect(summary.index.unreadable == 1)
      }
    }
    #expect(!rewritten)
  }

  @Test("leaves it as it is, also where all photos were read again, and where it was ended")
  func full() throws {
    var summary = ScanSummary()
    #expect(try !isRewritten { summary = try fixture.scan { $0.readsAll = true } })
    #expect(summary.read == 4)
    #expect(try !isRewritten { summary = try fixture.scan { $0.isCancelled = { true } } })
    #expect(summary.isInterrupted)
  }

  @Test("leaves it as it is while a drive is missing")
  func missing() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "drive/a.jpg")
    try fixture.scan(["drive"])
    try folder.move("drive", to: "away")
    #expect(try !isRewritten { #expect(throws: ScanError.self) { try fixture.scan(["drive"]) } })
    var summary = try fixture.scan(["drive", "photos"])
    #expect(summary.hasNewAbsence && summary.kept.count == 1)
    #expect(try !isRewritten { summary = try fixture.scan(["drive", "photos"]) })
    #expect(!summary.hasNewAbsence && summary.kept.count == 1)
  }

  @Test("writes an index that was edited")
  func edited() throws {
    try fixture.editIndex { $0.replacing("37.5665", with: "37.5666") }
    #expect(try isRewritten { try fixture.scan() })
    #expect(try fixture.open().layout.isSorted)
  }

  @Test("writes an index whose time is another: it costs every reader a checksum")
  func touched() throws {
    try folder.setModified(Timestamp(seconds: 1_900_000_000, nanoseconds: 0), of: "catalog.json")
    var summary = ScanSummary()
    #expect(try isRewritten { summary = try fixture.scan() })
    #expect(summary.unchanged == 3)
    #expect(try !isRewritten { try fixture.scan() })
  }

  @Test("writes what changed: a photo, one more, one less, its folders, its program, its reader")
  func changed() throws {
    try folder.write(SamplePhoto.at(1, 2, padding: 7), to: "photos/miso.jpg")
    #expect(try isRewritten { try fixture.scan() })
    try folder.write(SamplePhoto.at(1, 2), to: "photos/new.jpg")
    #expect(try isRewritten { try fixture.scan() })
    try folder.remove("photos/new.jpg")
    #expect(try isRewritten { try fixture.scan() })
    try folder.makeFolder("empty")
    #expect(try isRewritten { try fixture.scan(["empty"]) })
    #expect(try isRewritten { try fixture.scan { $0.generator = "catalog next" } })
    try fixture.rewrite(reader: ExtractorVersion.current - 1)
    #expect(try isRewritten { try fixture.scan() })
    #expect(try fixture.open().header().reader == ExtractorVersion.current)
  }

  @Test("writes a photo that has another name")
  func renamed() throws {
    try folder.move("photos/broken.jpg", to: "photos/cracked.jpg")
    #expect(try isRewritten { try fixture.scan() })
    #expect(try fixture.paths().contains("photos/cracked.jpg"))
  }

  @Test("writes an index in which a photo is twice")
  func twice() throws {
    try fixture.scan()
    var photos = try fixture.photos()
    photos.append(photos[0])
    try SyntheticIndex.write(photos, to: folder("catalog.json"), header: try fixture.open().header())
    #expect(try fixture.photos().count == 5)
    #expect(try isRewritten { try fixture.scan() })
    #expect(try fixture.photos().count == 4)
  }
}
