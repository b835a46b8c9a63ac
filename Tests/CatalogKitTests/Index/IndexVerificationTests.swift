import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Verifying an index")
struct IndexVerificationTests {
  let folder: TemporaryFolder
  let index: FilePathBytes
  let good: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    good = try folder.read("catalog.json")
  }

  /// What is found in changed bytes, under the time of the scan so that nothing but the bytes can tell.
  private func verify(_ bytes: [UInt8]) throws -> IndexVerification {
    try folder.write(bytes, to: "catalog.json")
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    return try IndexFile(path: index).verify()
  }

  private func verify(_ change: (String) -> String) throws -> IndexVerification {
    try verify(Array(change(String(decoding: good, as: UTF8.self)).utf8))
  }

  private var lines: [String] {
    String(decoding: good, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
  }

  @Test("an index as a scan wrote it has nothing wrong, and its photos are counted")
  func whole() throws {
    let result = try verify(good)
    #expect(result.findings.isEmpty)
    #expect(!result.isDamaged)
    #expect(result.counts.photos == 5)
    #expect(result.counts.located == 3)
    #expect(result.counts.unreadable == 1)
  }

  @Test("an empty index is whole too")
  func empty() throws {
    try SyntheticIndex.write([], to: index)
    #expect(try IndexFile(path: index).verify().findingCount == 0)
  }

  @Test("records of mixed readers are whole")
  func mixedReaders() throws {
    let builder = try IndexBuilder(replacing: index)
    try builder.add(SyntheticIndex.photo("photos/a.jpg", 1, 2))
    var header = SyntheticIndex.header
    header.reader = 1
    _ = try builder.save(header)
    #expect(
      try folder.read("catalog.json").firstRange(
        of: Array("\"reader\":\(ExtractorVersion.current)}".utf8)
      ) != nil
    )
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    #expect(try IndexFile(path: index).verify().findingCount == 0)
  }

  @Test("every flipped bit is found", arguments: 0..<8)
  func flippedBits(_ bit: Int) throws {
    let photos = try SyntheticIndex.small()
    try SyntheticIndex.write([photos[0], photos[4]], to: index)
    let good = try folder.read("catalog.json")
    for offset in good.indices {
      var bytes = good
      bytes[offset] ^= 1 << bit
      do {
        let result = try verify(bytes)
        #expect(result.isDamaged, "bit \(bit) of byte \(offset)")
        // No more than one record goes with one bit, and none is made up.
        #expect(result.counts.photos == 1 || result.counts.photos == 2, "bit \(bit) of byte \(offset)")
      } catch let error as IndexError {
        // The version is the one byte that makes it a newer one's.
        guard case .newer = error else { throw error }
      }
    }
  }

  @Test("a cut anywhere is found, and the records before it are read")
  func prefixes() throws {
    let ends = try lineEnds()
    for count in 0..<good.count {
      let result = try verify(Array(good.prefix(count)))
      #expect(result.isDamaged, "cut at byte \(count)")
      #expect(result.counts.photos == ends.count { $0 <= count }, "cut at byte \(count)")
    }
  }

  /// Where the records end.
  private func lineEnds() throws -> [Int] {
    var ends: [Int] = []
    var photos = SalvagedPhotos(try FileReader(path: index))
    try photos.forEachPiece {
      if case .photo(_, let bytes, let offset) = $0 { ends.append(offset + bytes.count) }
    }
    #expect(ends.count == 5)
    return ends
  }

  @Test("the record that cannot be read is named with its place")
  func brokenRecord() throws {
    let result = try verify { $0.replacing("37.5671,", with: "37.567!,") }
    let record = try #require(result.findings.first { $0.kind == .record })
    #expect(record.photo == FilePathBytes("photos/nabi.jpg"))
    let offset = try #require(record.offset)
    #expect(good[offset...].starts(with: Array("{\"geohash\":".utf8)))
    #expect("\(record)" == "byte \(offset): photos/nabi.jpg: this record cannot be read")
    #expect(result.lost == 1)
    #expect(result.counts.photos == 4)
    #expect(result.findings.contains(IndexFinding(.count("photos", said: 5, found: 4))))
  }

  @Test("a position that was edited contradicts its geohash")
  func contradiction() throws {
    let result = try verify { $0.replacing("37.5671", with: "37.5672") }
    #expect(result.findings.map(\.kind) == [.checksum, .contradiction])
    #expect(result.findings.last?.photo == FilePathBytes("photos/nabi.jpg"))
  }

  @Test("another edit of the same length is found as the record's")
  func spelling() throws {
    let result = try verify { $0.replacing("photos/nabi.jpg\",", with: "photos/nabi.jpg\" ") }
    #expect(result.isDamaged)
    let edited = try verify { $0.replacing("\"source\":\"exif\"", with: "\"source\":\"EXIF\"") }
    #expect(edited.findings.map(\.kind) == [.checksum, .spelling, .spelling, .spelling])
  }

  @Test("a longer name breaks the size, and is found in its record's place")
  func longer() throws {
    let result = try verify { $0.replacing("\"size\":1234", with: "\"size\": 1234") }
    #expect(result.findings.map(\.kind) == Array(repeating: .spelling, count: 5) + [.end])
  }

  @Test("two lines that changed places are found")
  func swapped() throws {
    var lines = lines
    lines.swapAt(3, 4)
    let result = try verify(Array(lines.joined(separator: "\n").utf8))
    #expect(result.findings.map(\.kind) == [.checksum, .order])
  }

  @Test("a line that is there twice is found")
  func duplicated() throws {
    var lines = lines
    lines.insert(lines[4], at: 4)
    let result = try verify(Array(lines.joined(separator: "\n").utf8))
    #expect(result.findings.map(\.kind).contains(.duplicate))
    #expect(result.counts.photos == 6)
  }

  @Test("a line that was taken out is found, also where the size was made right")
  func removed() throws {
    var lines = lines
    let removed = lines.remove(at: 4)
    #expect(try verify(Array(lines.joined(separator: "\n").utf8)).isDamaged)
    let size = good.count - removed.utf8.count - 1
    // Both have four digits, so the last line keeps its length.
    let text = lines.joined(separator: "\n").replacing("\"bytes\":\(good.count),", with: "\"bytes\":\(size),")
    #expect(text.utf8.count == size)
    let result = try verify(Array(text.utf8))
    #expect(result.isDamaged)
    #expect(result.counts.photos == 4)
  }

  @Test(
    "what another program wrote anew is reported, and its photos are counted",
    arguments: ["\u{FEFF}", "", "\r\n"]
  )
  func rewritten(_ mark: String) throws {
    let text = String(decoding: good, as: UTF8.self)
    let bytes =
      switch mark {
      case "\r\n": text.replacing("\n", with: "\r\n")
      case "": text.replacing("\n", with: "")
      default: mark + text.replacing(",\"", with: ", \"")
      }
    let result = try verify(Array(bytes.utf8))
    #expect(result.findings.map(\.kind) == [.layout])
    #expect(result.counts.photos == 5)
    #expect(result.counts.located == 3)
  }

  @Test("another time is reported, and is no damage")
  func otherTime() throws {
    try folder.setModified(Timestamp(seconds: 5, nanoseconds: 0), of: "catalog.json")
    let result = try IndexFile(path: index).verify()
    #expect(result.findings.map(\.kind) == [.time])
    #expect(!result.isDamaged)
  }

  @Test("another file is no index", arguments: ["{}", "{\"photos\":[]}"])
  func notAnIndex(_ text: String) throws {
    #expect(throws: IndexError.notAnIndex(index)) { try verify { _ in text } }
  }

  @Test("words are damaged, with no photo in them")
  func words() throws {
    let result = try verify { _ in "cats" }
    #expect(result.findings.map(\.kind) == [.beginning, .end])
    #expect(result.counts.photos == 0)
  }

  @Test("no more findings are listed than a person can read, and all are counted")
  func manyFindings() throws {
    let photos = try (0..<1500).map { try SyntheticIndex.photo("photos/\($0).jpg", 1, 2) }
    try SyntheticIndex.write(photos, to: index)
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    let result = try verify { _ in text.replacing("\"exif\"", with: "\"EXIF\"") }
    #expect(result.findings.count == IndexVerification.listLimit)
    #expect(result.findingCount == 1501)
  }
}
