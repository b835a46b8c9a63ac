import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner and where photos and index lie")
struct ScanFoldersTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
  }

  @Test("two folders, one after the other, live in one index")
  func two() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "other/a.jpg")
    try fixture.scan()
    let summary = try fixture.scan(["other"])
    #expect(summary.read == 1)
    #expect(summary.index.photos == 4)
    #expect(summary.kept.isEmpty)
    #expect(try fixture.scanned() == ["other", "photos"])
  }

  @Test("without folders, those of the index are scanned again")
  func known() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "other/a.jpg")
    try fixture.scan(["photos", "other"])
    try folder.write(SamplePhoto.at(1, 2), to: "other/b.jpg")
    let summary = try fixture.scan([])
    #expect(summary.read == 1)
    #expect(summary.unchanged == 4)
  }

  @Test("without folders and without an index there is nothing to do, and nothing is made")
  func nothing() throws {
    #expect(throws: ScanError.nothingToScan(folder("catalog.json"))) { try fixture.scan([]) }
    #expect(throws: ScanError.missingFolder(folder("nope"))) { try fixture.scan(["nope"]) }
    #expect(try folder.names() == [FilePathBytes("photos")])
  }

  @Test("nested folders are one, and each photo is read once")
  func nested() throws {
    let summary = try fixture.scan(["photos/sub", "photos", "photos/sub"])
    #expect(summary.read == 3)
    #expect(try fixture.scanned() == ["photos"])
    try fixture.scan(["photos/sub"])
    #expect(try fixture.scanned() == ["photos"])
    #expect(try fixture.paths().count == 3)
  }

  @Test("an inner folder becomes part of an outer one that is scanned later")
  func outer() throws {
    try fixture.scan(["photos/sub"])
    #expect(try fixture.scanned() == ["photos/sub"])
    #expect(try fixture.scan().unchanged == 2)
    #expect(try fixture.scanned() == ["photos"])
  }

  @Test("a folder that a link names is the folder that it leads to")
  func linkedFolder() throws {
    try fixture.scan()
    try folder.link("shortcut", to: "photos")
    #expect(try fixture.scan(["shortcut"]).unchanged == 3)
    #expect(try fixture.scanned() == ["photos"])
  }

  @Test("a photo below a followed link has the path through the link, once")
  func followedLink() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "other/a.jpg")
    try folder.link("photos/more", to: "../other")
    #expect(try fixture.scan().index.photos == 3)
    #expect(try fixture.scan { $0.followsLinks = true }.index.photos == 4)
    #expect(try fixture.paths().contains("photos/more/a.jpg"))
  }

  @Test("an index that is a link stays one, and the file it leads to is replaced")
  func linkedIndex() throws {
    try folder.makeFolder("real")
    try folder.link("catalog.json", to: "real/index.json")
    try fixture.scan()
    let link = try SystemCalls.resolve(folder("catalog.json"))
    #expect(link == folder("real/index.json"))
    #expect(try fixture.open().path == folder("real/index.json"))
    #expect(try fixture.paths().first == folder("photos/miso.jpg").lossyText)
    #expect(try fixture.scan().unchanged == 3)
  }

  @Test("an index in the photos' folder has the photos' names, and is no photo")
  func indexAmongPhotos() throws {
    try fixture.scan(["photos"], index: "photos/catalog.json")
    #expect(try fixture.paths("photos/catalog.json") == ["miso.jpg", "sub/hodu.jpg", "sub/nabi.jpg"])
    #expect(try fixture.scanned("photos/catalog.json") == ["."])
    try folder.remove("photos/sub/nabi.jpg")
    let summary = try fixture.scan([], index: "photos/catalog.json")
    #expect(summary.unchanged == 2)
    #expect(summary.newlyMissing == 1)
  }

  @Test("photos outside of the index's folder have absolute paths")
  func outside() throws {
    try folder.makeFolder("elsewhere")
    try fixture.scan(["photos"], index: "elsewhere/catalog.json")
    #expect(try fixture.paths("elsewhere/catalog.json").first == folder("photos/miso.jpg").lossyText)
    #expect(try fixture.scanned("elsewhere/catalog.json") == [folder("photos").lossyText])
    #expect(try fixture.scan([], index: "elsewhere/catalog.json").unchanged == 3)
  }

  @Test("index and photos can move together")
  func moving() throws {
    try folder.makeFolder("home")
    try folder.move("photos", to: "home/photos")
    try fixture.scan(["home/photos"], index: "home/catalog.json")
    try folder.move("home", to: "away")
    let summary = try fixture.scan([], index: "away/catalog.json")
    #expect(summary.unchanged == 3)
    #expect(summary.read == 0)
    #expect(try fixture.scanned("away/catalog.json") == ["photos"])
  }

  @Test("an index cannot lie in a folder that is missing, or be one")
  func unusable() throws {
    try folder.makeFolder("folder.json")
    for name in ["nope/catalog.json", "folder.json"] {
      let error = #expect(throws: ScanError.self) { try fixture.scan(["photos"], index: name) }
      guard case .unusableIndexPath = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    #expect(try folder.names().map(\.lossyText) == ["folder.json", "photos"])
  }

  @Test("a scan waits for nobody: where another holds the index it ends at once")
  func locked() throws {
    try fixture.scan()
    let before = try folder.read("catalog.json")
    let lock = try FileLock(protecting: folder("catalog.json"), since: SyntheticIndex.written)
    let error = #expect(throws: IndexError.self) { try fixture.scan() }
    guard case .locked(folder("catalog.json"), let holder) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(holder.hasSuffix("since \(SyntheticIndex.written)"))
    #expect(try folder.read("catalog.json") == before)
    withExtendedLifetime(lock) {}
  }
}
