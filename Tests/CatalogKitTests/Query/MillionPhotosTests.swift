import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("A large index")
struct MillionPhotosTests {
  /// A million photos, and the folder of their index.
  private static let shared = Result { () throws -> (TemporaryFolder, LargeIndex) in
    let folder = try TemporaryFolder()
    return (folder, try LargeIndex(photos: 1_000_000, at: folder("catalog.json")))
  }

  @Test("a question to a million photos reads a megabyte at most besides twice its hits")
  func million() throws {
    let (folder, large) = try Self.shared.get()
    var asked = 0
    for place in large.samplePlaces {
      let center = Geohash(bits: place).middle
      let index = try IndexFile(path: folder("catalog.json"))
      #expect(index.layout.isSorted)
      let answer = try NearQuery(center: center, radius: try Distance("500m"), limit: nil).run(on: index)
      #expect(answer.fallback == nil)
      #expect(answer.total >= 1)
      let bytesOfHits = answer.hits.reduce(0) { $0 + $1.photo.json.count }
      if answer.total <= 200 { #expect(index.counts.calls < 200, "\(answer.total) hits") }
      #expect(index.counts.bytes <= 1 << 20 + 2 * bytesOfHits, "\(answer.total) hits")
      if (12...200).contains(answer.total) { asked += 1 }
    }
    #expect(asked > 0)
  }

  @Test("the nearest of a million photos take fewer than a hundred reads")
  func nearest() throws {
    let (folder, large) = try Self.shared.get()
    for place in large.samplePlaces {
      for count in [1, 10] {
        let index = try IndexFile(path: folder("catalog.json"))
        let answer = try NearQuery(center: Geohash(bits: place).middle, nearest: count).run(on: index)
        #expect(answer.hits.count == count && answer.fallback == nil)
        #expect(answer.hits.first?.distance ?? 1 < 0.001)
        #expect(index.counts.calls < 100)
        #expect(index.counts.bytes < 256 << 10)
      }
    }
  }

  @Test("a large index whose lines are not in order is read as a whole, and its answer is right")
  func brokenOrder() throws {
    let folder = try TemporaryFolder()
    let file = folder("catalog.json")
    let large = try LargeIndex(photos: 3000, at: file)
    var bytes = try folder.read("catalog.json")
    // The last line but one moves to the front: all lengths stay, and with the old time nobody looks at the checksum.
    let lines = large.lines(of: bytes)
    let (first, last) = (lines[0], lines[lines.count - 2])
    let moved = bytes[last] + bytes[first.lowerBound..<last.lowerBound]
    bytes.replaceSubrange(first.lowerBound..<last.upperBound, with: moved)
    try folder.write(bytes, to: "catalog.json")
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    let index = try IndexFile(path: file)
    #expect(index.layout.isSorted)
    let photo = try bytes[first.lowerBound..<(first.lowerBound + last.count - 2)]
      .withUnsafeBytes { try PhotoLine.decode($0) }
    let center = try #require(photo.position?.coordinate)
    let answer = try NearQuery(center: center, radius: try Distance("20100km"), limit: 1).run(on: index)
    #expect(answer.hits.first?.photo == photo)
    #expect(answer.total == 3000)
    #expect(answer.fallback == .line)
    let nearest = try NearQuery(center: center, nearest: 3000).run(on: index)
    #expect(nearest.hits.first?.photo == photo)
    #expect(nearest.hits.count == 3000)
    #expect(nearest.fallback == .line)
  }

  @Test("a line of a large index that contradicts itself is noticed when it is read")
  func brokenLine() throws {
    let folder = try TemporaryFolder()
    let file = folder("catalog.json")
    let large = try LargeIndex(photos: 3000, at: file)
    let bytes = try folder.read("catalog.json")
    let line = large.lines(of: bytes)[1500]
    let center = try #require(
      try bytes[line.lowerBound..<(line.upperBound - 2)].withUnsafeBytes { try PhotoLine.decode($0) }.position
    ).coordinate
    let geohash = line.lowerBound + (SortKey.length - Geohash.length)
    // The geohash's last characters, the line's first, and the line break behind it.
    for offset in [geohash + 10, geohash + 11, line.lowerBound, line.upperBound - 1] {
      var changed = bytes
      changed[offset] = changed[offset] == UInt8(ascii: "2") ? UInt8(ascii: "3") : UInt8(ascii: "2")
      if offset == line.upperBound - 1 { changed[offset] = UInt8(ascii: " ") }
      try folder.write(changed, to: "catalog.json")
      try folder.setModified(SyntheticIndex.written, of: "catalog.json")
      let query = NearQuery(center: center, radius: try Distance("1m"), limit: nil)
      do {
        let answer = try query.run(on: IndexFile(path: file))
        #expect(answer.fallback == .line)
        #expect(answer.total >= 1)
      } catch is IndexError {
        // To say that it is damaged is right too.
      }
    }
  }

  @Test("a line break of a large index that became a blank hides no photo")
  func lostLineBreak() throws {
    let folder = try TemporaryFolder()
    let file = folder("catalog.json")
    let large = try LargeIndex(photos: 3000, at: file)
    var bytes = try folder.read("catalog.json")
    let line = large.lines(of: bytes)[1500]
    let center = try #require(
      try bytes[line.lowerBound..<(line.upperBound - 2)].withUnsafeBytes { try PhotoLine.decode($0) }.position
    ).coordinate
    let query = NearQuery(center: center, radius: try Distance("1m"), limit: nil)
    let expected = try query.run(on: IndexFile(path: file)).total
    bytes[line.lowerBound - 1] = UInt8(ascii: " ")
    try folder.write(bytes, to: "catalog.json")
    try folder.setModified(SyntheticIndex.written, of: "catalog.json")
    let answer = try query.run(on: IndexFile(path: file))
    #expect(answer.total == expected)
  }
}
