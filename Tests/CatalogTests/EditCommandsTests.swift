import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Words and places that people add")
struct EditCommandsTests {
  let fixture: ProgramFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ProgramFixture()
  }

  private func run(_ arguments: String...) throws -> ProcessResult {
    try fixture.catalog.run(arguments.map { Array($0.utf8) })
  }

  private func list(_ arguments: String...) throws -> [String] {
    try fixture.catalog.run((["list", "--format", "paths"] + arguments).map { Array($0.utf8) }).text.split(
      separator: "\n"
    ).map(String.init)
  }

  @Test("a tag is in the sidecar and in the index at once, and photos are not written to")
  func tag() throws {
    let photo = try folder.read("photos/miso.jpg")
    let result = try run("tag", "cats/Miso", "photos/miso.jpg", "photos/sub/nabi.jpg")
    #expect(result.status == 0 && result.errors == "tagged: 2 photos\n")
    #expect(try list("--tag", "miso") == ["photos/miso.jpg", "photos/sub/nabi.jpg"])
    #expect(try folder.read("photos/miso.jpg") == photo)
    #expect(try run("verify").status == 0)
    let scan = try run("scan")
    #expect(scan.errors.contains("0 read, 3 unchanged"))
    #expect(
      try run("tag", "cats/Miso", "photos/miso.jpg").errors == "tagged: 0 photos, 1 photo needed no change\n"
    )
  }

  @Test(
    "the first change writes the joined set of what the photo and the sidecar say, and a photo's own tag can be taken away"
  )
  func joined() throws {
    let words = IPTCBuilder().utf8().keyword("cat").keyword("street")
    try folder.write(JPEGBuilder().iptc(words).frame(width: 4, height: 3).scan().bytes, to: "photos/iptc.jpg")
    #expect(try run("scan").status == 0)
    #expect(try list("--tag", "street") == ["photos/iptc.jpg"])
    #expect(try run("tag", "cats/Nabi", "photos/iptc.jpg").status == 0)
    #expect(try run("untag", "street", "photos/iptc.jpg").status == 0)
    #expect(
      try run("list", "--path", "iptc.jpg", "--format", "jsonl", "--columns", "tags").text
        == "{\"tags\":[\"cat\",\"cats/Nabi\"]}\n"
    )
  }

  @Test("undo gives each sidecar back byte for byte, in turn, and leaves alone what somebody changed since")
  func undo() throws {
    let before = Array(SidecarShape.lightroom.text.utf8)
    try folder.write(before, to: "photos/miso.xmp")
    #expect(try run("scan").status == 0)
    #expect(try run("tag", "cats/Nabi", "photos/miso.jpg", "photos/sub/nabi.jpg").status == 0)
    let tagged = try folder.read("photos/miso.xmp")
    #expect(tagged != before)
    #expect(try run("describe", "photos/miso.jpg", "--title", "Nabi asleep", "--rating", "5").status == 0)
    #expect(try run("undo").errors == "taken back: 1 photo\n")
    #expect(try folder.read("photos/miso.xmp") == tagged)
    try folder.write(tagged + [UInt8(ascii: "\n")], to: "photos/miso.xmp")
    let refused = try run("undo")
    #expect(refused.status == 65 && refused.errors.contains("photos/miso.xmp: it was changed since"))
    #expect(try folder.read("photos/miso.xmp") == tagged + [UInt8(ascii: "\n")])
    #expect(try !folder.names().contains(FilePathBytes("photos/sub/nabi.jpg.xmp")))
    #expect(try list("--tag", "Nabi") == ["photos/miso.jpg"])
    try folder.write(tagged, to: "photos/miso.xmp")
    #expect(try run("undo").status == 0)
    #expect(try folder.read("photos/miso.xmp") == before)
    #expect(try run("undo").status == 66)
  }

  @Test("with --quiet nothing is said of what went well, and what did not is")
  func quiet() throws {
    #expect(try run("tag", "cats/Miso", "photos/miso.jpg", "--dry-run", "-q").errors == "")
    #expect(try list("--tag", "miso") == [])
    #expect(try run("tag", "cats/Miso", "photos/miso.jpg", "--quiet").errors == "")
    #expect(try run("describe", "photos/miso.jpg", "--rating", "3", "-q").errors == "")
    #expect(try run("rename-tag", "cats/Miso", "cats/Nabi", "-q").errors == "")
    #expect(try run("untag", "Nabi", "photos/miso.jpg", "-q").errors == "")
    #expect(try run("undo", "-q").errors == "")
    #expect(try list("--tag", "nabi") == ["photos/miso.jpg"])
    let refused = try run("place", "photos/miso.jpg", "--at", "1, 2", "-q")
    #expect(refused.status == 65 && refused.errors.contains("--overwrite replaces it"))
    #expect(!refused.errors.contains("placed:"))
  }

  @Test("ten runs are kept")
  func tenRuns() throws {
    for number in 0..<12 { #expect(try run("tag", "n\(number)", "photos/miso.jpg").status == 0) }
    for _ in 0..<10 { #expect(try run("undo").status == 0) }
    #expect(try run("undo").status == 66)
    #expect(
      try run("list", "--path", "miso.jpg", "--format", "jsonl", "--columns", "tags").text
        == "{\"tags\":[\"n0\",\"n1\"]}\n"
    )
  }

  @Test("which sidecar is written: the photo's own, a shared one that is its alone, else a new one")
  func choice() throws {
    let empty = Array(XMPSample.packet().utf8)
    try folder.write(empty, to: "photos/sub/nabi.xmp")
    #expect(try run("tag", "x", "photos/sub/nabi.jpg").status == 0)
    #expect(try folder.read("photos/sub/nabi.xmp") != empty)
    try folder.write(try folder.read("photos/sub/hodu.jpg"), to: "photos/sub/hodu.png")
    try folder.write(empty, to: "photos/sub/hodu.xmp")
    #expect(try run("tag", "x", "photos/sub/hodu.jpg").status == 0)
    #expect(try folder.read("photos/sub/hodu.xmp") == empty)
    #expect(try !folder.read("photos/sub/hodu.jpg.xmp").isEmpty)
    let bound = Array(
      XMPSample.packet(
        children:
          "<photoshop:SidecarForExtension xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\">NEF</photoshop:SidecarForExtension>"
      ).utf8
    )
    try folder.write(bound, to: "photos/miso.xmp")
    #expect(try run("tag", "x", "photos/miso.jpg").status == 0)
    #expect(try folder.read("photos/miso.xmp") == bound)
  }

  @Test("a tag is renamed on all photos that have it, with what is below it")
  func rename() throws {
    #expect(try run("tag", "cats/Nabi/asleep", "photos/miso.jpg").status == 0)
    #expect(try run("tag", "cats/Nabi", "photos/sub/nabi.jpg").status == 0)
    #expect(try run("rename-tag", "cats/Nabi", "cats/Navi").errors == "renamed: 2 photos\n")
    #expect(try list("--tag", "cats/Navi/asleep") == ["photos/miso.jpg"])
    #expect(try list("--tag", "Nabi").isEmpty)
  }

  @Test(
    "names of photos come from standard input, as list and near write them, and --dry-run only says what would be"
  )
  func standardInput() throws {
    let names = try run("near", "37.5665", "126.978", "--print0").output
    try folder.write(names, to: "names")
    let command = "\"$0\" tag cats/Nabi - --dry-run <names && \"$0\" tag cats/Nabi - <names"
    let result = try OtherProgram.shell(command, CatalogProcess.program.lossyText, in: folder.path)
    #expect(result.status == 0)
    #expect(
      result.errors.contains("would make photos/miso.jpg.xmp\n")
        && result.errors.contains("would be tagged: 2 photos\n")
    )
    #expect(try list("--tag", "Nabi").count == 2)
  }

  @Test("a photo that is not in the index is tagged all the same; without an index too")
  func notInIndex() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "new.jpg")
    #expect(try run("tag", "x", "new.jpg").status == 0)
    #expect(try run("show", "new.jpg").text.contains("x"))
    let other = try TemporaryFolder()
    try other.write(SamplePhoto.at(1, 2), to: "a.jpg")
    let result = try CatalogProcess(in: other.path)("tag", "x", "a.jpg")
    #expect(result.status == 0)
    #expect(try !other.names().contains(FilePathBytes("catalog.json")))
    #expect(try CatalogProcess(in: other.path)("undo").status == 0)
  }

  @Test(
    "names that are no tags are refused",
    arguments: [
      "", "/", "a/", "/a", "a//b", "a|b", "a\nb", "a\u{7}", " ", "a\u{202E}b", "a\u{FFFE}", "a\u{FFFF}",
      "a\u{FFFD}", String(repeating: "x", count: 1_000_000),
    ]
  )
  func wrongNames(_ name: String) throws {
    #expect(throws: TagNameError.self) { try TagName(name) }
    guard name.utf8.count < 1000 else { return }
    #expect(try run("tag", name, "photos/miso.jpg").status == 64)
  }

  @Test("what cannot be written is named and stays as it is; the others are written")
  func failures() throws {
    let broken = Array("<x:xmpmeta".utf8)
    try folder.write(broken, to: "photos/miso.jpg.xmp")
    try folder.makeFolder("photos/sub/hodu.jpg.xmp")
    try folder.link("link.jpg", to: "photos/sub/nabi.jpg")
    let result = try run(
      "tag",
      "x",
      "photos/miso.jpg",
      "photos/sub/nabi.jpg",
      "photos/sub/hodu.jpg",
      "link.jpg",
      "none.jpg",
      "notes.txt"
    )
    #expect(result.status != 0)
    for words in [
      "miso.jpg", "hodu.jpg", "link.jpg: it is a link", "none.jpg: No such file", "notes.txt: it is no photo",
    ] {
      #expect(result.errors.contains(words), "\(words): \(result.errors)")
    }
    #expect(result.errors.contains("tagged: 1 photo, 5 photos left as they were"))
    #expect(try folder.read("photos/miso.jpg.xmp") == broken)
    #expect(try list("--tag", "x") == ["photos/sub/nabi.jpg"])
    #expect(try run("tag", "x", "link.jpg", "--follow-links").status == 0)
    #expect(try run("tag", "x", "photos/sub/hodu.jpg.xmp").errors == "tagged: 0 photos\n")
  }

  @Test("two that write at once wait for each other, and nothing of either is lost")
  func atOnce() throws {
    try holdingLock {
      #expect(throws: IndexError.self) {
        try PhotoEditor(index: folder("catalog.json"), generator: "catalog test", patience: 0.2)
      }
    }
    let script = "for n in 1 2 3 4 5 6; do \"$0\" tag t$n photos/miso.jpg photos/sub/nabi.jpg & done; wait"
    let result = try OtherProgram.shell(script, CatalogProcess.program.lossyText, in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    for number in 1...6 { #expect(try list("--tag", "t\(number)").count == 2) }
  }

  private func holdingLock(_ body: () throws -> Void) throws {
    let lock = try FileLock.ofIndex(SystemCalls.resolve(folder("catalog.json")), SystemClock.live.now())
    try body()
    withExtendedLifetime(lock) {}
  }

  @Test("members that somebody wrote by hand stay with the record")
  func handWritten() throws {
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    try folder.write(
      Array(
        text.replacing("\"path\":\"photos/miso.jpg\"", with: "\"path\":\"photos/miso.jpg\",\"cat\":1").utf8
      ),
      to: "catalog.json"
    )
    #expect(try run("tag", "x", "photos/miso.jpg").status == 0)
    #expect(try String(decoding: folder.read("catalog.json"), as: UTF8.self).contains("\"cat\":1"))
    #expect(try run("verify").status == 0)
  }
}
