import Testing

@testable import TestSupport
@testable import catalog

/// Widths as `wcswidth` of Python's wcwidth 0.7.0 has them.
@Suite("CellWidth")
struct CellWidthTests {
  @Test(
    "letters of every script take the cells that a terminal gives them",
    arguments: [
      ("", 0), ("a.jpg", 5), ("é", 1), ("e\u{301}", 1), ("a\u{308}\u{323}", 1), ("…", 1), ("°", 1), ("€", 1),
      ("①", 1), ("Ω", 1), ("я", 1), ("שלום", 4), ("ไทย", 3), ("ก็", 1), ("กำ", 2), ("नमस्ते", 4), ("\u{FFFD}", 1),
      ("골목-고양이.jpg", 15), ("\u{1100}\u{1169}\u{11AF}\u{1106}\u{1169}\u{11A8}", 4), ("\u{1160}", 0), ("ꥠ", 2),
      ("漢字", 4), ("アイウ", 6), ("ｱｲｳ", 3), ("ｶﾞ", 2), ("、", 2), ("〈", 2), ("！", 2), ("㈱", 2), ("\u{3000}", 2),
      ("𠀀", 2),
      ("\u{200B}", 0), ("\u{2060}", 0), ("\u{AD}", 1), ("\u{3164}", 0), ("𓀀", 1),
    ] as [(String, Int)]
  )
  func letters(_ text: String, _ width: Int) {
    #expect(CellWidth.of(text) == width)
  }

  @Test(
    "an emoji takes two cells, whatever it is put together from",
    arguments: [
      ("🐈", 2), ("😀", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇰🇷", 2), ("❤️", 2), ("❤", 1), ("☀", 1), ("⚠️", 2), ("1️⃣", 2),
      ("☔", 2), ("⌚", 2),
      ("🐈‍⬛", 2), ("🏳️‍🌈", 2), ("✈", 1), ("✈️", 2), ("→", 1), ("■", 1), ("☰", 2), ("䷀", 2),
    ] as [(String, Int)]
  )
  func pictures(_ text: String, _ width: Int) {
    #expect(CellWidth.of(text) == width)
  }

  @Test("a text that fits stays; one that does not loses its middle")
  func shortened() {
    #expect(CellWidth.shortened("photos/a.jpg", to: 12) == "photos/a.jpg")
    #expect(CellWidth.shortened("photos/a.jpg", to: 11) == "pho…s/a.jpg")
    #expect(CellWidth.shortened("골목/고양이.jpg", to: 10) == "골…이.jpg")
    #expect(CellWidth.shortened("abc", to: 1) == "…")
    #expect(CellWidth.shortened("abc", to: 0) == "…")
  }

  @Test("it is never wider than asked, and takes no letter apart")
  func fits() {
    let text = "photos/골목/e\u{301}e\u{301}👩‍👩‍👧👩‍👩‍👧/고양이 🐈‍⬛ IMG_0042.jpg"
    let letters = Set(text)
    for width in 1..<60 {
      let short = CellWidth.shortened(text, to: width)
      #expect(CellWidth.of(short) <= width)
      #expect(CellWidth.of(short) >= min(width, CellWidth.of(text)) - 2)
      #expect(short.allSatisfy { letters.contains($0) || $0 == "…" })
    }
  }
}
