import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("GeoBox")
struct GeoBoxTests {
  private func holds(_ box: String, _ latitude: Double, _ longitude: Double) throws -> Bool {
    try GeoBox(box).contains(Coordinate(latitude: latitude, longitude: longitude))
  }

  @Test("edges and corners are in the box, what is beyond is not")
  func edges() throws {
    let box = "37.4,126.8,37.7,127.2"
    for place in [(37.4, 126.8), (37.7, 127.2), (37.4, 127.2), (37.7, 126.8), (37.5, 127)] {
      #expect(try holds(box, place.0, place.1))
    }
    for place in [
      (37.399_999_999, 127), (37.700_000_001, 127), (37.5, 126.799_999_999), (37.5, 127.200_000_001),
    ] {
      #expect(try !holds(box, place.0, place.1))
    }
  }

  @Test("a box whose west is greater than its east lies over the date line")
  func dateLine() throws {
    let box = "-20, 175, -10, -175"
    for longitude in [175, 179.9, 180, -180, -179.9, -175] { #expect(try holds(box, -15, longitude)) }
    for longitude in [174.9, -174.9, 0, 90] { #expect(try !holds(box, -15, longitude)) }
    #expect(try !holds(box, -9, 180))
  }

  @Test("longitudes 180 and -180 are one meridian")
  func meridian() throws {
    #expect(try holds("-1,170,1,180", 0, -180))
    #expect(try holds("-1,-180,1,-170", 0, 180))
    #expect(try !holds("-1,170,1,179", 0, -180))
    #expect(try !holds("-1,170,1,179", 0, 180))
  }

  @Test("the boxes for a search hold the same places")
  func parts() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let longitudes = (0..<3).map { _ in Double(Int.random(in: -18...18, using: &random) * 10) }
      let box = try GeoBox("-10,\(longitudes[0]),10,\(longitudes[1])")
      let place = try Coordinate(latitude: 0, longitude: longitudes[2])
      let isInPart = box.parts.contains { $0.lowerBound(from: place) == 0 }
      #expect(isInPart == box.contains(place), "\(longitudes)")
    }
  }

  @Test("what is no box says what a box is")
  func errors() {
    #expect(throws: GeoBoxError.notFourNumbers("1,2,3")) { try GeoBox("1,2,3") }
    #expect(throws: GeoBoxError.notFourNumbers("")) { try GeoBox("") }
    #expect(throws: GeoBoxError.southAboveNorth(2, 1)) { try GeoBox("2,0,1,3") }
    #expect(throws: GeoBoxError.corner(.latitudeOutOfRange(91))) { try GeoBox("0,0,91,3") }
    #expect(throws: GeoBoxError.corner(.longitudeOutOfRange(-181))) { try GeoBox("0,-181,1,3") }
    #expect(throws: GeoBoxError.corner(.notANumber("nan"))) { try GeoBox("0,nan,1,3") }
    #expect(throws: GeoBoxError.corner(.notANumber("0x1"))) { try GeoBox("0x1,0,1,3") }
    for error in [GeoBoxError.notFourNumbers("1"), .southAboveNorth(2, 1), .corner(.notANumber("x"))] {
      #expect(error.description.contains("south"))
    }
  }
}
