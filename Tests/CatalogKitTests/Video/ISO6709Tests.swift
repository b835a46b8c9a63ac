import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("ISO 6709")
struct ISO6709Tests {
  @Test(
    "Degrees, degrees and minutes, and all three are distinguished by the number of digits",
    arguments: [
      ("+37.5665+126.9780/", 37.5665, 126.978),
      ("-33.8586+151.2140+012.500/", -33.8586, 151.214),
      ("+48-002/", 48, -2),
      ("+1.5-2.25/", 1.5, -2.25),
      ("-0.5+000.5/", -0.5, 0.5),
      ("+3733.99+12658.68/", 37.5665, 126.978),
      ("-3351-15112/", -33.85, -151.2),
      ("-335131+1511250/", -33.858611111111, 151.213888888889),
      ("+373359.4+1265840.8/", 37.5665, 126.978),
      ("+4060.0+07400.0/", 41, 74),
      ("+00-000/", 0, 0),
      ("+90-180/", 90, -180),
    ]
  )
  func forms(text: String, latitude: Double, longitude: Double) throws {
    let place = try #require(ISO6709(Array(text.utf8)))
    #expect(abs(place.latitude - latitude) < 1e-9)
    #expect(abs(place.longitude - longitude) < 1e-9)
  }

  @Test(
    "The altitude is the third number, with a reference system or without",
    arguments: [
      ("+27.5916+086.5640+8850/", 8850), ("+27.5916+086.5640+8850CRSWGS_84/", 8850),
      ("+27.5916+086.5640-12.25/CRSWGS_84", -12.25), ("+27.5916+086.5640+035.000/", 35),
    ]
  )
  func altitudes(text: String, altitude: Double) {
    #expect(ISO6709(Array(text.utf8))?.altitude == altitude)
  }

  @Test(
    "The end may be missing, a NUL, or followed by something",
    arguments: ["+37.5+126.5", "+37.5+126.5\0\0", "+37.5+126.5CRSWGS_84/", "+37.5+126.5/ Seoul"]
  )
  func ends(text: String) {
    let place = ISO6709(Array(text.utf8))
    #expect(place?.latitude == 37.5)
    #expect(place?.longitude == 126.5)
    #expect(place?.altitude == nil)
  }

  @Test(
    "What is not a place is none",
    arguments: [
      "", "/", "+", "+/", "+-", "37.5+126.5/", " +37.5+126.5/", "+37.5/", "+37.5 126.5/", "+37.5+/",
      "+37.5+126.5+1+2/", "+375+126.5/", "+37.5+1265.5/", "+37.5+126500.5/", "+37.5+12650000/",
      "+37.5+NaN/", "+.5+.5/", "+1e1+2/", "Seoul",
    ]
  )
  func none(text: String) {
    #expect(ISO6709(Array(text.utf8)) == nil)
  }
}
