import Testing

@testable import CatalogKit

@Suite("Tags of a photo")
struct TagCollectionTests {
  private func joined(_ words: [String], _ paths: [String] = []) -> [String] {
    var tags = TagCollection()
    for word in words { tags.add(word: word) }
    for path in paths { tags.add(path: path, separator: "|") }
    return tags.joined
  }

  @Test("Words are trimmed, and those of blanks alone are none")
  func trimmed() {
    #expect(joined([" cat", "cat\n", "\u{A0}black cat\0", "", "  "]) == ["cat", "black cat"])
    #expect(joined([], [" cats | Nabi ", "|", "||dogs||Max|"]) == ["cats/Nabi", "dogs/Max"])
  }

  @Test("Words are the same where they are the same in NFC, and in their own case")
  func comparison() {
    #expect(joined(["Cafe\u{301}", "Café"]) == ["Cafe\u{301}"])
    #expect(joined(["Nabi", "nabi"]) == ["Nabi", "nabi"])
    #expect(joined(["Cafe\u{301}"], ["places|Café"]) == ["places/Café"])
  }

  @Test("A word that is a part of a path is not listed beside it")
  func partsOfPaths() {
    #expect(joined(["cats", "Nabi", "garden"], ["cats|Nabi"]) == ["garden", "cats/Nabi"])
    #expect(joined(["cats/Nabi"], ["cats|Nabi"]) == ["cats/Nabi"])
    #expect(joined(["nabi"], ["cats|Nabi"]) == ["nabi", "cats/Nabi"])
  }

  @Test("A path that begins another is not listed")
  func ancestors() {
    #expect(joined([], ["A", "A|B", "A|B|C", "A|D"]) == ["A/B/C", "A/D"])
    #expect(joined([], ["A|B|C", "A|B", "A|B|C"]) == ["A/B/C"])
    #expect(joined([], ["A|B", "A|BC"]) == ["A/B", "A/BC"])
    #expect(joined([], ["A"]) == ["A"])
  }

  @Test("What darktable notes for itself is nobody's tag, nor are the words of it")
  func darktable() {
    #expect(joined(["darktable|exported", "cat"]) == ["cat"])
    #expect(
      joined(["darktable", "exported", "cat"], ["darktable", "darktable|exported", "cats|Nabi"]) == [
        "cat", "cats/Nabi",
      ]
    )
    #expect(joined(["darktable"]) == ["darktable"])
  }

  @Test("What does not fit is left out and named")
  func limits() {
    var long = TagCollection()
    long.add(word: String(repeating: "a", count: 1025))
    long.add(word: String(repeating: "b", count: 1024))
    #expect(long.words.map(\.utf8.count) == [1024])
    #expect(long.problem == "a tag of more than 1024 bytes")
    var path = TagCollection()
    path.add(path: String(repeating: "a|", count: 1 << 19), separator: "|")
    path.add(path: [String](repeating: "level", count: 200))
    #expect(path.isEmpty)
    #expect(path.problem == "a tag of more than 1024 bytes")
    var many = TagCollection()
    for number in 0..<1_000_000 { many.add(word: "\(number)") }
    #expect(many.words.count == 1000)
    #expect(many.problem == "more than 1000 tags")
    var large = TagCollection()
    for number in 0..<100 { large.add(path: ["\(number)", String(repeating: "a", count: 1000)]) }
    #expect(large.paths.count == 65)
    #expect(large.problem == "more than 64 KB of tags")
  }

  @Test("Two sources have no more than one")
  func added() {
    var tags = TagCollection()
    for number in 0..<600 { tags.add(word: "\(number)") }
    var others = tags
    others.add(tags)
    #expect(others.words.count == 1000)
    #expect(others.problem == "more than 1000 tags")
  }
}
