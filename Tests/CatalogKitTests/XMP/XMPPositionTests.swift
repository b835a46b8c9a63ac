import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Positions in XMP")
struct XMPPositionTests {
  @Test(
    "Every spelling of a coordinate gives the same place",
    arguments: [
      ("37,33.99N", "126,58.68W"), ("37,33,59.4N", "126,58,40.8W"), ("37.5665N", "126.978w"),
      (" 37, 33.99 n ", "126,58.68 W"), ("37,33.99 N", "126, 58.68W"), ("37.5665", "-126.978"),
      ("+37.5665", "-126,58.68"), ("36,93.99N", "126,57,100.8W"), ("-37,33.99N", "-126,58.68W"),
      ("037,33.9900N", "126,58.680000W"),
    ]
  )
  func spellings(latitude: String, longitude: String) throws {
    #expect(try XMPSample.position(latitude, longitude).rounded == [37.5665, -126.978])
  }

  @Test("A separate reference gives the sign")
  func separateReference() throws {
    let references = "exif:GPSLatitudeRef='South' exif:GPSLongitudeRef=' w'"
    #expect(try XMPSample.position("37,33.99", "126.978", references).rounded == [-37.5665, -126.978])
    #expect(try XMPSample.position("-37.5665", "-126.978", references).rounded == [-37.5665, -126.978])
    #expect(try XMPSample.position("37,33.99S", "126.978W", references).rounded == [-37.5665, -126.978])
  }

  @Test("A letter that contradicts the separate reference is no position")
  func contradiction() throws {
    let found = try XMPSample.position("37,33.99N", "126,58.68E", "exif:GPSLatitudeRef='S'")
    #expect(found.problem == .contradictoryReferences(.latitude))
    #expect(found.problem?.description == "two latitude references that differ")
  }

  @Test(
    "What has no sensible meaning is no position, and the problem says why",
    arguments: [
      ("0,0N", "0,0E", PositionProblem.zero), ("0", "0.0", .zero), ("0,0.0S", "-0,0,0W", .zero),
      ("37,33.99", "126,58.68E", .noReference(.latitude)),
      ("37,33.99N", "126,58.68", .noReference(.longitude)),
      ("126,58.68E", "37,33.99N", .swappedReferences), ("37,33.99W", "126,58.68E", .swappedReferences),
      ("91,0N", "10,0E", .outOfRange(.latitude, 91)), ("10,0N", "180,30W", .outOfRange(.longitude, -180.5)),
      ("37,33.99X", "126,58.68E", .unreadable(.latitude)), ("N", "126,58.68E", .unreadable(.latitude)),
      ("37,,5N", "126,58.68E", .unreadable(.latitude)), ("37,1,2,3N", "1,2E", .unreadable(.latitude)),
      ("nan", "126", .unreadable(.latitude)), ("37", "inf", .unreadable(.longitude)),
      ("0x25", "126", .unreadable(.latitude)), ("37", "1e2", .unreadable(.longitude)),
      ("37/1,33/1N", "126,58.68E", .unreadable(.latitude)), ("", "126,58.68E", .missing(.latitude)),
      ("37 deg 33' 59.4\" N", "126", .unreadable(.latitude)),
    ]
  )
  func refusals(latitude: String, longitude: String, problem: PositionProblem) throws {
    let latitude = latitude.replacing("'", with: "&apos;")
    #expect(try XMPSample.position(latitude, longitude).problem == problem)
  }

  @Test("A plain decimal beside an unknown reference is no position, unless it is negative")
  func unknownReference() throws {
    let unknown = "exif:GPSLatitudeRef='X'"
    #expect(try XMPSample.position("37.5", "126.5", unknown).problem == .noReference(.latitude))
    #expect(try XMPSample.position("-37.5", "126.5", unknown).rounded == [-37.5, 126.5])
  }

  @Test("Zero in one coordinate is the equator or Greenwich")
  func zeroInOne() throws {
    #expect(try XMPSample.position("0,0N", "32,30E").rounded == [0, 32.5])
  }

  @Test("Without coordinates there is no position")
  func none() throws {
    #expect(try XMPSample.read(attributes: "tiff:Make='Canon'").position.problem == PositionProblem.none)
    let half = try XMPSample.read(attributes: "exif:GPSLatitude='1,2N'")
    #expect(half.position.problem == .missing(.longitude))
  }

