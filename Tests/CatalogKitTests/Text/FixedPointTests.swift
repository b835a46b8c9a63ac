import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Numbers with a fixed number of decimals")
struct FixedPointTests {
  private func parse(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBytes { FixedPoint.parse($0) }
  }

  @Test("A rounded number is read again as the very same one", arguments: [0, 1, 3, 6, 9, 12])
  func roundTrip(_ decimals: Int) {
    var generator = SeededGenerator(seed: UInt64(decimals))
    for _ in 0..<20_000 {
      let value = FixedPoint.round(Double.random(in: -180...180, using: &generator), decimals: decimals)
      let text = FixedPoint.text(value, decimals: decimals)
      let read = parse(text)
      #expect(read?.bitPattern == value.bitPattern, "\(text)")
      #expect(Double(text) == value, "\(text)")
    }
  }

  @Test("Large and small numbers come back too")
  func magnitudes() {
    var generator = SeededGenerator(seed: 99)
    for exponent in -12...13 {
      for _ in 0..<500 {
        let scale = Double(sign: .plus, exponent: exponent * 3, significand: 1)
        let value = FixedPoint.round(Double.random(in: -1...1, using: &generator) * scale, decimals: 3)
        #expect(parse(FixedPoint.text(value, decimals: 3)) == value)
      }
    }
  }

  @Test(
    "Numbers near the bound of 2^53 thousandths come back",
    arguments: [-4_500_286_873_605.774, 4_503_599_627_370.495]
  )
  func nearBound(_ value: Double) {
    let rounded = FixedPoint.round(value, decimals: 3)
    #expect(parse(FixedPoint.text(rounded, decimals: 3)) == rounded)
  }

  @Test(
    "Sixteen digits, whose integer a Double does not hold, are read as the nearest number",
    arguments: [
      "907.8254179105733", "98952.24028329623", "955647443541.5693", "-994818747638909.5",
      "969111452.5807239",
      "912229.9848245923", "0.9007199254740993", "9007199254740993", "-9007199254740995",
    ]
  )
  func sixteenDigits(_ text: String) {
    #expect(parse(text) == Double(text))
  }

  @Test(
    "Numbers are written without trailing zeros and without an exponent",
    arguments: [
      (0, 9, "0"), (-0.0, 9, "0"), (-33.8586, 9, "-33.8586"), (5, 9, "5"), (0.000000001, 9, "0.000000001"),
      (0.0000000004, 9, "0"), (-0.0000000004, 9, "0"), (1.9999999996, 9, "2"), (12.345678, 3, "12.346"),
      (-0.5, 0, "-1"), (100, 0, "100"), (179.999999999, 9, "179.999999999"),
    ] as [(Double, Int, String)]
  )
  func text(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(FixedPoint.text(value, decimals: decimals) == expected)
  }

  @Test("What is no number has Swift's name")
  func notFinite() {
    #expect(FixedPoint.text(.nan, decimals: 9) == "nan")
    #expect(FixedPoint.text(.infinity, decimals: 9) == "inf")
  }

  @Test("Rounding gives the nearest number, and never minus zero")
  func rounding() {
    #expect(FixedPoint.round(1.2345, decimals: 3) == 1.235)
    #expect(FixedPoint.round(-1.2344, decimals: 3) == -1.234)
    #expect(FixedPoint.round(-0.0001, decimals: 3).sign == .plus)
    #expect(FixedPoint.round(1e300, decimals: 9) == 1e300)
  }

  @Test(
    "JSON numbers are read",
    arguments: [
      ("0", 0), ("-0", 0), ("-1.5", -1.5), ("10", 10), ("1e3", 1000), ("1E-3", 0.001), ("1.5e+2", 150),
      ("1234567890123456768", 1_234_567_890_123_456_768), ("0.1234567890123456789", 0.1234567890123456789),
      ("0.0", 0),
      ("-0.0", 0), ("2e-308", 2e-308),
    ] as [(String, Double)]
  )
  func json(_ text: String, _ value: Double) {
    let read = parse(text)
    #expect(read == value)
    #expect(read?.sign == (value < 0 ? .minus : .plus))
  }

  @Test(
    "What is not a JSON number is none",
    arguments: [
      "", "-", "+1", ".5", "-.5", "5.", "-5.", "1.e5", "1e", "1e+", "e5", "1.2.3", "--1", "1-", "nan", "inf",
      "0x10",
      "1 ", " 1", "1e999", "01", "-01", "00", "00.5", "-", "1_0", "1,5",
    ]
  )
  func notJSON(_ text: String) {
    #expect(parse(text) == nil)
  }
}
