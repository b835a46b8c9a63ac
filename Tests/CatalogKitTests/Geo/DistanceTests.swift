import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Distances")
struct DistanceTests {
  @Test(
    "A number with a unit is a distance, a bare one is metres",
    arguments: [
      ("500m", 500), ("500", 500), ("2km", 2000), ("0.3mi", 482.8032), ("200ft", 60.96), ("1nmi", 1852),
      ("0", 0),
      ("0km", 0), ("+5m", 5), (".5km", 500), ("5.m", 5), ("1 km", 1000), ("1KM", 1000), ("1Km", 1000),
      ("1 MI", 1609.344),
      ("10FT", 3.048), ("2NMI", 3704), ("7M", 7),
    ] as [(String, Double)]
  )
  func units(_ text: String, _ metres: Double) throws {
    #expect(abs(try Distance(text).metres - metres) < 1e-9)
  }

  @Test(
    "Other text is refused",
    arguments: [
      "km", "m", "abc", "5 ", " 5", "5  km", "5\tkm", "5k", "5kilometres", "5 parsec", "5km2", "1e3m", "nan",
      "nanm", "inf", "infinity",
      "0x10m", "1,5km", "5m5", "5 k m", "5-", ".m", "5µm", "５m",
    ]
  )
  func unreadable(_ text: String) {
    #expect(throws: DistanceError.unreadable(text)) { try Distance(text) }
  }

  @Test("A negative distance is refused as such", arguments: ["-1", "-0.5km", "-5 mi", "\u{2212}1m"])
  func negative(_ text: String) {
    #expect(throws: DistanceError.negative(text)) { try Distance(text) }
  }

  @Test("Minus zero is zero")
  func minusZero() throws {
    #expect(try Distance("-0").metres.sign == .plus)
  }

  @Test("Empty text is refused as such")
  func empty() {
    #expect(throws: DistanceError.empty) { try Distance("") }
  }

  @Test("A distance beyond what a number holds is refused")
  func endless() {
    let text = String(repeating: "9", count: 308) + "km"
    #expect(throws: DistanceError.unreadable(text)) { try Distance(text) }
  }

  @Test("Every message lists the units")
  func messages() {
    for error in [DistanceError.empty, .negative("-5m"), .unreadable("5 parsec")] {
      for unit in Distance.Unit.allCases { #expect(error.description.contains(unit.rawValue)) }
    }
    #expect(DistanceError.unreadable("5 parsec").description.contains("5 parsec"))
    #expect(DistanceError.negative("-5m").description.contains("-5m"))
  }

  @Test("A distance in metres is finite and not negative")
  func metres() {
    #expect(Distance(metres: 5)?.metres == 5)
    #expect(Distance(metres: -1) == nil)
    #expect(Distance(metres: .nan) == nil)
    #expect(Distance(metres: .infinity) == nil)
    #expect(Distance(metres: -0.0)?.metres.sign == .plus)
  }

  @Test("Distances are ordered by length, whatever their unit")
  func order() throws {
    #expect(try Distance("1000ft") < Distance("1km"))
    #expect(try Distance("1mi") < Distance("1nmi"))
    #expect(try !(Distance("1km") < Distance("1000m")))
  }
}
