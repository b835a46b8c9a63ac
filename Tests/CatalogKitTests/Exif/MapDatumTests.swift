import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Map datum")
struct MapDatumTests {
  /// 35.6528° north, 139.7447° east by the Tokyo datum.
  private static let tokyo = TIFFBuilder()
    .setting(.latitudeRef, .ascii("N"))
    .setting(.latitude, .rationals((356_528, 10000)))
    .setting(.longitudeRef, .ascii("E"))
    .setting(.longitude, .rationals((1_397_447, 10000)))

  @Test(
    "A position in the Tokyo datum is shifted to WGS 84, and the datum's name is kept",
    arguments: ["TOKYO", "Tokyo", "tokyo", " TOKYO ", "TOKYO  \0"],
    [2, 7, 1, 129] as [UInt16]
  )
  func tokyo(_ spelling: String, _ type: UInt16) throws {
    let photo = Self.tokyo.setting(.mapDatum, .text(spelling, type: type)).photo
    let position = try #require(photo.position)
    // 35.6528 - 0.00381306696 + 0.00244050144 + 0.0046017 and 139.7447 - 0.00164138361 - 0.01160481912 + 0.010040
    #expect(abs(position.coordinate.latitude - 35.656029134) < 2e-9)
    #expect(abs(position.coordinate.longitude - 139.741493797) < 2e-9)
    #expect(position.datum?.uppercased() == "TOKYO")
    #expect(position.datum?.contains(" ") == false)
  }

  @Test(
    "Spellings of WGS 84 neither shift the position nor are kept",
    arguments: [
      "WGS-84", "WGS84", "WGS 84", "wgs-84", "WGS_84", "WGS-84 ", "WGS 1984", "WGS1984", "WGS-1984", "", "  ",
    ]
  )
  func worldGeodeticSystem(_ spelling: String) throws {
    let photo = TIFFBuilder.santiago.setting(.mapDatum, .ascii(spelling)).photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.position?.datum == nil)
  }

  @Test(
    "Any other datum keeps the position and is kept by name",
    arguments: ["NAD27", "ED50", "TOKYO-BESSEL", "Tokyo 2000", "WGS-72", "WGS", "84", "GCJ-02"]
  )
  func otherDatum(_ name: String) throws {
    let photo = TIFFBuilder.santiago.setting(.mapDatum, .ascii(" \(name) ")).photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.position?.datum == name)
  }

  @Test("A position without a datum is one in WGS 84")
  func noDatum() throws {
    #expect(TIFFBuilder.santiago.photo.position?.datum == nil)
  }

  @Test("A shift stays in range in the corners of the map", arguments: ["N", "S"], ["E", "W"])
  func corners(_ latitude: String, _ longitude: String) {
    let photo = Self.tokyo
      .setting(.mapDatum, .ascii("TOKYO"))
      .setting(.latitude, .rationals((90, 1)))
      .setting(.latitudeRef, .ascii(latitude))
      .setting(.longitude, .rationals((180, 1)))
      .setting(.longitudeRef, .ascii(longitude))
      .photo
    #expect(photo.position != nil)
  }

  @Test("A place in the south and west is shifted by its signed degrees")
  func southWest() throws {
    let photo = Self.tokyo
      .setting(.mapDatum, .ascii("TOKYO"))
      .setting(.latitudeRef, .ascii("S"))
      .setting(.longitudeRef, .ascii("W"))
      .photo
    let position = try #require(photo.position)
    // -35.6528 + 0.00381306696 - 0.00244050144 + 0.0046017 and -139.7447 + 0.00164138361 + 0.01160481912 + 0.010040
    #expect(abs(position.coordinate.latitude - -35.646825734) < 2e-9)
    #expect(abs(position.coordinate.longitude - -139.721413797) < 2e-9)
  }
}
