import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IndexFile and changed indexes")
struct IndexLayoutTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
  }

  private func rewrite(_ change: (String) -> String) throws {
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    try folder.write(Array(change(text).utf8), to: "catalog.json")
  }

  private func ask() throws -> NearQuery.Answer { try SmallQuery.run(on: IndexFile(path: index)) }

  private func expectOriginalHits(because reason: IndexFile.ForeignReason?) throws {
    let answer = try ask()
    #expect(answer.hits.map(\.photo.path.lossyText) == ["photos/miso.jpg", "photos/nabi.jpg"])
    #expect(answer.fallback == reason)
  }

  @Test("an index as a scan wrote it is sorted, with its header, its counts and its lines")
  func good() throws {
    guard case .sorted(let header, let summary, let lines) = try IndexFile(path: index).layout else {
      Issue.record("not as it was written")
      return
    }
    #expect(header == SyntheticIndex.header)
    #expect(summary.photos == 5)
    let text = String(decoding: try folder.read("catalog.json")[lines], as: UTF8.self)
    #expect(text.hasPrefix("{\"geohash\":\"") && text.hasSuffix("}\n"))
    try expectOriginalHits(because: nil)
  }

  @Test("all photos come in the order of the file, as lines and decoded")
  func lines() throws {
    let expected = try SyntheticIndex.small().sorted { $0.json.lexicographicallyPrecedes($1.json) }
    for isForeign in [false, true] {
      if isForeign { try rewrite { $0 + " " } }
      var lines: [[UInt8]] = []
      try IndexFile(path: index).forEachLine { lines.append(Array($0)) }
      #expect(lines == expected.map(\.json))
      var photos: [Photo] = []
      try IndexFile(path: index).forEachPhoto { photos.append($0) }
      #expect(photos == expected)
      #expect(try IndexFile(path: index).header() == SyntheticIndex.header)
    }
  }

  @Test("a coordinate that was edited by hand is the answer, and the checksum tells why all was read")
  func editedCoordinate() throws {
    try rewrite { text in
      text.replacing("-33.8586,", with: "37.56660,").replacing("151.214,", with: "126.979,")
    }
    let answer = try ask()
    #expect(answer.hits.contains { $0.photo.path == FilePathBytes("photos/sydney.jpg") })
    #expect(answer.total == 3)
    #expect(answer.fallback == .checksum)
  }

  @Test("an edit of the same length, with the old modification time, is noticed in a small index")
  func hiddenEdit() throws {
    try rewrite { $0.replacing("126.978,", with: "127.978,") }
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    let answer = try ask()
    #expect(answer.hits.map(\.photo.path.lossyText) == ["photos/nabi.jpg"])
    #expect(answer.fallback == .checksum)
  }

  @Test(
    "an index that jq wrote anew gives the same answer",
    .disabled(if: OtherProgram.jq.isMissing),
    arguments: [["."], ["-c", "."], ["-S", "."], ["--tab", "."]]
  )
  func jq(_ arguments: [String]) throws {
    let last = arguments.dropFirst().first ?? "."
    let result =
      arguments.count == 1
      ? try OtherProgram.jq(arguments[0], index.lossyText)
      : try OtherProgram.jq(arguments[0], last, index.lossyText)
    #expect(result.status == 0)
    try folder.write(result.output, to: "catalog.json")
    try expectOriginalHits(because: .layout)
  }

  @Test("line ends of another system change no answer")
  func carriageReturns() throws {
    try rewrite { $0.replacing("\n", with: "\r\n") }
    try expectOriginalHits(because: .layout)
  }

  @Test("a byte order mark changes no answer")
  func byteOrderMark() throws {
    try rewrite { "\u{FEFF}" + $0 }
    try expectOriginalHits(because: .layout)
  }

  @Test("another modification time alone changes nothing")
  func touched() throws {
    try folder.setModified(Timestamp(seconds: 1_780_000_000, nanoseconds: 0), of: "catalog.json")
    #expect(try IndexFile(path: index).layout.isSorted)
    try expectOriginalHits(because: nil)
  }

  @Test("photos that are in another order give the same answer")
  func reordered() throws {
    try rewrite { text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      lines.swapAt(3, 4)
      return lines.joined(separator: "\n")
    }
    try expectOriginalHits(because: .checksum)
  }

  @Test(
    "a newer index is refused, however it is laid out",
    arguments: [
      "{\"catalog\":{\"version\":2,", "{\"catalog\":{\"new\":{},\"version\":2,",
      "{ \"catalog\":{\"version\":2,",
    ]
  )
  func newer(_ beginning: String) throws {
    try rewrite { beginning + $0.dropFirst("{\"catalog\":{\"version\":1,".count) }
    #expect(throws: IndexError.newer(index, version: 2)) { try ask() }
  }

  @Test("a newer index is refused also where its layout and its checksum are right")
  func wholeAndNewer() throws {
    var header = SyntheticIndex.header
    header.version = IndexHeader.currentVersion + 1
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index, header: header)
    #expect(throws: IndexError.newer(index, version: header.version)) { try IndexFile(path: index) }
  }

  @Test("a large index of another time is compared with its checksum, and answers as it is written now")
  func largeAndEdited() throws {
    let file = folder("large.json")
    let large = try LargeIndex(photos: 4000, at: file)
    let line = try #require(large.lines(of: try folder.read("large.json")).dropFirst(3900).first)
    let photo = try Array(folder.read("large.json")[line].dropLast(2))
      .withUnsafeBytes { try PhotoLine.decode($0) }
    let query = NearQuery(
      center: try #require(photo.position?.coordinate),
      radius: try Distance("1m"),
      limit: nil
    )
    #expect(try folder.status("large.json").size > IndexFile.smallSize)
    let now = Timestamp(seconds: 1_790_000_000, nanoseconds: 0)
    try folder.setModified(now, of: "large.json")
    let touched = try query.run(on: IndexFile(path: file))
    #expect(touched.total == 1 && touched.fallback == nil)
    // One digit, in the file's second megabyte: all lengths stay, and every line is in its place.
    var bytes = try folder.read("large.json")
    let word = try #require(bytes[line].firstRange(of: Array("\"heading\":2".utf8)))
    bytes[word.upperBound - 1] = UInt8(ascii: "1")
    try folder.write(bytes, to: "large.json")
    let edited = try query.run(on: IndexFile(path: file))
    #expect(edited.hits.first?.photo.heading?.degrees == 171.25)
    #expect(edited.fallback == .checksum)
  }

  @Test(
    "a file of something else is no index",
    arguments: [
      "{}", "{\"photos\":[{\"path\":\"a\"}]}", "{\"name\":\"x\",\"photos\":[]}", "{\"photos\":[7]}",
    ]
  )
  func foreign(_ text: String) throws {
    try folder.write(Array(text.utf8), to: "catalog.json")
    #expect(throws: IndexError.notAnIndex(index)) { try ask() }
  }

  @Test(
    "what is not JSON, or not whole, is damaged",
    arguments: [
      "", " ", "[]", "null", "cats", "{\"catalog\":{\"version\":1},\"photos\":[", "{\"catalog\":7}",
      "{\"catalog\":{\"version\":1},\"scanned\":[]}", "{\"catalog\":{\"version\":1},\"photo\":[]}",
    ]
  )
  func damaged(_ text: String) throws {
    try folder.write(Array(text.utf8), to: "catalog.json")
    let error = #expect(throws: IndexError.self) { try ask() }
    guard case .damaged(index, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a missing index is missing")
  func missing() throws {
    #expect(throws: IndexError.missing(folder("nope.json"))) { try IndexFile(path: folder("nope.json")) }
  }

  @Test("an index is found through a link, and its folder is the one it lies in")
  func link() throws {
    try folder.write(try folder.read("catalog.json"), to: "deep/real.json")
    try folder.link("link.json", to: "deep/real.json")
    #expect(try IndexFile(path: folder("link.json")).folder == folder("deep"))
  }
}

/// The question that tests of small indexes ask: two of its photos lie within.
enum SmallQuery {
  static func run(on index: IndexFile) throws -> NearQuery.Answer {
    try query().run(on: index)
  }

  static func query() throws -> NearQuery {
    NearQuery(
      center: try Coordinate(latitude: 37.5665, longitude: 126.978),
      radius: try Distance("1km"),
      limit: nil
    )
  }
}
