import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IndexWriter")
struct IndexWriterTests {
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

  @Test("photo lines stand in byte order, located ones first, and all of them are there")
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

  @Test("lines that are kept stand among new ones in byte order")
  func merging() throws {
    let photos = try photos()
    let (kept, new) = (Array(photos[..<400]), Array(photos[400...]))
    let writer = IndexWriter(target: index)
    for photo in new {
      let order = SortKey.of(photo)
      try writer.add(photo.json, parts: [IndexWriter.LinePart(order: order, length: photo.json.count)])
    }
    _ = try writer.save(SyntheticIndex.header) { body in
      for line in kept.map(\.json).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        try line.withUnsafeBytes(body)
      }
    }
    let merged = try folder.read("catalog.json")
    try SyntheticIndex.write(photos, to: index)
    #expect(try folder.read("catalog.json") == merged)
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
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    let before = try folder.read("catalog.json")
    #expect(throws: Stop.self) {
      try IndexWriter(target: index).save(SyntheticIndex.header) { _ in throw Stop() }
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
