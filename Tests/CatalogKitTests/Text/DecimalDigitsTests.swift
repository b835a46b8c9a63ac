import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Whole numbers")
struct DecimalDigitsTests {
  @Test(
    "Numbers are filled with zeros up to their width",
    arguments: [
      (0, 1, "0"), (0, 2, "00"), (7, 2, "07"), (123, 2, "123"), (-7, 2, "-07"),
      (Int.max, 1, "9223372036854775807"),
      (Int.min, 1, "-9223372036854775808"), (5, 9, "000000005"), (0, 0, ""),
    ]
  )
  func append(_ value: Int, _ width: Int, _ expected: String) {
    var bytes: [UInt8] = []
    DecimalDigits.append(value, width: width, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("Exactly so many digits are read at a place")
  func parse() {
    Array("x0420y".utf8).withUnsafeBytes { text in
      #expect(DecimalDigits.parse(text, 1, 4) == 420)
      #expect(DecimalDigits.parse(text, 2, 2) == 42)
      #expect(DecimalDigits.parse(text, 0, 2) == nil)
      #expect(DecimalDigits.parse(text, 1, 5) == nil)
      #expect(DecimalDigits.parse(text, 1, 6) == nil)
      #expect(DecimalDigits.parse(text, -1, 2) == nil)
      #expect(DecimalDigits.parse(text, 1, 0) == nil)
      #expect(DecimalDigits.parse(text, 1, 19) == nil)
    }
  }
}
