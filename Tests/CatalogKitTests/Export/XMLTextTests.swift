import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("XML text, references and paths")
struct XMLTextTests {
  @Test("markup is escaped, what a parser may change is spelled as numbers, what XML cannot hold is U+FFFD")
  func text() {
    var bytes: [UInt8] = []
    XMLText.append("<a&b>\"'\t\n\r\u{0}\u{8}\u{B}\u{1F}\u{7F}\u{FFFE}\u{FFFF}🐈]]>", to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "&lt;a&amp;b&gt;&quot;'&#9;&#10;&#13;\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{7F}\u{FFFD}\u{FFFD}🐈]]&gt;"
    )
  }

  @Test(
    "a reference has the bytes of the name",
    arguments: [
      ("photos/a-b_c.~1.jpg", "photos/a-b_c.~1.jpg"), ("a b#?%.jpg", "a%20b%23%3F%25.jpg"),
      ("고.jpg", "%EA%B3%A0.jpg"),
      ("/media/card/a.jpg", "file:///media/card/a.jpg"), ("a:b.jpg", "./a%3Ab.jpg"),
      ("x/a:b.jpg", "x/a%3Ab.jpg"), ("\n", "%0A"),
    ]
  )
  func reference(_ path: String, _ expected: String) {
    #expect(FilePathBytes(path).reference == expected)
  }

  @Test("paths are written byte for byte, with a line break or a NUL behind each")
  func paths() throws {
    let photos = try HostilePhotos.photos().map { FoundPhoto($0) }
    let bytes = try PathExporter(endsWithNUL: true).bytes(photos)
    #expect(bytes.split(separator: 0).map { FilePathBytes($0) } == HostilePhotos.paths)
    #expect(bytes.last == 0)
    #expect(try PathExporter().text([photos[0], photos[1]]) == HostilePhotos.names[0] + "\n]]>.jpg\n")
  }
}
