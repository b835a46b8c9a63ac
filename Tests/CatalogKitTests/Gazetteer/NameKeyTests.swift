import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Keys of names")
struct NameKeyTests {
  private func key(_ name: String) -> String { String(decoding: NameKey.key(name), as: UTF8.self) }

  @Test(
    "case, accents of Latin and Greek, width and punctuation do not count; other scripts stay as they are",
    arguments: [
      ("Seoul", "seoul"), ("SÉOUL", "seoul"), ("Łódź", "lodz"), ("Straße", "strasse"), ("Ærø", "aero"),
      ("St. John's", "st johns"), ("Saint-Denis", "saint denis"), ("  New   York ", "new york"),
      ("Ｓｅｏｕｌ", "seoul"), ("ﾄｳｷｮｳ", "トウキョウ"), ("ｶﾞｷﾞ", "ガギ"), ("Αθήνα", "αθηνα"), ("Πάτρας", "πατρασ"),
      ("Йошкар-Ола", "йошкар ола"), ("서울", "서울"), ("ソウル", "ソウル"), ("القاهرة", "القاهرة"), ("İzmir", "izmir"),
      ("Việt Trì", "viet tri"), ("दिल्ली", "दिल्ली"), ("a\u{200B}b\tc\u{0}d", "a b c d"), ("", ""), (" - . ' ", ""),
      ("\u{301}", ""),
    ]
  )
  func folded(_ name: String, _ wanted: String) {
    #expect(key(name) == wanted)
  }

  @Test("composed and decomposed spellings have the same key, in Hangul and in Cyrillic")
  func normalForms() {
    #expect(key("\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}") == "서울")
    #expect(key("И\u{306}") == key("Й"))
    #expect(key("e\u{301}") == key("é"))
  }

  @Test(
    "the key of a key is that key, also where an accent comes after what is left out",
    arguments: [
      "\u{487}\u{605}\u{301}[", "\u{2BC}\u{301}a", "ш.\u{301}", "\u{430}\u{605}\u{301}",
      "-\u{301}ш\u{301}\u{301}",
      "दि\u{301}-\u{301}",
    ]
  )
  func twice(_ name: String) {
    #expect(key(key(name)) == key(name))
  }

  @Test("a place is found by its main name as the file folded it, one in a hundred of all")
  func agreesWithTheFile() throws {
    let gazetteer = try SamplePlaces.gazetteer()
    let search = try PlaceNameSearch(gazetteer)
    let count = try gazetteer.placeDirectory().placeCount
    #expect(count == 234_908)
    var lost: [String] = []
    for number in stride(from: 0, to: count, by: 100) {
      let place = try gazetteer.place(number)
      let isFound = try search.meanings(of: NameKey.key(place.name)).contains {
        $0.place == number && $0.kind == .main
      }
      if !isFound { lost.append(place.name) }
    }
    #expect(lost.isEmpty, "\(lost)")
  }
}
