import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Scanner and what patterns pass over")
struct ExcludingScanTests {
  let fixture: ScanFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ScanFixture(photos: ())
  }

  private func patterns(_ texts: String...) throws -> [PathPattern] {
    try texts.map { try PathPattern(FilePathBytes($0)) }
  }

  private func counts(_ summary: ScanSummary, _ reason: PassedOverReason) -> [Int] {
    [summary.passedOver[reason]?.files ?? 0, summary.passedOver[reason]?.folders ?? 0]
  }

  @Test("what is excluded is not scanned, is counted, and the next scan knows it")
  func kept() throws {
    let excludes = try patterns("photos/sub/")
    let summary = try fixture.scan { $0.excludes = excludes }
    #expect(counts(summary, .exclude) == [0, 1])
    #expect(try fixture.paths() == ["photos/miso.jpg"])
    #expect(try fixture.open().header().exclude == [FilePathBytes("photos/sub/")])
    #expect(try fixture.open().layout.isSorted)
    let before = try folder.read("catalog.json")
    #expect(try counts(fixture.scan([]), .exclude) == [0, 1])
    #expect(try folder.read("catalog.json") == before)
  }

  @Test("a scan that names patterns replaces the list, and an empty list ends it")
  func replaced() throws {
    try fixture.scan { $0.excludes = try? patterns("photos/sub/") }
    #expect(try fixture.scan { $0.excludes = try? patterns("nabi.*", "!hodu.jpg") }.read == 1)
    #expect(try fixture.paths() == ["photos/miso.jpg", "photos/sub/hodu.jpg"])
    try fixture.scan { $0.excludes = [] }
    #expect(try fixture.paths().count == 3)
    #expect(try fixture.open().header().exclude.isEmpty)
  }

  @Test("a pattern counts from the index's folder, also where that is not the scanned one")
  func elsewhere() throws {
    let excludes = try patterns("/sub/nabi.jpg")
    try fixture.scan { $0.excludes = excludes }
    #expect(try fixture.paths().count == 3)
    try fixture.scan(index: "photos/cats.json") { $0.excludes = excludes }
    #expect(try fixture.paths("photos/cats.json") == ["miso.jpg", "sub/hodu.jpg"])
    try folder.makeFolder("elsewhere")
    let absolute = try patterns(folder("photos/sub").lossyText, "tmp", "photos")
    try fixture.scan(index: "elsewhere/cats.json") { $0.excludes = absolute }
    #expect(try fixture.paths("elsewhere/cats.json") == [folder("photos/miso.jpg").lossyText])
  }

  @Test("a folder that is named lies where patterns pass over: nothing of it is scanned")
  func namedFolder() throws {
    try fixture.scan { $0.excludes = try? patterns("photos/sub") }
    let summary = try fixture.scan(["photos/sub"])
    #expect(counts(summary, .exclude) == [0, 1])
    #expect(try fixture.paths() == ["photos/miso.jpg"])
  }

  @Test("a .catalogignore counts from its folder, and a deeper one before it")
  func ignoreFiles() throws {
    try folder.write(Array("*.jpg\n!/miso.jpg\n".utf8), to: "photos/.catalogignore")
    try folder.write(Array("!hodu.jpg\r\n".utf8), to: "photos/sub/.catalogignore")
    let summary = try fixture.scan()
    #expect(counts(summary, .catalogignore) == [1, 0])
    #expect(try fixture.paths() == ["photos/miso.jpg", "photos/sub/hodu.jpg"])
    // What the command line says comes before both.
    try fixture.scan { $0.excludes = try? patterns("hodu*") }
    #expect(try fixture.paths() == ["photos/miso.jpg"])
  }

  @Test("a .catalogignore of a megabyte is named, and its folder is left as it was", arguments: ["x", "x\n"])
  func largeIgnoreFile(text: String) throws {
    try fixture.scan()
    let bytes = Array(String(repeating: text, count: (1 << 20) / text.utf8.count).utf8)
    try folder.write(bytes, to: "photos/sub/.catalogignore")
    let summary = try fixture.scan()
    #expect(summary.unreadableFolders.map(\.path) == [folder("photos/sub/.catalogignore")])
    #expect(summary.isIncomplete)
    #expect(try fixture.paths().count == 3)
    #expect(IgnoreFile.patterns(Array("a\n".utf8)).count == 1)
  }

  @Test("more patterns than anybody writes are refused")
  func manyPatterns() throws {
    try folder.write(Array(String(repeating: "x\n", count: 3000).utf8), to: "photos/.catalogignore")
    let error = try #require(try fixture.scan().unreadableFolders.first)
    #expect(error.code == EFBIG)
    #expect(
      error.description.hasSuffix(
        ".catalogignore: File too large. It may hold 64 KB and 2,000 patterns: leave some out"
      )
    )
  }

  @Test("links are followed by later scans as by the last one that said so")
  func links() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "elsewhere/a.jpg")
    try folder.link("photos/link", to: "../elsewhere")
    #expect(try fixture.scan().read == 3)
    try fixture.scan { $0.followsLinks = true }
    #expect(try fixture.paths().count == 4)
    #expect(try fixture.open().header().followsLinks)
    try folder.write(SamplePhoto.at(1, 2), to: "elsewhere/b.jpg")
    #expect(try fixture.scan([]).read == 1)
    try fixture.scan { $0.followsLinks = false }
    #expect(try !fixture.open().header().followsLinks)
    try folder.write(SamplePhoto.at(1, 2), to: "elsewhere/c.jpg")
    #expect(try fixture.scan([]).read == 0)
  }

  @Test("an index without patterns and links begins with what was scanned and what is mounted there")
  func oldBytes() throws {
    try fixture.scan()
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    #expect(text.contains("},\n\"scanned\":[\"photos\"],\n\"mounts\":[],\n\"photos\":[\n"))
    #expect(!text.contains("exclude"))
  }

  @Test("members of the head that nobody knows survive a scan")
  func unknownMembers() throws {
    try fixture.scan { $0.excludes = try? patterns("*.NEF") }
    try fixture.editIndex {
      $0.replacing("{\"catalog\":{", with: "{\"owner\":{\"cat\": \"Miso\"},\"catalog\":{\"colour\" : [1, 2],")
    }
    try fixture.scan()
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    #expect(text.contains(",\"colour\":[1,2]},\n\"scanned\":[\"photos\"],\n\"exclude\":[\"*.NEF\"],\n"))
    #expect(text.contains(",\n\"owner\":{\"cat\":\"Miso\"},\n\"photos\":[\n"))
    #expect(try fixture.open().layout.isSorted)
    #expect(try fixture.scan().unchanged == 3)
    _ = try IndexRepair(path: folder("catalog.json"), generator: "catalog test")
    #expect(try fixture.open().header().exclude == [FilePathBytes("*.NEF")])
  }

  @Test("a pattern in the head that is none is refused with the reason")
  func badPattern() throws {
    try fixture.scan { $0.excludes = try? patterns("*.NEF") }
    try fixture.editIndex { $0.replacing("*.NEF", with: "[a-z") }
    let error = #expect(throws: ScanError.self) { try fixture.scan() }
    #expect(error?.description.contains("--exclude") == true)
    #expect(try fixture.scan { $0.excludes = [] }.index.photos == 3)
  }
}
