import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Filters of tags and ratings")
struct TagFilterTests {
  @Test(
    "A name is a whole tag or any part of its path, in any case and normalisation",
    arguments: [
      ("Nabi", true), ("nabi", true), ("CATS", true), ("cats/nabi", true), ("street/cats", true),
      ("street/Cats/Nabi", true),
      (" nabi ", true), ("/nabi/", true), ("café", true), ("CAFE\u{301}", true), ("abi", false),
      ("street/nabi", false),
      ("nabi/cats", false), ("cats/nabi/x", false), ("cat", false),
    ]
  )
  func names(_ name: String, _ expected: Bool) throws {
    #expect(try TagFilter(name).matches(["street/Cats/Nabi", "Café"]) == expected)
  }

  @Test("A photo without tags has none, and no name is refused")
  func none() throws {
    #expect(try !TagFilter("a").matches([]))
    for empty in ["", " ", "/", "//"] { #expect(throws: TagFilterError.empty) { try TagFilter(empty) } }
  }

  @Test(
    "A rating is one number, or a range that may be open at one end",
    arguments: [
      ("4", [4]), ("3..", [3, 4, 5]), ("2..4", [2, 3, 4]), ("..2", [-1, 1, 2]), ("-1", [-1]),
      ("-1..1", [-1, 1]), ("5..5", [5]),
    ]
  )
  func ratings(_ text: String, _ expected: [Int]) throws {
    let range = try RatingRange(text)
    #expect([-1, 1, 2, 3, 4, 5].filter { range.contains($0) } == expected)
    #expect(!range.contains(nil))
  }

  @Test(
    "What is no range of ratings is refused",
    arguments: ["", "..", "6", "-2", "four", "3...", "3-4", "+3", "3.0", " 3", "4..3"]
  )
  func noRatings(_ text: String) {
    #expect(throws: RatingRangeError.self) { try RatingRange(text) }
  }
}
