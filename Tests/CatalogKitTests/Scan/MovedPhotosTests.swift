import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner and photos that were moved")
struct MovedPhotosTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
    try fixture.scan()
  }

  /// Writes a member into the record of each photo that says which one it is.
  private func writeNames() throws {
    for name in ["photos/miso", "photos/sub/nabi", "photos/sub/hodu"] {
      try fixture.editIndex {
        $0.replacing("\"path\":\"\(name).jpg\"", with: "\"path\":\"\(name).jpg\",\"cat\":\"\(name)\"")
      }
    }
    try fixture.scan()
  }

  private func cat(_ path: String) throws -> String {
    String(decoding: try fixture.photo(path).unknownFields, as: UTF8.self)
  }

  @Test("a folder that was renamed is moved photos, which keep what was written by hand")
  func renamedFolder() throws {
    try writeNames()
    try folder.move("photos/sub", to: "photos/미소")
    let summary = try fixture.scan()
    #expect(summary.moved == 2 && summary.newlyMissing == 0 && summary.kept.isEmpty)
    #expect(try fixture.paths().sorted() == ["photos/miso.jpg", "photos/미소/hodu.jpg", "photos/미소/nabi.jpg"])
    #expect(try cat("photos/미소/nabi.jpg") == ",\"cat\":\"photos/sub/nabi\"")
    #expect(try fixture.scan().moved == 0)
  }

  @Test("all photos of a scanned folder may have moved in it")
  func allMoved() throws {
    try writeNames()
    try folder.move("photos/miso.jpg", to: "photos/new.jpg")
    try folder.move("photos/sub", to: "photos/other")
    let summary = try fixture.scan()
    #expect(summary.moved == 3 && summary.kept.isEmpty)
    #expect(try cat("photos/new.jpg") == ",\"cat\":\"photos/miso\"")
  }

  @Test("what was written about a photo follows it where two swap their names")
  func swapped() throws {
    try writeNames()
    try folder.move("photos/sub/nabi.jpg", to: "nabi.jpg")
    try folder.move("photos/sub/hodu.jpg", to: "photos/sub/nabi.jpg")
    try folder.move("nabi.jpg", to: "photos/sub/hodu.jpg")
    #expect(try fixture.scan().moved == 2)
    #expect(try cat("photos/sub/nabi.jpg") == ",\"cat\":\"photos/sub/hodu\"")
    #expect(try cat("photos/sub/hodu.jpg") == ",\"cat\":\"photos/sub/nabi\"")
  }

  @Test("a folder that was renumbered: each follows its photo, and the new one has nothing")
  func renumbered() throws {
    try writeNames()
    try folder.move("photos/sub/hodu.jpg", to: "photos/sub/zzz.jpg")
    try folder.move("photos/sub/nabi.jpg", to: "photos/sub/hodu.jpg")
    try folder.write(SamplePhoto.at(8, 9, padding: 99), to: "photos/sub/nabi.jpg")
    try fixture.scan()
    #expect(try cat("photos/sub/zzz.jpg") == ",\"cat\":\"photos/sub/hodu\"")
    #expect(try cat("photos/sub/hodu.jpg") == ",\"cat\":\"photos/sub/nabi\"")
    #expect(try cat("photos/sub/nabi.jpg").isEmpty)
  }

  @Test("a photo that was edited where it is keeps what was written")
  func edited() throws {
    try writeNames()
    try folder.write(SamplePhoto.at(8, 9, padding: 99), to: "photos/miso.jpg")
    try fixture.scan()
    #expect(try cat("photos/miso.jpg") == ",\"cat\":\"photos/miso\"")
  }

  @Test("a photo that was missing and comes back under another name is moved")
  func missing() throws {
    try writeNames()
    try folder.move("photos/sub/nabi.jpg", to: "nabi.jpg")
    #expect(try fixture.scan().newlyMissing == 1)
    try folder.move("nabi.jpg", to: "photos/found.jpg")
    #expect(try fixture.scan().moved == 1)
    #expect(try cat("photos/found.jpg") == ",\"cat\":\"photos/sub/nabi\"")
    #expect(try fixture.scan().index.missing == 0)
  }

  /// Scans that end before they have seen everything, after a save on the way.
  private func interrupt() throws {
    let summary = try fixture.scan { scanner in
      scanner.jobs = 1
      scanner.saveInterval = .zero
      scanner.clock = SystemClock(uptime: { .zero }, now: scanner.clock.now)
      let log = EventLog()
      scanner.onEvent = { log.add($0) }
      scanner.isCancelled = { !log.saved.isEmpty }
    }
    #expect(summary.isInterrupted)
  }

  @Test(
    "an interrupted scan puts nothing that was written on another photo, and the next one finds whose it is"
  )
  func interrupted() throws {
    try writeNames()
    try folder.move("photos/sub/nabi.jpg", to: "nabi.jpg")
    try folder.move("photos/sub/hodu.jpg", to: "photos/sub/nabi.jpg")
    try folder.move("nabi.jpg", to: "photos/sub/hodu.jpg")
    try folder.move("photos/miso.jpg", to: "photos/first.jpg")
    try folder.write(SamplePhoto.at(8, 9, padding: 500), to: "photos/also.jpg")
    try interrupt()
    // One that nobody wrote about is in the index; the others are as they were.
    #expect(try fixture.paths().contains("photos/also.jpg"))
    for name in ["photos/miso", "photos/sub/nabi", "photos/sub/hodu"] {
      #expect(try cat("\(name).jpg") == ",\"cat\":\"\(name)\"")
    }
    #expect(try fixture.open().layout.isSorted)
    #expect(try fixture.scan().moved == 3)
    #expect(try cat("photos/sub/nabi.jpg") == ",\"cat\":\"photos/sub/hodu\"")
    #expect(try cat("photos/sub/hodu.jpg") == ",\"cat\":\"photos/sub/nabi\"")
    #expect(try cat("photos/first.jpg") == ",\"cat\":\"photos/miso\"")
    #expect(try fixture.paths().count == 4)
  }

  @Test(
    "a photo that is moved onto another one keeps what was written about it; of the other that is kept elsewhere"
  )
  func overwritten() throws {
    try writeNames()
    try folder.remove("photos/sub/hodu.jpg")
    try folder.move("photos/sub/nabi.jpg", to: "photos/sub/hodu.jpg")
    let summary = try fixture.scan()
    #expect(summary.moved == 1 && summary.removedWithMembers == 1)
    #expect(try cat("photos/sub/hodu.jpg") == ",\"cat\":\"photos/sub/nabi\"")
    let kept = String(decoding: try folder.read("catalog.removed.jsonl"), as: UTF8.self)
    #expect(kept.contains("\"cat\":\"photos/sub/hodu\"") && kept.split(separator: "\n").count == 1)
  }

  @Test("two raw photos of one size and second are two, whatever lies beside a third")
  func twoOfOneSize() throws {
    let time = Timestamp(seconds: 1_700_000_002, nanoseconds: 0)
    try folder.write(SamplePhoto.at(8, 9), to: "photos/burst1.jpg")
    try folder.setModified(time, of: "photos/burst1.jpg")
    try fixture.scan()
    try fixture.editIndex {
      $0.replacing("\"path\":\"photos/burst1.jpg\"", with: "\"path\":\"photos/burst1.jpg\",\"cat\":1")
    }
    try fixture.scan()
    try folder.remove("photos/burst1.jpg")
    try folder.write(SamplePhoto.at(8, 10), to: "photos/burst2.jpg")
    try folder.setModified(time, of: "photos/burst2.jpg")
    try folder.write(SamplePhoto.at(1, 2, padding: 30), to: "photos/third.jpg")
    try folder.write(Array(SidecarSample.xmp(1, 3).utf8), to: "photos/third.xmp")
    let sizes = try ["photos/burst2.jpg", "photos/miso.jpg"].map { try folder.status($0).size }
    #expect(sizes[0] == sizes[1])
    let summary = try fixture.scan()
    #expect(summary.moved == 0 && summary.newlyMissing == 1)
    #expect(try cat("photos/burst2.jpg").isEmpty)
  }

  @Test("a photo that left its sidecar behind is the same photo")
  func leftSidecar() throws {
    try folder.write(Array(SidecarSample.xmp(1, 3).utf8), to: "photos/sub/nabi.xmp")
    try fixture.scan()
    try writeNames()
    try folder.move("photos/sub/nabi.jpg", to: "photos/nabi.jpg")
    #expect(try fixture.scan().moved == 1)
    #expect(try cat("photos/nabi.jpg") == ",\"cat\":\"photos/sub/nabi\"")
  }

  @Test("a copy of a photo whose drive is away gets what was written, and the record stays")
  func copied() throws {
    try folder.write(SamplePhoto.at(8, 9, padding: 40), to: "drive/a.jpg")
    try fixture.scan(["drive"])
    try fixture.editIndex {
      $0.replacing("\"path\":\"drive/a.jpg\"", with: "\"path\":\"drive/a.jpg\",\"cat\":1")
    }
    try fixture.scan([])
    try folder.move("drive/a.jpg", to: "photos/copy.jpg")
    try folder.move("drive", to: "away")
    let summary = try fixture.scan([])
    #expect(summary.moved == 0 && summary.kept.count == 1)
    #expect(try cat("photos/copy.jpg") == ",\"cat\":1" && cat("drive/a.jpg") == ",\"cat\":1")
  }

  @Test("of several that could be meant, nobody moves; as many on both sides keep their order")
  func several() throws {
    let time = Timestamp(seconds: 1_700_000_001, nanoseconds: 5)
    for name in ["photos/x/1.jpg", "photos/x/2.jpg", "photos/x/3.jpg"] {
      try folder.write(SamplePhoto.at(8, 9), to: name)
      try folder.setModified(time, of: name)
    }
    try fixture.scan()
    for number in 1...3 {
      try fixture.editIndex {
        $0.replacing(
          "\"path\":\"photos/x/\(number).jpg\"",
          with: "\"path\":\"photos/x/\(number).jpg\",\"n\":\(number)"
        )
      }
    }
    try fixture.scan()
    for number in 1...3 { try folder.move("photos/x/\(number).jpg", to: "photos/x/a\(number).jpg") }
    #expect(try fixture.scan().moved == 3)
    for number in 1...3 { #expect(try cat("photos/x/a\(number).jpg") == ",\"n\":\(number)") }
    try folder.remove("photos/x/a1.jpg")
    for number in 2...3 { try folder.move("photos/x/a\(number).jpg", to: "photos/x/b\(number).jpg") }
    let summary = try fixture.scan()
    #expect(summary.moved == 0 && summary.newlyMissing == 3)
  }

  @Test(
    "times are the same where they are equal, or where a file system that counts in two seconds made one of them",
    arguments: [
      (100, 0, 100, 0, true), (101, 5, 101, 5, true), (101, 5, 101, 6, false), (102, 0, 101, 5, true),
      (102, 0, 103, 999, true),
      (102, 0, 104, 0, false), (101, 0, 102, 1, false), (102, 0, 100, 1, true), (102, 0, 100, 0, false),
    ]
  )
  func times(_ first: Int, _ nanoseconds: Int, _ second: Int, _ others: Int, _ isSame: Bool) {
    let (one, other) = (
      Timestamp(seconds: first, nanoseconds: nanoseconds), Timestamp(seconds: second, nanoseconds: others)
    )
    #expect(MovedPhotos.isSameTime(one, other) == isSame)
    #expect(MovedPhotos.isSameTime(other, one) == isSame)
  }

  @Test("lines of mountinfo name their places, with blanks and the like written anew")
  func mountPoints() {
    let line = Array(
      "36 35 98:0 /mnt1 /media/My\\040Stick\\134x rw,noatime master:1 - ext3 /dev/root rw".utf8
    )
    #expect(MountPoints.path(in: line[...]) == FilePathBytes("/media/My Stick\\x"))
    #expect(MountPoints.path(in: Array("1 2 3".utf8)[...]) == nil)
    for count in 0..<line.count { _ = MountPoints.path(in: line[..<count]) }
  }
}
