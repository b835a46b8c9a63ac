import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Going through all lines of an index")
struct IndexedPhotoTests {
  /// What one pass finds.
  private static func pass(_ snapshot: IndexSnapshot) throws -> [(
    path: FilePathBytes, hash: Int, location: LineLocation?
  )] {
    struct Found: Sendable {
      var paths: [FilePathBytes] = []
      var hashes: [Int] = []
      var locations: [LineLocation?] = []
    }
    var all = Found()
    try snapshot.forEachPart(initial: Found()) { part, photo in
      part.paths.append(try photo.path())
      part.hashes.append(photo.pathHash())
      part.locations.append(photo.location)
    } take: { part in
      all.paths += part.paths
      all.hashes += part.hashes
      all.locations += part.locations
    }
    return zip(all.paths, zip(all.hashes, all.locations)).map { ($0, $1.0, $1.1) }
  }

  @Test("each line is found again by its place, and each path by its hash; missing photos are left out")
  func locations() throws {
    let folder = try TemporaryFolder()
    var photos = try SyntheticIndex.small()
    photos[1].path = FilePathBytes([0x70, 0xFF, 0x71])
    photos[2].missing = Timestamp(seconds: 1_770_000_000, nanoseconds: 0)
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    let snapshot = try IndexSnapshot(path: folder("catalog.json"))
    let found = try Self.pass(snapshot)
    #expect(found.count == photos.count - 1)
    for photo in found {
      let location = try #require(photo.location)
      #expect(try snapshot.photo(at: location).path == photo.path)
      #expect(photo.hash == IndexedPhoto.pathHash(of: photo.path))
    }
  }

  @Test("an index that someone changed has no places of lines")
  func foreign() throws {
    let folder = try TemporaryFolder()
    try SyntheticIndex.write(SyntheticIndex.small(), to: folder("catalog.json"))
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self).replacing(
      "},\n",
      with: "} ,\n\n"
    )
    try folder.write(Array(text.utf8), to: "catalog.json")
    let found = try Self.pass(IndexSnapshot(path: folder("catalog.json")))
    #expect(found.count == 5)
    #expect(found.allSatisfy { $0.location == nil && $0.hash == IndexedPhoto.pathHash(of: $0.path) })
  }
}
