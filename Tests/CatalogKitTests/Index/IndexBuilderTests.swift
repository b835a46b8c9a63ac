import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IndexBuilder")
struct IndexBuilderTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
  }

  /// Photos with equal places, equal names but for a byte, and strange names.
  private func photos() throws -> [Photo] {
    var random = SeededGenerator(seed: 7)
    var photos: [Photo] = []
    for number in 0..<300 {
      let latitude = Double.random(in: -90...90, using: &random)
      photos.append(try SyntheticIndex.photo("photos/\(number).jpg", latitude, latitude * 2))
      photos.append(try SyntheticIndex.photo("photos/same spot \(299 - number).jpg", 37.5665, 126.978))
      photos.append(try SyntheticIndex.photo("photos/no \"place\" \(299 - number)\n.jpg"))
    }
    for name in ["z", "Z", "é", "e\u{301}", "a\\", "a\""] {
      photos.append(try SyntheticIndex.photo("photos/\(name).jpg", 37.5665, 126.978))
    }
    var strange = try SyntheticIndex.photo("x", 37.5665, 126.978)
    strange.path = FilePathBytes([0xFF, 0x2E, 0x6A, 0x70, 0x67])
    return (photos + [strange]).shuffled(using: &random)
  }

  private func lines() throws -> [[UInt8]] {
    try folder.read("catalog.json").split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }

  @Test("photo lines are in byte order, located ones first, and all of them are there")
  func order() throws {
    let photos = try photos()
    let summary = try SyntheticIndex.write(photos, to: index)
    let lines = try lines().dropFirst(3).dropLast(2).map { $0.last == UInt8(ascii: ",") ? $0.dropLast() : $0 }
    let sorted = photos.map(\.json).sorted { $0.lexicographicallyPrecedes($1) }
    #expect(lines.map { Array($0) } == sorted)
    #expect(summary.photos == photos.count)
    #expect(summary.located == photos.filter { $0.position != nil }.count)
    #expect(summary.unreadable == 0)
  }

  @Test("lines that are kept are among new ones in byte order")
  func merging() throws {
    let photos = try photos()
    let (kept, new) = (Array(photos[..<400]), Array(photos[400...]))
    try SyntheticIndex.write(kept, to: index)
    let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
    try builder.merge(IndexFile(path: index))
    for photo in new { try builder.add(photo) }
    _ = try builder.save(SyntheticIndex.header)
    let merged = try folder.read("catalog.json")
    try SyntheticIndex.write(photos, to: index)
    #expect(try folder.read("catalog.json") == merged)
  }

  @Test("any number of indexes give the index that all their photos together give")
  func manyIndexes() throws {
    let photos = try photos()
    let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
    for part in 0..<7 {
      let file = folder("part \(part).json")
      try SyntheticIndex.write(photos.enumerated().filter { $0.offset % 7 == part }.map(\.element), to: file)
      try builder.merge(IndexFile(path: file))
    }
    _ = try builder.save(SyntheticIndex.header)
    let merged = try folder.read("catalog.json")
    try SyntheticIndex.write(photos, to: index)
    #expect(try folder.read("catalog.json") == merged)
  }

  @Test("photos are left out by their paths, and those of another folder's index get that folder's paths")
  func rebasing() throws {
    let (first, second) = (try SyntheticIndex.photo("a.jpg", 1, 2), try SyntheticIndex.photo("b.jpg", 3, 4))
    try folder.makeFolder("phone")
    try SyntheticIndex.write([first, second], to: folder("phone/catalog.json"))
    try SyntheticIndex.write([first, second], to: index)
    let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
    try builder.merge(IndexFile(path: index)) { $0 != FilePathBytes("b.jpg") }
    try builder.merge(IndexFile(path: folder("phone/catalog.json"))) { $0 != FilePathBytes("a.jpg") }
    _ = try builder.save(SyntheticIndex.header)
    var paths: [String] = []
    try IndexFile(path: index).forEachPhoto { paths.append("\($0.path)") }
    #expect(paths.sorted() == ["a.jpg", "phone/b.jpg"])
  }

  @Test(
    "photos of an older extractor say so in an index of today, and an index that someone changed is taken too"
  )
  func olderAndForeign() throws {
    var old = SyntheticIndex.header
    old.reader = 2
    try SyntheticIndex.write([try SyntheticIndex.photo("a.jpg", 1, 2)], to: index, header: old)
    let text = #"{"catalog":{"version":1,"reader":4,"generator":"x","written":"2026-01-01T00:00:00Z"},"#
    let foreign =
      text + #""scanned":[],"photos":[{"path":"b.jpg","size":1,"modified":"2026-01-01T00:00:00Z"}]}"#
    try folder.write(Array(foreign.utf8), to: "other.json")
    let builder = try IndexBuilder(replacing: index)
    try builder.merge(IndexFile(path: index))
    try builder.merge(IndexFile(path: folder("other.json")))
    let summary = try builder.save(SyntheticIndex.header)
    #expect(summary.photos == 2)
    let lines = try lines().map { String(decoding: $0, as: UTF8.self) }
    #expect(lines.contains { $0.contains(#""path":"a.jpg""#) && $0.hasSuffix(#""reader":2},"#) })
    #expect(lines.contains { $0.contains(#""path":"b.jpg""#) && !$0.contains("reader") })
  }

  @Test("one builder at a time has the right to write an index")
  func lock() throws {
    let builder = try IndexBuilder(replacing: index)
    #expect(throws: IndexError.self) { try IndexBuilder(replacing: index) }
    withExtendedLifetime(builder) {}
  }

  @Test("a line that goes over many chunks is whole, and one without an end is damage")
  func longLines() throws {
    var long = try SyntheticIndex.photo("a.jpg", 1, 2)
    long.title = String(repeating: "x", count: 700_000)
    let photos = [long, try SyntheticIndex.photo("b.jpg", 3, 4)]
    try SyntheticIndex.write(photos, to: index)
    let before = try folder.read("catalog.json")
    let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
    let file = try IndexFile(path: index)
    try builder.merge(file)
    _ = try builder.save(SyntheticIndex.header)
    #expect(try folder.read("catalog.json") == before)
    guard case .sorted(_, _, let lines) = file.layout else {
      Issue.record("not sorted")
      return
    }
    var cut = IndexLineStream(file, in: lines.lowerBound..<(lines.upperBound - 5))
    var line: [UInt8] = []
    #expect(try cut.next(into: &line))
    #expect(throws: IndexError.self) { try cut.next(into: &line) }
  }

  @Test("the file has the time that is written in it, and only its owner may read it")
  func timeAndMode() throws {
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    #expect(try folder.status("catalog.json").modified == SyntheticIndex.written)
    #expect(try folder.status("catalog.json").mode == 0o600)
    try folder.setMode(0o644, of: "catalog.json")
    try SyntheticIndex.write([], to: index)
    #expect(try folder.status("catalog.json").mode == 0o644)
    #expect(try folder.names() == [FilePathBytes("catalog.json")])
  }

  @Test("an index without photos is whole")
  func noPhotos() throws {
    let summary = try SyntheticIndex.write([], to: index)
    #expect(summary == IndexFooter())
    #expect(try IndexFile(path: index).layout.isSorted)
  }

  @Test("photos are counted, located and unreadable ones too")
  func counting() throws {
    let summary = try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    #expect(summary.photos == 5)
    #expect(summary.located == 3)
    #expect(summary.unreadable == 1)
    guard case .sorted(_, let stored, _) = try IndexFile(path: index).layout else {
      Issue.record("not as it was written")
      return
    }
    #expect(stored == summary)
  }

  @Test("the old index stays, and nothing beside it, where writing the new one fails")
  func failure() throws {
    struct Stop: Error {}
    struct Failing: LineStream { func next(into line: inout [UInt8]) throws -> Bool { throw Stop() } }
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    let before = try folder.read("catalog.json")
    #expect(throws: Stop.self) {
      let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
      builder.merge(Failing())
      _ = try builder.save(SyntheticIndex.header)
    }
    #expect(try folder.read("catalog.json") == before)
    #expect(try folder.names() == [FilePathBytes("catalog.json")])
  }

  @Test(
    "Python agrees about the checksum, the size and the counts",
    .disabled(if: OtherProgram.python.isMissing)
  )
  func python() throws {
    try SyntheticIndex.write(try photos(), to: index)
    let script = """
      import json, sys, zlib
      data = open(sys.argv[1], "rb").read()
      index = json.loads(data)
      summary = index["summary"]
      value = data.rindex(b'"' + summary["checksum"].encode() + b'"')
      assert summary["checksum"] == "%08x" % zlib.crc32(data[:value]), "checksum"
      assert summary["bytes"] == len(data), "bytes"
      assert summary["photos"] == len(index["photos"]), "photos"
      assert summary["located"] == sum("latitude" in photo for photo in index["photos"]), "located"
      assert len(data.splitlines(True)[-1]) == 256, "last line"
      """
    let result = try OtherProgram.python("-c", script, index.lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("jq reads it", .disabled(if: OtherProgram.jq.isMissing))
  func jq() throws {
    try SyntheticIndex.write(try photos(), to: index)
    let result = try OtherProgram.jq("-e", ".photos | length == 907", index.lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("sort(1) finds the photo lines in order", .disabled(if: OtherProgram.sort.isMissing))
  func sort() throws {
    try SyntheticIndex.write(try photos(), to: index)
    let lines = try folder.read("catalog.json").split(separator: UInt8(ascii: "\n")).dropFirst(3).dropLast(2)
    try folder.write(Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")], to: "lines")
    let result = try OtherProgram.sort("-c", folder("lines").lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }
}

extension IndexFile.Layout {
  /// As a scan wrote it.
  var isSorted: Bool { if case .sorted = self { true } else { false } }
}
