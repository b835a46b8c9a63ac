import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("FilePathBytes")
struct FilePathBytesTests {
  @Test(
    "the parent is what comes before the last slash",
    arguments: [
      ("a/b/c.jpg", "a/b"), ("a.jpg", "."), ("/a.jpg", "/"), ("/a/b", "/a"), (".", "."), ("/", "/"),
    ]
  )
  func parent(_ name: String, _ parent: String) {
    #expect(FilePathBytes(name).parent == FilePathBytes(parent))
  }

  @Test(
    "the last component is what comes after the last slash",
    arguments: [("a/b/c.jpg", "c.jpg"), ("c.jpg", "c.jpg"), ("/c", "c"), ("a/", "")]
  )
  func lastComponent(_ name: String, _ last: String) {
    #expect(FilePathBytes(name).lastComponent == FilePathBytes(last))
  }

  @Test(
    "names are joined by one slash",
    arguments: [
      ("a", "b", "a/b"), ("/", "b", "/b"), ("a/", "b", "a/b"), (".", "b", "b"), ("a", ".", "a"),
      ("a", "/b", "/b"), ("a", "b/c", "a/b/c"), (".", ".", "."),
    ]
  )
  func appending(_ folder: String, _ name: String, _ joined: String) {
    #expect(FilePathBytes(folder).appending(FilePathBytes(name)) == FilePathBytes(joined))
  }

  @Test(
    "a name is relative to a folder that it lies in, and to no other",
    arguments: [
      ("/a/b/c", "/a", "b/c"), ("/a/b", "/", "a/b"), ("/a", "/a", "."), ("/ab", "/a", nil),
      ("/a", "/a/b", nil),
      ("/b/a", "/a", nil),
    ] as [(String, String, String?)]
  )
  func relative(_ name: String, _ folder: String, _ relative: String?) {
    let found = FilePathBytes(name).relative(to: FilePathBytes(folder))
    #expect(found == relative.map { FilePathBytes($0) })
  }

  @Test(
    "a name is below a folder only behind a slash",
    arguments: [
      ("a/b", "a", true), ("a/b/c", "a", true), ("ab", "a", false), ("a", "a", false), ("a", "a/b", false),
      ("/a", "/", true), ("/", "/", false), ("a", ".", true), (".", ".", false), ("/a", ".", false),
    ]
  )
  func isBelow(_ name: String, _ folder: String, _ isBelow: Bool) {
    #expect(FilePathBytes(name).isBelow(FilePathBytes(folder)) == isBelow)
  }

  @Test("names are sorted by their bytes, not by letters or the length of what they mean")
  func sorting() {
    let sorted: [[UInt8]] = [
      [], [0x2E], Array("A".utf8), Array("Z".utf8), Array("a".utf8), Array("a-b".utf8), Array("a/b".utf8),
      Array("ab".utf8), Array("é".utf8), [0xFF],
    ]
    #expect(sorted.reversed().map { FilePathBytes($0) }.sorted().map(\.bytes) == sorted)
  }

  @Test("the composed and the decomposed spelling of a name are two names")
  func normalization() {
    let composed = FilePathBytes("caf\u{E9}.jpg")
    let decomposed = FilePathBytes("cafe\u{301}.jpg")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
    #expect(!FilePathBytes("cafe\u{301}/a").isBelow(FilePathBytes("caf\u{E9}")))
  }

  @Test("a name that is not UTF-8 keeps its bytes and has no text")
  func notText() {
    let name = FilePathBytes([0x61, 0xFF, 0x62])
    #expect(name.bytes == [0x61, 0xFF, 0x62])
    #expect(name.utf8Text == nil)
    #expect(name.lossyText == "a\u{FFFD}b")
    #expect(FilePathBytes("골목").utf8Text == "골목")
  }

  @Test("a name ends before its first NUL")
  func nul() {
    #expect(FilePathBytes([0x61, 0, 0x62]) == FilePathBytes("a"))
  }

  @Test("what people are shown cannot move a terminal's cursor")
  func description() {
    #expect("\(FilePathBytes("a\n\u{1B}[2Jb"))" == "a\\n\\u{1B}[2Jb")
  }

  @Test("a C function is handed the very bytes and a NUL")
  func cString() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x0A, 0xC3]
    let copy = FilePathBytes(bytes).withCString { start in
      (0..<5).map { UInt8(bitPattern: start[$0]) }
    }
    #expect(copy == bytes + [0])
  }
}
