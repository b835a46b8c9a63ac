import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Plain decimal numbers")
struct DecimalTextTests {
  @Test(
    "Digits with a sign and a point are a number",
    arguments: [
      ("37.5665", 37.5665), ("-33.8586", -33.8586), ("+5", 5), (".5", 0.5), ("5.", 5), ("-.5", -0.5),
      ("0", 0),
      ("007", 7), ("\u{2212}33.8586", -33.8586), ("180", 180), ("0.000000001", 1e-9),
    ] as [(String, Double)]
  )
  func numbers(_ text: String, _ value: Double) {
    #expect(DecimalText.parse(text.utf8) == value)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", ".", "-", "+", "-.", "\u{2212}", "nan", "NaN", "inf", "-inf", "infinity", "0x1p3", "0x10", "1e3",
      "1E3",
      "1e", "37,5665", "1 000", " 5", "5 ", "1_000", "--5", "+-5", "\u{2212}-5", "-\u{2212}5", "5-", "1.2.3",
      "5°",
      "\u{0665}", "５", "\u{2013}5", "5\0", "1/2",
    ]
  )
  func others(_ text: String) {
    #expect(DecimalText.parse(text.utf8) == nil)
  }

  @Test("A number of more than 400 characters, or beyond what a Double holds, is none")
  func long() {
    #expect(DecimalText.parse(Array("0.".utf8) + [UInt8](repeating: 0x31, count: 398)) != nil)
    #expect(DecimalText.parse(Array("0.".utf8) + [UInt8](repeating: 0x31, count: 399)) == nil)
    #expect(DecimalText.parse([UInt8](repeating: 0x39, count: 400)) == nil)
  }
}
