import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner")
struct ScannerTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
  }

  /// Puts another photo in the place of one, with the same size and time.
  private func replaceUnnoticed(_ name: String) throws {
    let before = try folder.status(name)
    try folder.write(SamplePhoto.at(1, 2), to: name)
    try folder.setModified(before.modified, of: name)
    #expect(try folder.status(name).size == before.size)
  }

  @Test("a first scan reads all photos into a sorted index")
  func fresh() throws {
    let summary = try fixture.scan()
    #expect(summary.read == 3)
    #expect(summary.unchanged == 0)
    #expect(summary.index.located == 3)
    #expect(!summary.isIncomplete)
    #expect(try fixture.open().layout.isSorted)
    #expect(try fixture.paths() == ["photos/miso.jpg", "photos/sub/hodu.jpg", "photos/sub/nabi.jpg"])
    #expect(try fixture.scanned() == ["photos"])
    let photo = try fixture.photo("photos/sub/hodu.jpg")
    #expect(photo.position?.coordinate == (try Coordinate(latitude: -33.8586, longitude: 151.214)))
    let status = try folder.status("photos/sub/hodu.jpg")
    #expect(photo.size == status.size)
    #expect(photo.modified == status.modified)
    #expect(photo.format == .jpeg)
  }

  @Test("a scan leaves the photos, the index and its lock, and nothing else")
  func leftovers() throws {
    try folder.write([1], to: ".catalog.json.abc123.tmp")
    try fixture.scan()
    #expect(try folder.names().map(\.lossyText) == [".catalog.json.lock", "catalog.json", "photos"])
  }

  @Test("photos that did not change are not opened again")
  func unchanged() throws {
    try fixture.scan()
    let before = try fixture.photos()
    try replaceUnnoticed("photos/miso.jpg")
    let summary = try fixture.scan()
    #expect(summary.read == 0)
    #expect(summary.unchanged == 3)
    #expect(summary.bytesRead == 0)
    #expect(try fixture.photos() == before)
  }

  @Test("a photo that may no longer be read is not asked for", .disabled(if: isRoot, "root may read all"))
  func closedPhoto() throws {
    try fixture.scan()
    try folder.setMode(0, of: "photos/miso.jpg")
    #expect(try fixture.scan().unchanged == 3)
  }

  @Test("a photo whose size changed is read again")
  func size() throws {
    try fixture.scan()
    let modified = try folder.status("photos/miso.jpg").modified
    try folder.write(SamplePhoto.at(10, 20, padding: 17), to: "photos/miso.jpg")
    try folder.setModified(modified, of: "photos/miso.jpg")
    let summary = try fixture.scan()
    #expect(summary.read == 1)
    #expect(summary.unchanged == 2)
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 10)
    #expect(summary.index.photos == 3)
  }

  @Test("a photo whose time changed is read again, by a nanosecond and to an earlier one too")
  func time() throws {
    for offset in [1, -1_000_000_000] {
      try fixture.scan()
      let old = try folder.status("photos/miso.jpg").modified
      try folder.write(SamplePhoto.at(10, Double(30 + offset % 7)), to: "photos/miso.jpg")
      let time = Timestamp(seconds: old.seconds, nanoseconds: old.nanoseconds + offset)
      try folder.setModified(time, of: "photos/miso.jpg")
      #expect(try fixture.scan().read == 1)
      #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 10)
    }
  }

  @Test("a full scan reads all photos again")
  func full() throws {
    try fixture.scan()
    try replaceUnnoticed("photos/miso.jpg")
    let summary = try fixture.scan { $0.readsAll = true }
    #expect(summary.read == 3)
    #expect(summary.unchanged == 0)
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 1)
  }

  @Test("what an older reader read is read anew")
  func olderReader() throws {
    try fixture.scan()
    try replaceUnnoticed("photos/miso.jpg")
    try fixture.rewrite(reader: ExtractorVersion.current - 1)
    #expect(try fixture.scan().read == 3)
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 1)
    #expect(try fixture.open().header().reader == ExtractorVersion.current)
    #expect(try fixture.scan().unchanged == 3)
  }

  @Test("what an older reader read stays to be read anew after a scan of another folder")
  func olderReaderElsewhere() throws {
    try folder.write(SamplePhoto.at(5, 6), to: "other/a.jpg")
    try fixture.scan()
    try replaceUnnoticed("photos/miso.jpg")
    try fixture.rewrite(reader: ExtractorVersion.current - 1)
    try fixture.scan(["other"])
    try fixture.scan()
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 1)
  }

  @Test("what an older reader read stays to be read anew after an interrupted scan")
  func olderReaderInterrupted() throws {
    try fixture.scan()
    try replaceUnnoticed("photos/miso.jpg")
    try fixture.rewrite(reader: ExtractorVersion.current - 1)
    try fixture.scan { $0.isCancelled = { true } }
    try fixture.scan()
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 1)
  }

  @Test("a new photo is read, and the others are not")
  func newPhoto() throws {
    try fixture.scan()
    try folder.write(SamplePhoto.unlocated(), to: "photos/new.jpg")
    let summary = try fixture.scan()
    #expect(summary.read == 1)
    #expect(summary.unchanged == 3)
    #expect(summary.index.photos == 4)
    #expect(summary.index.located == 3)
    #expect(try fixture.photo("photos/new.jpg").problem?.reason == "no position")
    #expect(try fixture.photo("photos/new.jpg").taken?.description == "2024-11-23T17:40:00")
  }

  @Test("a broken photo is a record that says so, and is tried again by the next scan")
  func brokenPhoto() throws {
    try folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    let summary = try fixture.scan()
    #expect(summary.index.unreadable == 1)
    #expect(summary.isIncomplete)
    #expect(try fixture.photo("photos/broken.jpg").problem?.isUnreadable == true)
    #expect(try fixture.scan().read == 1)
  }

  @Test("a photo that may not be read is a record that says so", .disabled(if: isRoot, "root may read all"))
  func unreadablePhoto() throws {
    try folder.setMode(0, of: "photos/miso.jpg")
    #expect(try fixture.scan().index.unreadable == 1)
    #expect(try fixture.photo("photos/miso.jpg").problem?.isUnreadable == true)
  }

  @Test("a pipe with a photo's name is a record that says so")
  func pipe() throws {
    let pipe = try LonelyPipe(folder("photos/pipe.jpg"))
    let summary = try pipe.expectNoWaiting { try fixture.scan() }
    #expect(summary.index.unreadable == 1)
    #expect(try fixture.photo("photos/pipe.jpg").problem?.reason == "not a regular file")
  }

  @Test("photos with names that are not UTF-8 are found again by a second scan")
  func strangeNames() throws {
    let name = FilePathBytes(Array("photos/".utf8) + [0xFF, 0xFE] + Array(".jpg".utf8))
    try folder.write(SamplePhoto.at(3, 4), to: name)
    try folder.write(SamplePhoto.at(3, 4), to: "photos/cafe\u{301}.jpg")
    try folder.write(SamplePhoto.at(3, 4), to: "photos/caf\u{E9}.jpg")
    #expect(try fixture.scan().index.photos == 6)
    #expect(try fixture.scan().unchanged == 6)
    #expect(try fixture.photos().contains { $0.path == name })
  }

  @Test("thousands of photos, read by several threads, are each in the index once")
  func many() throws {
    for number in 0..<1500 { try folder.write(SamplePhoto.at(1, 2), to: "many/\(number % 7)/\(number).jpg") }
    let summary = try fixture.scan(["many"]) { $0.jobs = 4 }
    #expect(summary.index.photos == 1500)
    #expect(Set(try fixture.paths()).count == 1500)
    #expect(try fixture.scan(["many"]) { $0.jobs = 4 }.unchanged == 1500)
  }

  @Test("what threads and waiting folders hold open is never more than may be", arguments: 20...2000)
  func openFiles(_ files: Int) {
    for wanted in [1, 2, 8, 1024] {
      let (jobs, ahead) = Scanner.work(jobs: wanted, openFiles: files)
      #expect((1...wanted).contains(jobs))
      #expect((1...(32 + 2 * wanted)).contains(ahead))
      #expect(11 + 3 * jobs + ahead <= files)
    }
    #expect(Scanner.work(jobs: 8, openFiles: 1024) == (8, 48))
  }

  @Test("each unreadable photo is reported once, with its path in the index")
  func events() throws {
    try folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    let told = EventLog()
    try fixture.scan { $0.onEvent = { told.add($0) } }
    #expect(told.unreadable == ["photos/broken.jpg"])
  }
}
