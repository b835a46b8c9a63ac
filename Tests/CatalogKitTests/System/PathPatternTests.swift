import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PathPattern")
struct PathPatternTests {
  private func matches(_ pattern: String, _ path: String) throws -> Bool {
    try PathPattern(FilePathBytes(pattern)).matches(FilePathBytes(path))
  }

  @Test(
    "a pattern matches",
    arguments: [
      // Without a slash: a name on the path.
      ("*.jpg", "a.jpg"), ("*.jpg", "photos/sub/a.jpg"), ("IMG_????.JPG", "x/IMG_0042.JPG"),
      ("a*b*c", "aXbYbZc"), ("*", "x/.hidden"), ("**", "x/y"), ("[a-c]*", "x/b.jpg"), ("[!a-c]*", "x/d.jpg"),
      ("[^a-c]*", "x/d.jpg"), ("[]-]x", "]x"), ("[]-]x", "-x"), ("[a\\]b]", "]"), ("[[:digit:]_]*", "7.jpg"),
      ("\\*.jpg", "*.jpg"), ("고?이.*", "길/고양이.jpg"), ("[가-힣]*", "냥.jpg"), ("*양*", "고양이"),
      ("#recycle", "#recycle/a.jpg"),
      ("miso", "photos/miso/a.jpg"), ("*iso", "photos/miso/x/a.jpg"), ("card", "/media/card/a.jpg"),
      // With one: from the index's folder.
      ("photos/*.jpg", "photos/a.jpg"), ("/photos/*.jpg", "photos/a.jpg"),
      ("photos/**/a.jpg", "photos/a.jpg"),
      ("photos/**/a.jpg", "photos/x/y/a.jpg"), ("photos/**", "photos/x/y/a.jpg"),
      ("photos/*", "photos/x/y/a.jpg"),
      ("**/miso/*", "photos/miso/a.jpg"), ("**/miso/*", "miso/a.jpg"),
      ("/media/*/a.jpg", "/media/card/a.jpg"),
      ("**/card/*", "/media/card/a.jpg"), ("p*/s?b/[ab].jpg", "photos/sub/a.jpg"),
      ("**/x/**/y/**/z", "x/y/x/y/z"),
      ("a/**/**/b", "a/b"), ("photos", "photos/a.jpg"), ("photos/2024", "photos/2024/x/a.jpg"),
      ("/a.jpg", "a.jpg"),
      ("/**", "photos/a.jpg"),
      // A slash at the end: folders.
      ("photos/", "photos/a.jpg"), ("miso/", "photos/miso/x/a.jpg"), ("photos/miso/", "photos/miso/x/a.jpg"),
      ("photos/**/", "photos/x/a.jpg"),
      // Turned around.
      ("!*.jpg", "photos/a.png"), ("!photos/", "x/a.jpg"), ("\\!a.jpg", "!a.jpg"),
    ]
  )
  func match(_ pattern: String, _ path: String) throws {
    #expect(try matches(pattern, path))
  }

  @Test(
    "a pattern does not match",
    arguments: [
      ("*.jpg", "a.JPG"), ("*.jpg", "a.jp/b.png"), ("a.jpg", "aajpg"), ("?", "ab"), ("?", ""), ("a*b", "ac"),
      ("[a-c]", "d"), ("[!a-c]", "b"), ("[c-a]", "b"), ("[[:digit:]]", "x"), ("\\*.jpg", "a.jpg"),
      ("*??", "x/골"),
      ("é", "e\u{301}"), ("photo", "photos/a.jpg"), ("hotos/*", "photos/a"),
      ("photos/*.jpg", "photos/x/a.jpg"), ("photos/*.jpg", "x/photos/a.jpg"), ("photos/**", "photos"),
      ("p*s/a**b", "photos/ax/yb"), ("photos?a.jpg", "photos/a.jpg"), ("x/[!a]", "x/"), ("/a.jpg", "x/a.jpg"),
      ("media/*/a.jpg", "/media/card/a.jpg"), ("miso/", "miso"), ("miso/", "photos/miso.jpg"),
      ("photos/miso/", "x/photos/miso/a.jpg"), ("photos/**/", "photos/a.jpg"), ("!photos/", "photos/a.jpg"),
      ("//photos", "photos/a.jpg"), ("./photos", "photos/a.jpg"),
    ]
  )
  func noMatch(_ pattern: String, _ path: String) throws {
    #expect(try !matches(pattern, path))
  }