  @Test(
    "Altitude has its sign from reference or number",
    arguments: [
      ("1234/10", "0", 123.4), ("1234/10", "1", -123.4), ("123.4", "2", 123.4), ("123.4", "3", -123.4),
      ("-50/10", "0", -5), ("123", "x", 123), ("4294967286/1", "0", -10), ("0/0", "0", nil),
      ("5/0", "0", nil),
      ("high", "0", nil), ("1/2/3", "0", nil), ("-9223372036854775808/-1", "0", nil),
    ] as [(String, String, Double?)]
  )
  func altitude(value: String, reference: String, metres: Double?) throws {
    let more = "exif:GPSAltitude='\(value)' exif:GPSAltitudeRef='\(reference)'"
    let position = try XMPSample.position("1,2N", "3,4E", more).get()
    if value.hasPrefix("-922") {
      #expect(position.altitude != nil)
    } else {
      #expect(position.altitude == metres)
    }
  }

  @Test("Tokyo is shifted to WGS 84, other datums keep the value and their name")
  func datum() throws {
    let tokyo = try XMPSample.position("35,0N", "139,0E", "exif:GPSMapDatum=' Tokyo '").get()
    let (lat, lon) = (35.0, 139.0)
    #expect(abs(tokyo.coordinate.latitude - (lat - 0.00010695 * lat + 0.000017464 * lon + 0.0046017)) < 1e-9)
    #expect(abs(tokyo.coordinate.longitude - (lon - 0.000046038 * lat - 0.000083043 * lon + 0.010040)) < 1e-9)
    #expect(tokyo.datum == "Tokyo")
    let other = try XMPSample.position("35,0N", "139,0E", "exif:GPSMapDatum='NAD27'")
    #expect(other.rounded == [35, 139])
    #expect(try other.get().datum == "NAD27")
    #expect(try XMPSample.position("1,2N", "3,4E", "exif:GPSMapDatum='WGS-84'").get().datum == nil)
  }

  @Test("Status, accuracy and source stay with the position")
  func rest() throws {
    let more = "exif:GPSStatus='V' exif:GPSHPositioningError='125/10'"
    let position = try XMPSample.position("1,2N", "3,4E", more).get()
    #expect(position.status == "V")
    #expect(position.accuracy == 12.5)
    #expect(position.source == .sidecar)
    let newer = try XMPSample.position("1,2N", "3,4E", "exifEX:GPSHPositioningError='4.5'").get()
    #expect(newer.accuracy == 4.5)
  }

  @Test("DJI's own properties are signed decimals, its misspelling included")
  func drone() throws {
    func read(_ attributes: String) throws -> Result<Position, PositionProblem> {
      try XMPSample.read(attributes: attributes).position
    }
    #expect(
      try read("drone-dji:GpsLatitude='+47.3012000' drone-dji:GpsLongitude='-8.6145000'").rounded == [
        47.3012, -8.6145,
      ]
    )
    #expect(try read("drone-dji:GpsLatitude='-23.5' drone-dji:GpsLongtitude='8.5'").rounded == [-23.5, 8.5])
    #expect(try read("drone-dji:GpsLatitude='0.0' drone-dji:GpsLongitude='+0.0'").problem == .zero)
    #expect(
      try read("drone-dji:GpsLatitude='91' drone-dji:GpsLongitude='8'").problem == .outOfRange(.latitude, 91)
    )
    #expect(
      try read("drone-dji:GpsLatitude='47N' drone-dji:GpsLongitude='8'").problem == .unreadable(.latitude)
    )
    #expect(try read("drone-dji:GpsLatitude='47'").problem == PositionProblem.none)
  }

  @Test("Exif's properties come before DJI's, and DJI's where those have no position")
  func droneOrder() throws {
    let drone = "drone-dji:GpsLatitude='47' drone-dji:GpsLongitude='8'"
    #expect(try XMPSample.position("1", "2", drone).rounded == [1, 2])
    #expect(try XMPSample.position("0", "0", drone).rounded == [47, 8])
    #expect(try XMPSample.position("100", "2", drone).rounded == [47, 8])
    let broken = "drone-dji:GpsLatitude='x' drone-dji:GpsLongitude='8'"
    #expect(try XMPSample.position("100", "2", broken).problem == .outOfRange(.latitude, 100))
  }

  @Test("The method is read with the position, without blanks around it")
  func method() throws {
    #expect(try XMPSample.position("1", "2", "exif:GPSProcessingMethod=' CELLID '").get().method == "CELLID")
    #expect(try XMPSample.position("1", "2").get().method == nil)
  }
}
