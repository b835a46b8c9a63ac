import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("LineMembers, SortKey and LineRevision")
struct LineMembersTests {
  /// What is read from a line without decoding it.
  private struct Facts {
    var size: Int?
    var modified: Timestamp?
    var isUnreadable: Bool
    var hasUnknown: Bool
    var extractor: Int?
    var path: FilePathBytes?
  }

  private func facts(_ line: [UInt8]) throws -> Facts {
    try line.withUnsafeBytes { line in
      var members = LineMembers()
      try members.read(line)
      return Facts(
        size: members.integer(.size, in: line),
        modified: members.modified(in: line),
        isUnreadable: members.isUnreadable(in: line),
        hasUnknown: members.hasUnknown,
        extractor: members.extractorVersion(in: line),
        path: try? members.path(in: line)
      )
    }
  }

  /// The coordinate of a line that belongs into a sorted index; the outer `nil` is for one that does not.
  private func place(_ line: [UInt8]) -> Coordinate?? {
    line.withUnsafeBytes { line in
      var members = LineMembers()
      guard let key = SortKey.of(line), (try? members.read(line)) != nil, members.agrees(with: key, in: line)
      else { return nil }
      return .some(members.coordinate(in: line))
    }
  }

  @Test("size, time and name are read from a line without the rest of it")
  func size() throws {
    let photo = try SyntheticIndex.photo("a \"b\",\\.jpg", 1, 2)
    let facts = try facts(photo.json)
    #expect(facts.size == photo.size)
    #expect(facts.modified == photo.modified)
    #expect(facts.path == photo.path)
    #expect(!facts.isUnreadable)
    #expect(!facts.hasUnknown)
  }

  @Test("a problem is distinguished from members that are not known")
  func problems() throws {
    var photo = try SyntheticIndex.photo("a.jpg")
    #expect(try !facts(photo.json).hasUnknown)
    photo.problem = PhotoProblem("empty", isUnreadable: true)
    #expect(try !facts(photo.json).hasUnknown)
    #expect(try facts(photo.json).isUnreadable)
    photo.unknownFields = Array(#","cat":{"name":"Miso"}"#.utf8)
    #expect(try facts(photo.json).hasUnknown)
    #expect(try facts(photo.json).isUnreadable)
  }

  @Test(
    "a member that is not known is kept wherever it is",
    arguments: [
      #"{"geohash":null,"cat":"Miso","path":"a","size":7}"#,
      #"{"geohash":null,"path":"a","cat":"Miso","size":7}"#,
      #"{"geohash":null,"path":"a","size":7,"cat":"Miso"}"#, #"{"cat":"Miso","size":7,"path":"a"}"#,
      #"{"path":"a","c\u0061t":"Miso","si\u007ae":7}"#,
    ]
  )
  func unknownAnywhere(_ text: String) throws {
    let line = Array(text.utf8)
    #expect(try facts(line).hasUnknown)
    #expect(try facts(line).size == 7)
    let photo = try line.withUnsafeBytes { try PhotoLine.decode($0) }
    #expect(String(decoding: photo.unknownFields, as: UTF8.self) == #","cat":"Miso""#)
    #expect(photo.size == 7)
  }

  @Test("of a member that comes twice the last one counts, and null is as if it were not there")
  func twice() throws {
    let line = Array(#"{"path":"a","size":1,"path":"b","size":2,"size":null}"#.utf8)
    let photo = try line.withUnsafeBytes { try PhotoLine.decode($0) }
    #expect(photo.path == FilePathBytes("b"))
    #expect(photo.size == 2)
    let facts = try facts(line)
    #expect(facts.path == photo.path)
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
      let key = try photo.json.withUnsafeBytes { line in
        var members = LineMembers()
        try members.read(line)
        return try PathKey(members, in: line)
      }
      #expect(key == PathKey(name))
    }
  }

  @Test("a located line gives its sort key and its coordinate")
  func located() throws {
    let photo = try SyntheticIndex.photo("a\\\"b.jpg", -33.858612345, 151.214)
    let coordinate = try #require(photo.position?.coordinate)
    #expect(place(photo.json) == .some(.some(coordinate)))
    #expect(photo.json.withUnsafeBytes { SortKey.of($0) } == Geohash(coordinate).bits)
  }

  @Test("a line without a position sorts after every other")
  func unlocated() throws {
    let line = try SyntheticIndex.photo("a.jpg").json
    #expect(place(line) == .some(.none))
    let key = try #require(line.withUnsafeBytes { SortKey.of($0) })
    #expect(key > Geohash(try Coordinate(latitude: 90, longitude: 180)).bits)
  }

  @Test(
    "a line that contradicts itself, or does not begin as a scan writes it, has no place in the order",
    arguments: [
      #"{"geohash":"wydm9qw2pjb1","path":"a","latitude":1,"longitude":2}"#,
      #"{"geohash": "wydm9qw2pjb1","path":"a","latitude":37.565611111,"longitude":126.976419444}"#,
      #"{"geohash":"WYDM9QW2PJB1","path":"a","latitude":37.565611111,"longitude":126.976419444}"#,
      #"{"geohash":"wydm9qw2pjb","path":"a","latitude":37.565611111,"longitude":126.976419444}"#,
      #"{"geohash":"wydm9qw2pjb1","path":"a"}"#,
      #"{"geohash":null,"path":"a","latitude":1,"longitude":2}"#,
      #"{"path":"a","geohash":null}"#,
      #"{"geohash":null,"path":"a"} x"#,
      "",
    ]
  )
  func contradictions(_ line: String) {
    #expect(place(Array(line.utf8)) == nil)
  }

  @Test("every prefix of a line is refused")
  func prefixes() throws {
    let line = try HostilePhotos.fullPhoto().json
    for count in 0..<line.count {
      #expect(throws: JSONError.self) { try facts(Array(line.prefix(count))) }
    }
  }

  @Test(
    "a line's extractor is read, and taken out, wherever it is",
    arguments: [
      (#"{"geohash":null,"path":"a","reader":2}"#, #"{"geohash":null,"path":"a"}"#),
      (#"{"geohash":null,"reader":2,"path":"a"}"#, #"{"geohash":null,"path":"a"}"#),
      (#"{"reader":2,"path":"a"}"#, #"{"path":"a"}"#),
    ]
  )
  func revision(line: String, plain: String) throws {
    #expect(try facts(Array(line.utf8)).extractor == 2)
    let removed = Array(line.utf8).withUnsafeBytes { LineRevision.removed(from: $0) }
    #expect(removed.map { String(decoding: $0, as: UTF8.self) } == plain)
    let none = Array(plain.utf8).withUnsafeBytes { LineRevision.removed(from: $0) }
    #expect(none == nil)
    let text = Array(#"{"geohash":null,"path":",\"reader\":2"}"#.utf8)
    #expect(text.withUnsafeBytes { LineRevision.removed(from: $0) } == nil)
  }
}