  @Test("names that are not UTF-8 are matched by their bytes")
  func bytes() throws {
    let path = FilePathBytes([0xFE, 0x2F, 0xFF, 0x80, 0x2E, 0x6A])
    #expect(try PathPattern(FilePathBytes("??.j")).matches(path))
    #expect(try PathPattern(FilePathBytes([0xFF, 0x2A])).matches(path))
    #expect(try PathPattern(FilePathBytes([0x5B, 0xFE, 0x2D, 0xFF, 0x5D, 0x2A])).matches(path))
    #expect(try !PathPattern(FilePathBytes([0xFD, 0x2A])).matches(path))
    #expect(try !PathPattern(FilePathBytes("[\u{1}-\u{10FFFF}]*")).matches(path))
  }

  @Test("a pattern that is none says so")
  func errors() {
    for pattern in ["", "/", "!", "!/"] {
      #expect(throws: PathPatternError.empty) { try PathPattern(FilePathBytes(pattern)) }
    }
    for pattern in ["[a-z", "photos/[", "[]", "[!]", "[a-", "[[:digit:]"] {
      let path = FilePathBytes(pattern)
      #expect(throws: PathPatternError.unclosedBracket(path)) { try PathPattern(path) }
    }
    let noClass = FilePathBytes("[[:digits:]]")
    #expect(throws: PathPatternError.unknownClass(noClass)) { try PathPattern(noClass) }
    let backslash = FilePathBytes("photos/a\\")
    #expect(throws: PathPatternError.trailingBackslash(backslash)) { try PathPattern(backslash) }
  }

  @Test("a pattern of a megabyte is refused")
  func tooLong() {
    let pattern = FilePathBytes([UInt8](repeating: UInt8(ascii: "*"), count: 1 << 20))
    #expect(throws: PathPatternError.tooLong(1 << 20)) { try PathPattern(pattern) }
  }

  @Test("a dot and a slash before what somebody types do not count")
  func typed() throws {
    #expect(try PathPattern(typed: FilePathBytes("./photos/*")).matches(FilePathBytes("photos/a.jpg")))
    #expect(try PathPattern(typed: FilePathBytes("././a.jpg")).matches(FilePathBytes("x/a.jpg")))
  }

  @Test("a pattern of many stars costs no more than the product of both lengths")
  func stars() throws {
    let pattern = String(repeating: "*a", count: 60) + "*b"
    #expect(try !matches(pattern, String(repeating: "a", count: 250)))
    let folders = String(repeating: "**/a/", count: 60) + "b"
    #expect(try !matches(folders, String(repeating: "a/", count: 250) + "c"))
    let both = String(repeating: "**/*a*a/", count: 60) + "*b"
    #expect(try !matches(both, String(repeating: "aaaaaaaa/", count: 120) + "a"))
    let longest = String(repeating: "*a", count: 2047) + "b"
    #expect(try !matches(longest, String(repeating: "a", count: 4096)))
  }

  @Test("patterns match what a search of all possibilities finds")
  func bruteForce() throws {
    var random = SeededGenerator(seed: 8)
    var hits = 0
    for _ in 0..<20_000 {
      let pattern = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        "ab*?".randomElement(using: &random) ?? "a"
      }
      let name = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        "ab".randomElement(using: &random) ?? "a"
      }
      let expected = Self.search(pattern[...], name[...])
      hits += expected ? 1 : 0
      #expect(try matches(String(pattern), String(name)) == expected, "\(String(pattern)) \(String(name))")
    }
    #expect(hits > 2000)
  }

  private static func search(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == "*" { return (0...name.count).contains { search(pattern.dropFirst(), name.dropFirst($0)) } }
    guard let character = name.first, first == "?" || first == character else { return false }
    return search(pattern.dropFirst(), name.dropFirst())
  }
}
