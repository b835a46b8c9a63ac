import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("What a scan says in the end")
struct ScanSummaryTests {
  private func json(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test("as JSON it is one object on standard output, and words are problems only")
  func program() throws {
    let fixture = try ProgramFixture()
    try fixture.folder.write(SamplePhoto.broken, to: "photos/broken.jpg")
    try fixture.folder.write(SamplePhoto.unlocated(), to: "photos/nowhere.jpg")
    try fixture.folder.remove("photos/sub")
    let result = try fixture.catalog("scan", "--format", "json")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("catalog: photos/broken.jpg: "))
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.output.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    let object = try json(result.output)
    #expect(object["index"] as? String == "catalog.json")
    #expect(object["photos"] as? Int == 3)
    #expect(object["located"] as? Int == 1)
    #expect(object["newlyMissing"] as? Int == 2)
    #expect(object["missing"] as? Int == 2)
    #expect(object["withoutPosition"] as? Int == 1)
    #expect(object["unreadable"] as? Int == 1)
    #expect(object["read"] as? Int == 2)
    #expect(object["unchanged"] as? Int == 1)
    #expect(object["removed"] as? Int == 0)
    #expect(object["interrupted"] as? Bool == false)
    #expect((object["bytesRead"] as? Int ?? 0) > 40)
    #expect((object["kept"] as? [[String: Any]])?.isEmpty == true)
  }

  @Test("its names are these, in this order")
  func names() throws {
    var summary = ScanSummary()
    summary.elapsed = .microseconds(1_234_567)
    summary.unreadableFolders = [SystemError(code: EACCES, operation: "open", path: FilePathBytes("/x"))]
    #expect(
      String(decoding: ScanSummaryJSON.render(summary, index: FilePathBytes("a \"b\".json")), as: UTF8.self)
        == #"{"index":"a \"b\".json","photos":0,"located":0,"withoutPosition":0,"unreadable":0,"read":0,"#
        + #""unchanged":0,"moved":0,"newlyMissing":0,"removed":0,"knownProblems":0,"missingFolders":[],"kept":[],"unreadableFolders":["/x"],"passedOver":[],"#
        + #""passedOverRecords":0,"markedMissing":0,"displacedMembers":0,"missing":0,"bytesRead":0,"seconds":1.235,"#
        + #""interrupted":false}"# + "\n"
    )
  }

  @Test("a few folders whose records were kept are named, and the rest are counted")
  func manyFolders() {
    var summary = ScanSummary()
    for number in 10..<40 {
      var kept = KeptRecords(reason: .photosMissing)
      kept.count = 2
      summary.kept[FilePathBytes("photos/\(number)")] = kept
    }
    summary.index.photos = 60
    let lines = ScanReport.lines(summary, index: FilePathBytes("catalog.json"))
    #expect(lines.count == 2 + ScanReport.folderLimit + 1)
    #expect(lines.last == "20 records kept in 10 more folders")
  }

  @Test(
    "the first twenty photos that could not be read are named, and the rest are counted",
    arguments: [20, 21, 23]
  )
  func manyProblems(_ count: Int) throws {
    let fixture = try CommandFixture(nil)
    for number in 0..<count { try fixture.folder.write(SamplePhoto.broken, to: "photos/\(number).jpg") }
    let run = try fixture("scan", fixture.folder("photos").lossyText)
    #expect(run.status == 1)
    let words = run.words.split(separator: "\n")
    #expect(words.count { $0.contains(".jpg: ") } == 20)
    let more = words.filter { $0.contains(" more file") }
    #expect(more.count == (count > 20 ? 1 : 0))
    if count > 20 {
      #expect(
        more.first?.hasPrefix("catalog: \(count - 20) more file\(count == 21 ? "" : "s") could not be read")
          == true
      )
    }
  }

  @Test("links are followed where that is asked for, and only there")
  func links() throws {
    let fixture = try CommandFixture(nil)
    try fixture.folder.write(SamplePhoto.at(1, 2), to: "photos/a.jpg")
    try fixture.folder.write(SamplePhoto.at(3, 4), to: "elsewhere/b.jpg")
    try fixture.folder.link("photos/link", to: "../elsewhere")
    let photos = fixture.folder("photos").lossyText
    #expect(try fixture("scan", photos).words.contains("1 photo in "))
    #expect(try fixture("scan", photos, "--follow-links").words.contains("2 photos in "))
  }

  @Test("a folder that could not be read is said to be that")
  func unreadable() {
    var summary = ScanSummary()
    summary.index.photos = 1
    summary.kept[FilePathBytes("photos")] = KeptRecords(reason: .folderUnreadable)
    #expect(
      ScanReport.lines(summary, index: FilePathBytes("catalog.json")).last
        == "0 records kept: photos could not be read. Nothing is dropped from it until it can be, even with --prune"
    )
  }

  @Test("nothing of a progress is written where standard error is no terminal")
  func noTerminal() throws {
    var fixture = try ProgramFixture()
    fixture.catalog.environment = ["TERM": "xterm", "COLUMNS": "80"]
    let result = try fixture.catalog("scan", "--full")
    #expect(result.errors == "3 photos in catalog.json: 3 located\n3 read, 0 unchanged\n")
  }
}
