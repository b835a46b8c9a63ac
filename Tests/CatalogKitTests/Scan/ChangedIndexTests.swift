import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner and changed indexes")
struct ChangedIndexTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
    try fixture.scan()
  }

  private func addCat() throws {
    try fixture.editIndex {
      $0.replacing(#""path":"photos/miso.jpg""#, with: #""cat": "Miso", "path":"photos/miso.jpg""#)
    }
  }

  @Test("fields that are not known survive a scan, also of a photo that is read again")
  func unknownFields() throws {
    try addCat()
    let told = EventLog()
    #expect(try fixture.scan { $0.onEvent = { told.add($0) } }.read == 3)
    #expect(told.sawChangedIndex)
    #expect(try fixture.open().layout.isSorted)
    #expect(try fixture.photo("photos/miso.jpg").unknownFields == Array(#","cat":"Miso""#.utf8))
    #expect(try fixture.scan().unchanged == 3)
    try folder.write(SamplePhoto.at(8, 9, padding: 99), to: "photos/miso.jpg")
    #expect(try fixture.scan().read == 1)
    let photo = try fixture.photo("photos/miso.jpg")
    #expect(photo.unknownFields == Array(#","cat":"Miso""#.utf8))
    #expect(photo.position?.coordinate.latitude == 8)
  }

  @Test("a record of another folder keeps its fields and becomes sorted again")
  func elsewhere() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "other/a.jpg")
    try addCat()
    try fixture.scan(["other"])
    #expect(try fixture.open().layout.isSorted)
    #expect(try fixture.paths().count == 4)
    #expect(try fixture.photo("photos/miso.jpg").unknownFields == Array(#","cat":"Miso""#.utf8))
  }

  @Test("what was edited by hand is read anew from the photo")
  func editedCoordinate() throws {
    try fixture.editIndex { $0.replacing("37.5665", with: "38.5665") }
    #expect(try fixture.scan().read == 3)
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 37.5665)
  }

  @Test("what was edited by hand is read anew also when another folder was scanned first")
  func editedElsewhere() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "other/a.jpg")
    try fixture.editIndex { $0.replacing("37.5665", with: "38.5665") }
    try fixture.scan(["other"])
    try fixture.scan()
    #expect(try fixture.photo("photos/miso.jpg").position?.coordinate.latitude == 37.5665)
  }

  @Test(
    "an index that jq wrote anew is scanned and becomes sorted again",
    .disabled(if: OtherProgram.jq.isMissing)
  )
  func jq() throws {
    let before = try fixture.photos()
    let result = try OtherProgram.jq(#".photos[0].cat = "Miso""#, folder("catalog.json").lossyText)
    try folder.write(result.output, to: "catalog.json")
    #expect(try fixture.scan().read == 3)
    #expect(try fixture.open().layout.isSorted)
    #expect(try fixture.photos().map(\.path) == before.map(\.path))
    #expect(try fixture.photos()[0].unknownFields == Array(#","cat":"Miso""#.utf8))
  }

  @Test("a photo that is twice in an index is there once after a scan")
  func twice() throws {
    try fixture.editIndex { text in
      let line = text.split(separator: "\n")[4]
      return text.replacing("\"photos\":[\n", with: "\"photos\":[\n\(line)\n")
    }
    try fixture.scan()
    #expect(try fixture.paths().count == 3)
  }

  @Test("of two lines of one photo the first one's members count", arguments: [false, true])
  func twoLines(isSorted: Bool) throws {
    var photos = try fixture.photos()
    let place = try #require(photos.firstIndex { $0.path == FilePathBytes("photos/miso.jpg") })
    photos[place].unknownFields = Array(",\"cat\":\"Miso\"".utf8)
    var second = photos[place]
    // Behind the first one in the order of an index.
    second.unknownFields = Array(",\"cat\":\"Nabi\"".utf8)
    photos.append(second)
    try SyntheticIndex.write(photos, to: folder("catalog.json"), header: try fixture.open().header())
    if !isSorted { try fixture.editIndex { $0 + "\n" } }
    #expect(try fixture.open().layout.isSorted == isSorted)
    try fixture.scan()
    #expect(try fixture.paths().count == 3)
    #expect(try fixture.photo("photos/miso.jpg").unknownFields == Array(",\"cat\":\"Miso\"".utf8))
  }

  @Test("lines in another order than an index has are put in order, also under a right checksum")
  func brokenOrder() throws {
    let good = try fixture.photos().map(\.path)
    var lines = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasPrefix("{\"geohash\"") })
    lines.swapAt(first, first + 1)
    let bytes = Array(lines.joined(separator: "\n").utf8.dropLast(IndexFooter.checksumLength))
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.add($0) }
    try folder.write(bytes + IndexFooter.encoded(checksum), to: "catalog.json")
    #expect(try fixture.open().layout.isSorted)
    let log = EventLog()
    #expect(try fixture.scan { $0.onEvent = { log.add($0) } }.read == 3)
    #expect(log.sawChangedIndex)
    #expect(try fixture.photos().map(\.path) == good)
    #expect(try fixture.scan().unchanged == 3)
  }

  @Test(
    "an index that is damaged, or something else, is left byte for byte",
    arguments: [
      "", "{", "cats", "{}", #"{"catalog":{"version":1},"scanned":["photos"],"photos":[{"path":1}]}"#,
    ]
  )
  func damaged(_ text: String) throws {
    try folder.write(Array(text.utf8), to: "catalog.json")
    #expect(throws: IndexError.self) { try fixture.scan() }
    #expect(try folder.read("catalog.json") == Array(text.utf8))
  }

  @Test("an index that was cut off is left byte for byte")
  func cutOff() throws {
    let bytes = try folder.read("catalog.json")
    for count in stride(from: 0, to: bytes.count - 2, by: 61) {
      try folder.write(Array(bytes.prefix(count)), to: "catalog.json")
      #expect(throws: IndexError.self) { try fixture.scan() }
      #expect(try folder.read("catalog.json") == Array(bytes.prefix(count)))
    }
  }

  @Test("a newer index is refused and left byte for byte")
  func newer() throws {
    try fixture.editIndex { $0.replacing("\"version\":1", with: "\"version\":2") }
    let before = try folder.read("catalog.json")
    #expect(throws: IndexError.newer(folder("catalog.json"), version: 2)) { try fixture.scan() }
    #expect(try folder.read("catalog.json") == before)
  }

  @Test("a newer index is refused and left byte for byte where its checksum is right, by a repair too")
  func wholeAndNewer() throws {
    var header = try fixture.open().header()
    header.version = IndexHeader.currentVersion + 1
    try SyntheticIndex.write(try fixture.photos(), to: folder("catalog.json"), header: header)
    let before = try folder.read("catalog.json")
    let refusal = IndexError.newer(folder("catalog.json"), version: header.version)
    #expect(throws: refusal) { try fixture.scan() }
    #expect(throws: refusal) { try fixture.scan { $0.readsAll = true } }
    #expect(throws: refusal) { try IndexRepair(path: folder("catalog.json"), generator: "catalog test") }
    #expect(try folder.read("catalog.json") == before)
  }

  @Test("the permissions of an index are kept, and a new one is its owner's alone")
  func mode() throws {
    #expect(try folder.status("catalog.json").mode == 0o600)
    try folder.setMode(0o664, of: "catalog.json")
    try fixture.scan()
    #expect(try folder.status("catalog.json").mode == 0o664)
  }
}
