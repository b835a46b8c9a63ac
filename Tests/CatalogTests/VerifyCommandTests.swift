import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog verify")
struct VerifyCommandTests {
  let fixture: CommandFixture
  let index: String

  init() throws {
    fixture = try CommandFixture(try SyntheticIndex.small())
    index = fixture.folder("catalog.json").lossyText
  }

  private func damage() throws {
    let text = String(decoding: try fixture.folder.read("catalog.json"), as: UTF8.self)
    try fixture.folder.write(Array(text.replacing("37.5671", with: "37.56x1").utf8), to: "catalog.json")
  }

  @Test("a whole index is 0, with its photos counted")
  func whole() throws {
    let run = try fixture("verify")
    #expect(run.status == 0)
    #expect(
      run.text
        == "\(index) is whole: 5 photos, 3 located, 1 unreadable. Records, order, counts and checksum are right.\n"
    )
    #expect(run.words.isEmpty)
    #expect(try fixture("verify", "--repair").text == run.text)
  }

  @Test("a damaged index is 65, with each thing that is wrong on a line, and what to do")
  func damaged() throws {
    try damage()
    let run = try fixture("verify")
    #expect(run.status == 65)
    #expect(run.lines.first == "\(index) is damaged:")
    #expect(
      run.lines.contains {
        $0.hasPrefix("byte ") && $0.hasSuffix(": photos/nabi.jpg: this record cannot be read")
      }
    )
    #expect(run.lines.contains("the last line counts 5 photos, and there are 4"))
    #expect(run.lines.last == "What can be read: 4 photos, 2 located, 1 unreadable. One record cannot.")
    #expect(run.words == "catalog: save what can be read with: catalog verify --repair\n")
  }

  @Test("a repair with a loss is 1 and says where the damaged file is; after it the index is whole")
  func repair() throws {
    try damage()
    let run = try fixture("verify", "--repair")
    #expect(run.status == 1)
    #expect(run.lines.contains("Written again: 4 photos, 2 located, 1 unreadable."))
    #expect(run.lines.last == "The damaged file is kept: \(index).damaged")
    #expect(
      run.words
        == "catalog: the next catalog scan reads all photos again, and finds those whose records were lost\n"
    )
    #expect(try fixture("verify").status == 0)
  }

  @Test("a repair without a loss is 0, and names what a scan needs where the folders are lost")
  func repairWithoutLoss() throws {
    let text = String(decoding: try fixture.folder.read("catalog.json"), as: UTF8.self)
    try fixture.folder.write(
      Array(text.replacing("\"scanned\"", with: "\"zcanned\"").utf8),
      to: "catalog.json"
    )
    #expect(try fixture("verify").lines.first == "\(index) is not as a scan wrote it:")
    let run = try fixture("verify", "--repair")
    #expect(run.status == 0)
    #expect(
      run.words.contains(
        "the list of scanned folders is lost. catalog scan FOLDER reads all photos again\n"
      )
    )
  }

  @Test("the answer as JSON has all of it")
  func json() throws {
    try damage()
    let run = try fixture("verify", "--format", "json")
    #expect(run.status == 65)
    #expect(run.lines.count == 1)
    #expect(
      run.text.hasPrefix(
        "{\"index\":\"\(index)\",\"whole\":false,\"photos\":4,\"located\":2,\"unreadable\":1,\"lost\":1,"
      )
    )
    #expect(run.text.contains("\"photo\":\"photos/nabi.jpg\",\"problem\":\"this record cannot be read\"}"))
    #expect(run.text.hasSuffix("\"repaired\":false}\n"))
    let repaired = try fixture("verify", "--repair", "--format", "json")
    #expect(repaired.text.hasSuffix("\"repaired\":true,\"damagedCopy\":\"\(index).damaged\"}\n"))
  }

  @Test("no index is 66, another file 65")
  func noIndex() throws {
    #expect(try fixture("verify", "--index", fixture.folder("nope.json").lossyText).status == 66)
    try fixture.folder.write(Array("{}".utf8), to: "other.json")
    let other = fixture.folder("other.json").lossyText
    #expect(try fixture("verify", "--index", other).status == 65)
    #expect(try fixture("verify", "--repair", "--index", other).status == 65)
    #expect(try fixture.folder.read("other.json") == Array("{}".utf8))
  }

  @Test("a repair of no index is 66, and makes no file, not even a lock")
  func repairOfNothing() throws {
    let before = try fixture.folder.names()
    #expect(try fixture("verify", "--repair", "--index", fixture.folder("nope.json").lossyText).status == 66)
    #expect(try fixture.folder.names() == before)
  }
}
