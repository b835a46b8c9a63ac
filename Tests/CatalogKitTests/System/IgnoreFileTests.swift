import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("A .catalogignore")
struct IgnoreFileTests {
  private static let text = Array(
    "\u{FEFF}# cats\r\n*.jpg\n!/mi\\ so[a-z[:digit:]].*\\  \n**/sub/**/\n\\#x\\\\\n".utf8
  )

  @Test("every beginning of one is read and can be asked")
  func prefixes() {
    for count in 0...Self.text.count {
      var rules = IgnoreRules()
      rules.add(IgnoreFile.patterns(Array(Self.text.prefix(count))))
      for name in ["a.jpg", "mi soa.b ", "sub", "#x\\"] {
        _ = rules.entering(FilePathBytes("sub")).source(of: FilePathBytes(name), isFolder: false)
      }
    }
    #expect(IgnoreFile.patterns(Self.text).count == 4)
  }

  @Test("a changed byte never traps")
  func mutations() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      var text = Self.text
      for _ in 0..<3 {
        text[Int.random(in: text.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      for pattern in IgnoreFile.patterns(text) { _ = pattern.matches(FilePathBytes("sub/a/mi soa.b")) }
    }
  }

  @Test("lines that are no patterns match nothing, and the others count")
  func badLines() {
    let patterns = IgnoreFile.patterns(Array("[a\n/\n!\na\\\n\nb\n".utf8))
    #expect(patterns.map(\.text) == [FilePathBytes("b")])
  }
}
