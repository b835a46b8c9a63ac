import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("What is said of a text that is not a place")
struct PlaceErrorTests {
  private func message(_ text: String) -> String {
    do throws(PlaceError) {
      return "read as \(try Place(text))"
    } catch {
      return error.description
    }
  }

  @Test("Two readings are both shown, with the way to write either")
  func ambiguity() {
    #expect(
      message("37,126")
        == "“37,126” can be read in two ways: latitude 37 and longitude 126 (write 37, 126), or the one number"
        + " 37.126, with its other half missing"
    )
    #expect(
      message("37")
        == "“37” can be read in two ways: a geohash (write geohash:37), or the one number 37, with its other"
        + " half missing"
    )
    #expect(
      message("126.978, 37.5665")
        == "latitude comes first, and 126.978 is outside -90 to 90: 126.978, 37.5665 is no place;"
        + " did you mean 37.5665, 126.978?"
    )
  }

  @Test("Every way to write that a message proposes is read")
  func proposals() throws {
    for text in ["37, 126", "geohash:37", "geohash:jeju", "37 N 126 E", "37.5665, 126.978", "8Q98HX8H+JF"] {
      _ = try Place(text)
    }
    #expect(message("37n126e").contains("37 N 126 E"))
    #expect(message("jeju").contains("geohash:jeju"))
  }

  @Test("Foreign text is quoted short and harmless")
  func quoting() {
    #expect(!message("x\u{1B}[2J").contains("\u{1B}"))
    #expect(message(String(repeating: "x", count: 4000)).count < 400)
    #expect(message("https://x\u{1B}.com/").contains("\u{1B}") == false)
  }

  @Test("Every error is one sentence without a full stop, and says something of its own")
  func sentences() {
    let errors: [PlaceError] = [
      .empty, .tooLong(bytes: 5000), .unreadable("x"), .ambiguous("x", .name, .geohash("x")),
      .swapped(latitude: 1, longitude: 100), .halfMissing, .numberCount(3), .notWhole(.degrees, "1.5"),
      .sixtyOrMore(.minutes, "60"), .signAndLetter("-1"), .letterMissing, .sameAxis, .tightSign("-1"),
      .coordinate(.latitudeOutOfRange(91)), .referenceSystem("x"), .shortPlusCode("x"), .plusCode("x"),
      .geohash("x"),
      .shortLink("x"), .unknownLink("x"), .noPosition(.google), .directions(.google), .planarLink,
      .nameOnly("x"),
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    for error in errors {
      #expect(!error.description.hasSuffix("."), "\(error)")
    }
  }
}
