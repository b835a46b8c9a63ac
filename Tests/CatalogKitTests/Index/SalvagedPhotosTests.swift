import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Photos in what is left of an index")
struct SalvagedPhotosTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The paths of photos, and `?path` for a record that is lost.
  private func pieces(_ bytes: [UInt8], windowSize: Int = 1 << 20) throws -> [String] {
    try folder.write(bytes, to: "some.json")
    var found: [String] = []
    var photos = SalvagedPhotos(try FileReader(path: folder("some.json")), windowSize: windowSize)
    try photos.forEachPiece { piece in
      switch piece {
      case .photo(let photo, let record, let offset):
        #expect(bytes[offset..<(offset + record.count)].elementsEqual(record))
        found.append("\(photo.path)")
      case .lost(_, let path): found.append("?\(path.map { "\($0)" } ?? "")")
      }
    }
    return found
  }

  private func pieces(_ text: String, windowSize: Int = 1 << 20) throws -> [String] {
    try pieces(Array(text.utf8), windowSize: windowSize)
  }

  private func record(_ path: String) -> String { "{\"geohash\":null,\"path\":\"\(path)\",\"size\":1}" }

  @Test("records are found in anything, in their order")
  func anywhere() throws {
    #expect(try pieces("") == [])
    #expect(try pieces("{{{[\"\\") == [])
    #expect(try pieces(record("b") + record("a")) == ["b", "a"])
    #expect(try pieces("\u{0}\u{1}{\(record("a"))]]\(record("b")){") == ["a", "?", "b"])
    #expect(try pieces("{\n  \"path\": \"a\",\n  \"latitude\": 1,\n  \"longitude\": 2 }") == ["a"])
  }

  @Test("a document around records is none, nor are folders and sidecars")
  func framing() throws {
    #expect(
      try pieces("{\"catalog\":{\"version\":1},\"photos\":[\(record("a"))],\"path\":\"x\",\"latitude\":1}")
        == ["a"]
    )
    #expect(
      try pieces("{\"scanned\":[{\"path\":\"x\",\"pathBytes\":\"/w==\"}],\"photos\":[\(record("a"))]}") == [
        "a"
      ]
    )
    #expect(try pieces("[{\"name\":\"a.xmp\",\"path\":\"x\"}]") == [])
  }

  @Test("a record that is broken is reported with the path in front of the damage")
  func lost() throws {
    #expect(
      try pieces("\(record("a")),\n{\"geohash\":null,\"path\":\"b\",\"size\":x1},\n\(record("c"))") == [
        "a", "?b", "c",
      ]
    )
    #expect(
      try pieces("\(record("a")),\n#\"geohash\":null,\"path\":\"b\",\"size\":1},\n\(record("c"))") == [
        "a", "?b", "c",
      ]
    )
    #expect(
      try pieces("\(record("a")),\n{\"geohXsh\":null,\"path\":\"b\",\"size\":1},\n\(record("c"))") == [
        "a", "?", "c",
      ]
    )
    #expect(try pieces("\(record("a")),\n{\"geohash\":null,\"path\":\"b") == ["a", "?"])
    #expect(try pieces("\(record("a")),\n{\"geohash\":null,\"path\":\"b\"") == ["a", "?b"])
  }

  @Test("a record over the edge of a window is read whole, and so is a large one")
  func windows() throws {
    let edge = 256
    for shift in 0..<(record("name").utf8.count + 2) {
      let blanks = String(repeating: " ", count: edge - shift)
      #expect(
        try pieces(blanks + record("name") + record("next"), windowSize: edge) == ["name", "next"],
        "shift \(shift)"
      )
    }
    let large = String(repeating: "x", count: 10 * edge)
    #expect(
      try pieces("{\"geohash\":null,\"path\":\"a\",\"note\":\"\(large)\"}" + record("b")) == ["a", "b"]
    )
  }

  @Test("the word that tells of a lost record is found over the edge of a window, once")
  func lostAtWindows() throws {
    let edge = 256
    let broken = "\"geohash\":null,\"path\":\"b\","
    for shift in 0..<24 {
      let blanks = String(repeating: " ", count: edge - shift)
      #expect(try pieces(blanks + broken + blanks, windowSize: edge) == ["?b"], "shift \(shift)")
    }
  }

  @Test(
    "what was made to be slow is not",
    arguments: ["{\"a\":[", "{\"a\":{", "{\"a", "{", "{\"geohash\":\""]
  )
  func hostile(_ part: String) throws {
    let text = String(repeating: part, count: (2 << 20) / part.utf8.count)
    #expect(try pieces(text).allSatisfy { $0 == "?" })
  }
}
