import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Coordinates")
struct CoordinateTests {
  @Test(
    "A coordinate holds any place of the earth",
    arguments: [(0, 0), (90, 180), (-90, -180), (90, -180), (-90, 180), (-33.8586, -70.67)]
      as [(Double, Double)]
  )
  func places(_ latitude: Double, _ longitude: Double) throws {
    let place = try Coordinate(latitude: latitude, longitude: longitude)
    #expect(place.latitude == latitude)
    #expect(place.longitude == longitude)
  }

  @Test(
    "Nothing out of range is a coordinate, and nothing is wrapped",
    arguments: [(90.0).nextUp, (-90.0).nextDown, 91, 270, .infinity, -.infinity]
  )
  func latitudeRange(_ latitude: Double) {
    #expect(throws: CoordinateError.latitudeOutOfRange(latitude)) {
      try Coordinate(latitude: latitude, longitude: 0)
    }
  }

  @Test(
    "The same holds for longitude",
    arguments: [(180.0).nextUp, (-180.0).nextDown, 181, 360, .infinity, -.infinity]
  )
  func longitudeRange(_ longitude: Double) {
    #expect(throws: CoordinateError.longitudeOutOfRange(longitude)) {
      try Coordinate(latitude: 0, longitude: longitude)
    }
  }

  @Test("NaN is no coordinate")
  func notANumber() {
    #expect(throws: CoordinateError.self) { try Coordinate(latitude: .nan, longitude: 0) }
    #expect(throws: CoordinateError.self) { try Coordinate(latitude: 0, longitude: .nan) }
  }

  @Test("Minus zero is zero")
  func minusZero() throws {
    let place = try Coordinate(latitude: -0.0, longitude: -0.0)
    #expect(place.latitude.sign == .plus)
    #expect(place.longitude.sign == .plus)
  }

  @Test("Plain decimal text is read, with a typeset minus too")
  func text() throws {
    let place = try Coordinate(latitude: "-33.8586", longitude: "+126.9780")
    #expect(place == (try Coordinate(latitude: -33.8586, longitude: 126.978)))
    let typeset = try Coordinate(latitude: "\u{2212}33.8586", longitude: "\u{2212}70.67")
    #expect(typeset == (try Coordinate(latitude: -33.8586, longitude: -70.67)))
  }

  @Test(
    "Other text is refused by name",
    arguments: [
      "nan", "inf", "-inf", "0x1p3", "1e1", "", " ", " 5", "5 ", "37,5", "37,5665,126", "5N", "37°", "--5",
    ]
  )
  func otherText(_ text: String) {
    #expect(throws: CoordinateError.notANumber(text)) { try Coordinate(latitude: text, longitude: "0") }
    #expect(throws: CoordinateError.notANumber(text)) { try Coordinate(latitude: "0", longitude: text) }
  }

  @Test("Text out of range is refused as such")
  func textOutOfRange() {
    #expect(throws: CoordinateError.latitudeOutOfRange(126.978)) {
      try Coordinate(latitude: "126.9780", longitude: "37.5665")
    }
  }

  @Test("Messages say what is wrong and what would be right")
  func messages() {
    #expect(
      CoordinateError.latitudeOutOfRange(126.978).description
        == "latitude 126.978 is out of range: it lies in -90 to 90 (latitude comes first)"
    )
    #expect(
      CoordinateError.longitudeOutOfRange(-181).description
        == "longitude -181 is out of range: it lies in -180 to 180"
    )
    #expect(CoordinateError.notANumber("37,5").description.contains("\u{201C}37,5\u{201D} is not a number"))
  }

  @Test("Rounding keeps nine decimals and stays in range")
  func rounding() throws {
    let place = try Coordinate(latitude: 89.9999999999, longitude: -1.23456789049).rounded
    #expect(place == (try Coordinate(latitude: 90, longitude: -1.23456789)))
  }
}
