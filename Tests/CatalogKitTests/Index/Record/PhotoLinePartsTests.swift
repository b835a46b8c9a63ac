import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoLineFile and PhotoLinePlace")
struct PhotoLinePartsTests {
  private func fileFacts(_ photo: Photo) -> PhotoLineFile? {
    photo.json.withUnsafeBytes { PhotoLineFile($0) }
  }
  private func linePlace(_ line: [UInt8]) -> PhotoLinePlace? { line.withUnsafeBytes { PhotoLinePlace($0) } }

  @Test("size, time and name are read from a line without the rest of it")
  func facts() throws {
    let photo = try SyntheticIndex.photo("a \"b\",\\.jpg", 1, 2)
    let line = photo.json
    let file = try #require(fileFacts(photo))
    #expect(file.size == photo.size)
    #expect(file.modified == photo.modified)
    #expect(!file.isUnreadable)
    #expect(!file.hasUnknownFields)
    #expect(String(decoding: line[file.path], as: UTF8.self) == #""a \"b\",\\.jpg""#)
  }

  @Test("a problem is told from fields that are not known")
  func problems() throws {
    var photo = try SyntheticIndex.photo("a.jpg")
    #expect(fileFacts(photo)?.hasUnknownFields == false)
    photo.problem = PhotoProblem("empty", isUnreadable: true)
    #expect(fileFacts(photo)?.hasUnknownFields == false)
    #expect(fileFacts(photo)?.isUnreadable == true)
    photo.unknownFields = Array(#","cat":{"name":"Miso"}"#.utf8)
    #expect(fileFacts(photo)?.hasUnknownFields == true)
    #expect(fileFacts(photo)?.isUnreadable == true)
  }

  @Test("two names have the same key only where they are the same bytes")
  func keys() throws {
    let names =
      ["a", "b", "caf\u{E9}", "cafe\u{301}", "a\"b", "\u{FFFD}"].map { FilePathBytes($0) }
      + [FilePathBytes([0xFF]), FilePathBytes([0xFE])]
    #expect(Set(names.map { PathKey($0) }).count == names.count)
    for name in names {
      var photo = try SyntheticIndex.photo("x")
      photo.path = name
      let key = photo.json.withUnsafeBytes { bytes in
        PhotoLineFile(bytes).map { PathKey(line: bytes, path: $0.path) }
      }
      #expect(key == PathKey(name))
    }
  }

  @Test("a located line gives its order and its coordinate")
  func located() throws {
    let photo = try SyntheticIndex.photo("a\\\"b.jpg", -33.858612345, 151.214)
    let coordinate = try #require(photo.position?.coordinate)
    let place = try #require(linePlace(photo.json))
    #expect(place.coordinate == coordinate)
    #expect(place.order == Geohash(coordinate).bits)
  }

  @Test("a line without a position stands behind every other")
  func unlocated() throws {
    let place = try #require(linePlace(try SyntheticIndex.photo("a.jpg").json))
    #expect(place.coordinate == nil)
    #expect(place.order > Geohash(try Coordinate(latitude: 90, longitude: 180)).bits)
  }

  @Test(
    "a line that contradicts itself, or is spelled otherwise, is none",
    arguments: [
      #"{"geohash":"wydm9qw2pjb1","path":"a","latitude":1,"longitude":2}"#,
      #"{"geohash": "wydm9qw2pjb1","path":"a","latitude":37.565611111,"longitude":126.976419444}"#,
      #"{"geohash":"WYDM9QW2PJB1","path":"a","latitude":37.565611111,"longitude":126.976419444}"#,
      #"{"geohash":"wydm9qw2pjb","path":"a","latitude":37.565611111,"longitude":126.976419444}"#,
      #"{"geohash":"wydm9qw2pjb1","path":"a","longitude":126.976419444,"latitude":37.565611111}"#,
      #"{"geohash":"wydm9qw2pjb1","path":"a"}"#,
      #"{"path":"a","geohash":null}"#,
      #"{"geohash":null,"path":"a"} "#,
      "",
    ]
  )
  func contradictions(_ line: String) {
    #expect(linePlace(Array(line.utf8)) == nil)
  }
}
