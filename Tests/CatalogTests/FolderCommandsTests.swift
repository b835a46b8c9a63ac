import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Folders that come and go, indexes above, and several of them")
struct FolderCommandsTests {
  let fixture: ProgramFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ProgramFixture()
  }

  private func run(_ arguments: String..., in place: String = ".") throws -> ProcessResult {
    return try CatalogProcess(in: SystemCalls.resolve(folder(place))).run(arguments.map { Array($0.utf8) })
  }

  private func lines(_ result: ProcessResult) -> [String] {
    result.text.split(separator: "\n").map(String.init)
  }

  @Test("a folder that was pruned and removed is named with what forgets it, and forgetting ends the warning")
  func forgotten() throws {
    try folder.write(SamplePhoto.at(1, 2), to: "b/a.jpg")
    #expect(try run("scan", "photos", "b").status == 0)
    try folder.remove("b")
    #expect(try run("scan", "--prune").errors.contains("catalog forget "))
    #expect(try run("scan").status == 0)
    let forget = try run("forget", "b")
    #expect(forget.status == 0 && forget.errors.contains("b is forgotten: 0 photos left catalog.json"))
    let scan = try run("scan")
    #expect(scan.status == 0 && !scan.errors.contains("forget"))
    #expect(try run("forget", "b").status == 66)
    #expect(try run("forget", "photos").status == 0)
    let nothing = try run("scan")
    #expect(nothing.status == 66 && nothing.errors.contains("catalog.json names no folder to scan again"))
    #expect(try run("forget", "nothing").errors.contains("was never scanned"))
  }

  @Test(
    "what is forgotten leaves with its records, what was written by hand is kept, and the rest of a folder stays"
  )
  func forgottenBelow() throws {
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    let edited = text.replacing(
      "\"path\":\"photos/sub/nabi.jpg\"",
      with: "\"path\":\"photos/sub/nabi.jpg\",\"cat\":1"
    )
    try folder.write(Array(edited.utf8), to: "catalog.json")
    #expect(try run("scan").status == 0)
    let forget = try run("forget", "photos/sub")
    #expect(forget.status == 0)
    #expect(forget.errors.contains("scans pass over /photos/sub/ from now on"))
    #expect(String(decoding: try folder.read("catalog.removed.jsonl"), as: UTF8.self).contains("\"cat\":1"))
    #expect(lines(try run("list", "--format", "paths")) == ["photos/miso.jpg"])
    #expect(try run("scan").status == 0)
    #expect(lines(try run("list", "--format", "paths")) == ["photos/miso.jpg"])
    #expect(try run("verify").status == 0)
    // Who names it wants it again.
    #expect(try run("scan", "photos/sub").status == 0)
    #expect(lines(try run("list", "--format", "paths")).count == 3)
    #expect(try run("scan").status == 0)
    #expect(lines(try run("list", "--format", "paths")).count == 3)
  }

  @Test("photos that are missing are answers only where that is asked, and are marked then")
  func missing() throws {
    try folder.move("photos/sub/nabi.jpg", to: "nabi.jpg")
    let scan = try run("scan")
    #expect(scan.status == 0 && scan.errors.contains("2 unchanged, 1 missing"))
    for command in [
      ["list"], ["near", "37.5671", "126.9785", "--limit", "0"], ["export", "jsonl"], ["export", "json"],
    ] {
      let format = command[0] == "export" ? [] : ["--format", "jsonl"]
      let catalog = fixture.catalog
      let without = try catalog.run((command + format).map { Array($0.utf8) })
      #expect(!without.text.contains("nabi.jpg"), "\(command)")
      let with = try catalog.run((command + format + ["--missing"]).map { Array($0.utf8) })
      #expect(with.text.contains("nabi.jpg") && with.text.contains("\"missing\":\"20"), "\(command)")
    }
    #expect(try run("list", "--missing").text.contains("MISSING"))
    #expect(try run("list", "--count").text == "2\n")
    #expect(try run("status").text.contains("missing    1;"))
    #expect(try run("status", "--format", "json").text.contains("\"missing\":1"))
    #expect(try run("show", "photos/sub/nabi.jpg").text.contains("missing"))
  }

  @Test("from a folder below, the index above is found, and named by its whole path")
  func above() throws {
    try folder.makeFolder("photos/sub/deep")
    #expect(lines(try run("list", "--format", "paths", in: "photos/sub")).count == 3)
    #expect(try run("near", "0", "0", in: "photos/sub/deep").status == 0)
    #expect(try run("status", in: "photos/sub").text.hasPrefix("\(folder("catalog.json"))"))
    // A scan of named folders writes here; one of none is that of the index above.
    #expect(try run("scan", in: "photos/sub").errors.contains("\(folder("catalog.json"))"))
    #expect(try run("scan", ".", in: "photos/sub").status == 0)
    #expect(try folder.names().contains(FilePathBytes("catalog.json")))
    #expect(lines(try run("list", "--format", "paths", in: "photos/sub")).count == 2)
    #expect(AncestorFile.find(FilePathBytes("catalog.json"), from: FilePathBytes("/proc/self")) == nil)
  }

  @Test("several indexes are asked together; what two of them have is there once")
  func several() throws {
    try folder.write(SamplePhoto.at(37.5666, 126.978), to: "other/a.jpg")
    #expect(try run("scan", "other", "photos/sub", "--index", "other.json").status == 0)
    let both = ["--index", "catalog.json", "--index", "other.json"]
    #expect(lines(try run("list", "--format", "paths", both[0], both[1], both[2], both[3])).count == 4)
    #expect(
      try run("near", "37.5665", "126.978", "--count", both[0], both[1], both[2], both[3]).text == "3\n"
    )
    let near = lines(
      try run("near", "37.5665", "126.978", "--format", "paths", both[0], both[1], both[2], both[3])
    )
    #expect(near == ["photos/miso.jpg", "other/a.jpg", "photos/sub/nabi.jpg"])
    #expect(try run("status", both[0], both[1], both[2], both[3]).text.contains("photos     4:"))
    #expect(
      try run("status", both[0], both[1], both[2], both[3]).text
        .hasPrefix("\(folder("catalog.json"))\n\(folder("other.json"))\nwritten")
    )
    #expect(lines(try run("export", "paths", both[0], both[1], both[2], both[3])).count == 4)
    // None of them is written over.
    let other = try folder.read("other.json")
    let over = try run("export", "paths", "-o", "other.json", both[0], both[1], both[2], both[3])
    #expect(over.status == 64 && over.errors.contains("other.json is the index itself"))
    #expect(try folder.read("other.json") == other)
    #expect(try run("list", "--index", "catalog.json", "--index", "none.json").status == 66)
    #expect(try run("scan", "--index", "catalog.json", "--index", "other.json").status == 64)
    // Missing by what one of them knows, and there by what another does.
    try folder.move("photos/sub/nabi.jpg", to: "nabi.jpg")
    #expect(try run("scan").status == 0)
    try folder.move("nabi.jpg", to: "photos/sub/nabi.jpg")
    #expect(try !run("list").text.contains("nabi.jpg"))
    #expect(try run("list", both[0], both[1], both[2], both[3]).text.contains("nabi.jpg"))
    try folder.remove("photos/sub/nabi.jpg")
    #expect(try run("scan", "--index", "other.json").status == 0)
    #expect(try !run("list", both[0], both[1], both[2], both[3]).text.contains("nabi.jpg"))
    let all = try run("list", "--missing", "--format", "paths", both[0], both[1], both[2], both[3])
    #expect(lines(all).filter { $0.hasSuffix("nabi.jpg") }.count == 1)
    #expect(try run("status").text.contains("photos     2:"))
    let counted = try run("status", "--missing").text
    #expect(counted.contains("photos     3: 3 located") && counted.contains("missing    1 of these;"))
    let text = String(decoding: try folder.read("other.json"), as: UTF8.self)
    try folder.write(Array(text.replacing("\"version\":1", with: "\"version\":9").utf8), to: "new.json")
    let newer = try run("list", "--index", "catalog.json", "--index", "new.json")
    #expect(newer.status == 65 && newer.errors.contains("new.json"))
  }
}
