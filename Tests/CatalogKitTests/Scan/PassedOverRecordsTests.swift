import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner and records of photos that are passed over")
struct PassedOverRecordsTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
    try fixture.scan()
  }

  private func excludes(_ text: String) throws -> [PathPattern] { [try PathPattern(FilePathBytes(text))] }

  /// Writes a member into the record of nabi, as a person would, and has it scanned.
  private func addMember(_ member: String) throws {
    try fixture.editIndex {
      $0.replacing("\"path\":\"photos/sub/nabi.jpg\"", with: "\"path\":\"photos/sub/nabi.jpg\",\(member)")
    }
    try fixture.scan()
  }

  private func removedLines() throws -> [String] {
    String(decoding: try folder.read("catalog.removed.jsonl"), as: UTF8.self).split(separator: "\n").map(
      String.init
    )
  }

  @Test("a record leaves at once, whether its photo is there or not")
  func leaves() throws {
    try folder.remove("photos/sub")
    #expect(try fixture.scan().newlyMissing == 2)
    let patterns = try excludes("photos/sub/")
    let summary = try fixture.scan { $0.excludes = patterns }
    #expect(summary.passedOverRecords == 2)
    #expect(summary.gone == 0)
    #expect(summary.kept.isEmpty)
    #expect(try fixture.paths() == ["photos/miso.jpg"])
  }

  @Test("records in folders that systems keep leave an index of an older version")
  func system() throws {
    try folder.move("photos/sub", to: "photos/other")
    try fixture.scan()
    for name in ["@eaDir", ".hidden"] {
      try fixture.editIndex { $0.replacing("photos/other/", with: "photos/\(name)/") }
      #expect(try fixture.scan().passedOverRecords == 2)
    }
    #expect(try fixture.paths().filter { $0.contains("/other/") }.count == 2)
  }

  @Test(
    "a record that somebody added to is marked as missing: in no answer, no count, and back when it is found again"
  )
  func marked() throws {
    try addMember("\"cat\":\"Nabi\"")
    let patterns = try excludes("nabi.jpg")
    let summary = try fixture.scan { $0.excludes = patterns }
    #expect(summary.markedMissing == 1)
    #expect(summary.passedOverRecords == 0)
    #expect(summary.index.photos == 2)
    #expect(summary.index.located == 2)
    #expect(summary.index.missing == 1)

    let index = try fixture.open()
    #expect(index.layout.isSorted)
    #expect(try index.verify().findingCount == 0)
    var listed: [FilePathBytes] = []
    try PhotoSelection().forEachPhoto(of: index) { listed.append(try $0.writtenPath()) }
    #expect(!listed.contains(FilePathBytes("photos/sub/nabi.jpg")))
    #expect(listed.count == 2)
    var sorted = PhotoSelection()
    sorted.order = PhotoOrder(by: .taken, isReversed: false)
    listed = []
    try sorted.forEachPhoto(of: index) { listed.append(try $0.writtenPath()) }
    #expect(listed.count == 2)
    let center = try Coordinate(latitude: 37.5671, longitude: 126.9785)
    let far = try #require(Distance(metres: 1e7))
    for scope in [NearQuery.Scope.within(far, limit: 10), .nearest(5, within: nil)] {
      let answer = try NearQuery(center: center, scope: scope).run(on: index)
      #expect(answer.total == 2)
      #expect(try !answer.hits.contains { try $0.photo().path == FilePathBytes("photos/sub/nabi.jpg") })
    }
    #expect(try IndexStatus(index).photos == 2)
    let path = FilePathBytes("photos/sub/nabi.jpg")
    #expect(try index.photos(at: [path])[path]?.missing != nil)

    let before = try folder.read("catalog.json")
    #expect(try fixture.scan().markedMissing == 0)
    #expect(try folder.read("catalog.json") == before)
    #expect(try fixture.scan { $0.excludes = [] }.read == 1)
    #expect(try fixture.photo("photos/sub/nabi.jpg").missing == nil)
    #expect(try fixture.photo("photos/sub/nabi.jpg").unknownFields == Array(",\"cat\":\"Nabi\"".utf8))
    #expect(try fixture.open().verify().findingCount == 0)
  }

  @Test("an index that somebody edited says nothing of missing photos either")
  func foreign() throws {
    try addMember("\"cat\":\"Nabi\"")
    let patterns = try excludes("nabi.jpg")
    try fixture.scan { $0.excludes = patterns }
    try fixture.editIndex { $0 + "\n" }
    let index = try fixture.open()
    #expect(!index.layout.isSorted)
    let query = NearQuery(
      center: try Coordinate(latitude: 37.5, longitude: 127),
      radius: try #require(Distance(metres: 1e7)),
      limit: nil
    )
    #expect(try query.run(on: index).total == 2)
    #expect(try IndexStatus(index).photos == 2)
  }

  @Test("patterns that leave nothing of a folder are refused, unless records may go")
  func everything() throws {
    let before = try folder.read("catalog.json")
    let patterns = try excludes("*")
    #expect(throws: ScanError.excludesEverything(folder("photos"), 3)) {
      try fixture.scan { $0.excludes = patterns }
    }
    #expect(try folder.read("catalog.json") == before)
    try folder.write(Array("*\n".utf8), to: "photos/.catalogignore")
    #expect(throws: ScanError.excludesEverything(folder("photos"), 3)) { try fixture.scan() }
    #expect(try folder.read("catalog.json") == before)
    #expect(try fixture.scan { $0.prunes = true }.passedOverRecords == 3)
    #expect(try fixture.paths().isEmpty)
    #expect(try fixture.scan().index.photos == 0)
  }

  @Test(
    "a record with members of a person's that leaves for good is kept beside the index, for its owner alone"
  )
  func removed() throws {
    try addMember("\"cat\":\"Nabi\"")
    let patterns = try excludes("nabi.jpg")
    let summary = try fixture.scan {
      $0.excludes = patterns
      $0.prunes = true
    }
    #expect(summary.removedWithMembers == 1)
    #expect(summary.removedFile == folder("catalog.removed.jsonl"))
    #expect(try SystemCalls.status(of: folder("catalog.removed.jsonl")).mode & 0o777 == 0o600)
    try folder.remove("photos/sub/hodu.jpg")
    try folder.write(SamplePhoto.at(3, 4), to: "photos/sub/new.jpg")
    #expect(try removedLines().count == 1)
    #expect(try removedLines()[0].contains("\"path\":\"photos/sub/nabi.jpg\""))
    #expect(try removedLines()[0].contains("\"cat\":\"Nabi\""))
  }

  @Test("so is one whose photo was deleted, when it is pruned")
  func deleted() throws {
    try addMember("\"cat\":\"Nabi\"")
    try folder.remove("photos/sub/nabi.jpg")
    #expect(try fixture.scan().newlyMissing == 1)
    #expect(try !folder.names().contains(FilePathBytes("catalog.removed.jsonl")))
    #expect(try fixture.scan { $0.prunes = true }.gone == 1)
    #expect(try removedLines().count == 1)
  }

  @Test(
    "a member whose name is a field by now is kept beside the index before the photo is read anew, whatever it holds"
  )
  func displaced() throws {
    try fixture.editIndex {
      $0.replacing("\"reader\":\(ExtractorVersion.current)", with: "\"reader\":2")
        .replacing(
          "\"path\":\"photos/sub/nabi.jpg\"",
          with: "\"path\":\"photos/sub/nabi.jpg\",\"missing\":[\"the left ear\"],\"cat\":1"
        )
    }
    // It is a photo like any other until then.
    #expect(try IndexStatus(fixture.open()).photos == 3)
    let summary = try fixture.scan()
    #expect(summary.displacedMembers == 1)
    #expect(try removedLines() == ["{\"path\":\"photos/sub/nabi.jpg\",\"missing\":[\"the left ear\"]}"])
    let photo = try fixture.photo("photos/sub/nabi.jpg")
    #expect(photo.missing == nil)
    #expect(photo.unknownFields == Array(",\"cat\":1".utf8))
    #expect(try fixture.scan().displacedMembers == 0)
    #expect(try removedLines().count == 1)
  }

  @Test("lines are added after one that was cut off, and never through a link")
  func appended() throws {
    let file = folder("x.removed.jsonl")
    try folder.write(Array("{\"a\":".utf8), to: "x.removed.jsonl")
    try AppendedFile.append(Array("{}\n".utf8), to: file)
    try AppendedFile.append(Array("{}\n".utf8), to: file)
    #expect(try folder.read("x.removed.jsonl") == Array("{\"a\":\n{}\n{}\n".utf8))
    try folder.link("link.jsonl", to: "x.removed.jsonl")
    let error = #expect(throws: SystemError.self) {
      try AppendedFile.append([0x0A], to: folder("link.jsonl"))
    }
    #expect(error?.isLink == true)
  }
}
