import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Places as addresses and links")
struct MapLinkTests {
  private func expect(
    _ text: String,
    _ service: MapService,
    _ latitude: Double = 37.5665,
    _ longitude: Double = 126.978
  )
    throws
  {
    let place = try Place(text)
    #expect(place.notation == .link(service))
    #expect(abs(place.coordinate.latitude - latitude) < 1e-9, "\(text)")
    #expect(abs(place.coordinate.longitude - longitude) < 1e-9, "\(text)")
  }

  @Test(
    "A geo: address is read with its uncertainty, and its altitude left out",
    arguments: [
      ("geo:37.5665,126.9780", nil), ("GEO:37.5665,126.9780,35", nil), ("geo:37.5665,126.9780;u=35", 35),
      ("geo:37.5665,126.9780,12;crs=wgs84;u=0.5", 0.5), ("geo:37.5665,126.9780;CRS=WGS84", nil),
      ("geo:37.5665,126.9780;u=0;foo=bar;baz", 0), ("geo:37.5665,126.9780?z=17", nil),
      ("geo:0,0?q=37.5665,126.9780(City%20Hall)", nil), ("geo:0,0?z=17&q=37.5665%2C126.9780", nil),
      ("geo:1,2?q=37.5665,126.9780", nil), ("geo:37.5665,126.9780?q=City+Hall", nil),
      ("<geo:37.5665,126.9780>", nil),
    ] as [(String, Double?)]
  )
  func geoURI(_ text: String, _ uncertainty: Double?) throws {
    let place = try Place(text)
    #expect(place.coordinate == (try Coordinate(latitude: 37.5665, longitude: 126.978)))
    #expect(place.notation == .geoURI)
    #expect(place.area == uncertainty.map { .uncertainty($0) })
  }

  @Test(
    "What a geo: address may not hold is refused",
    arguments: [
      ("geo:37.5,126.9;crs=moon-2011", .referenceSystem("moon-2011")),
      ("geo:0,0?q=Seoul", .nameOnly("Seoul")),
      ("geo:126.978,37.5665", .swapped(latitude: 37.5665, longitude: 126.978)),
      ("geo:91,200", .coordinate(.latitudeOutOfRange(91))), ("geo:", .unreadable("geo:")),
      ("geo:0,0?q=", .unreadable("geo:0,0?q=")),
      ("geo:37.5", .unreadable("geo:37.5")), ("geo:1,2,3,4", .unreadable("geo:1,2,3,4")),
      ("geo:1e1,2", .unreadable("geo:1e1,2")), ("geo:1,2;u=-3", .unreadable("geo:1,2;u=-3")),
      ("geo:1,2;u=nan", .unreadable("geo:1,2;u=nan")),
    ] as [(String, PlaceError)]
  )
  func wrongGeoURI(_ text: String, _ error: PlaceError) {
    #expect(throws: error) { try Place(text) }
  }

  @Test(
    "A link to Google's map is its pin, then what it asks for, then the middle of its view",
    arguments: [
      "https://www.google.com/maps/@37.5665,126.978,17z",
      "http://www.google.com/maps/@37.5665,126.978,17z/data=!3m1!1e3",
      "https://www.google.com/maps/place/City+Hall/@37.5,126.9,17z/data=!3m1!4b1!4m6!3m5!1s0x357c!8m2!3d37.5665!4d126.978!16s",
      "https://www.google.co.kr/maps/place/x/@1,2,3z/data=!3d1!4d2!8m2!3d37.5665!4d126.978?entry=ttu",
      "https://maps.google.com/?q=37.5665,126.978", "maps.google.com/?q=loc:37.5665+126.978",
      "maps.google.com/maps?q=loc:37.5665,126.978(City+Hall)",
      "https://maps.google.com/?ll=37.5665,126.978&z=12",
      "https://www.google.com/maps/search/?api=1&query=37.5665%2C126.978",
      "google.com/maps?q=37.5665,126.978&ll=1,2",
      "https://maps.google.com/?q=City+Hall&ll=37.5665,126.978",
      "https://www.google.com/maps/place/37%C2%B033'59.4%22N+126%C2%B058'40.8%22E/@1,2,17z",
      "https://www.google.com/maps/search/37.5665,+126.978?entry=tts",
      "(https://www.google.com/maps/@37.5665,126.978,17z).",
      "https://www.google.com/maps/dir/?api=1&origin=1,2&destination=37.5665,126.978",
      "https://www.google.com/maps/dir//37.5665,126.978/@1,2,17z",
      "City Hall https://maps.google.com/?q=37.5665,126.978",
      "https://www.google.com/maps/@?api=1&map_action=map&center=37.5665%2C126.978",
      "HTTPS://MAPS.GOOGLE.COM:443/?q=37.5665,126.978",
    ]
  )
  func google(_ text: String) throws { try expect(text, .google) }

  @Test("Whole degrees in a link are two numbers, not one with a decimal comma")
  func wholeDegrees() throws {
    try expect("https://maps.google.com/?q=37,126", .google, 37, 126)
    try expect("https://maps.apple.com/?ll=-37,-126", .apple, -37, -126)
    #expect(try Place("geo:37,126").coordinate == Coordinate(latitude: 37, longitude: 126))
  }

  @Test("A Plus Code in a link is read as one")
  func plusCodeInLink() throws {
    try expect("https://www.google.com/maps/place/8Q98HX8H%2BJF", .google, 37.5665625, 126.9786875)
    #expect(try Place("https://plus.codes/8Q98HX8H+JF").notation == .plusCode("8Q98HX8H+JF"))
    #expect(try Place("http://geohash.org/wydm9qy8").notation == .geohash("wydm9qy8"))
    #expect(try Place("geohash.org/bern").notation == .geohash("bern"))
  }

  @Test(
    "A link to OpenStreetMap is its marker, then the middle of its view",
    arguments: [
      "https://www.openstreetmap.org/#map=17/37.5665/126.978",
      "openstreetmap.org/#map=17/37.5665/126.978&layers=N",
      "https://www.openstreetmap.org/?mlat=37.5665&mlon=126.978#map=17/1/2",
      "https://osm.org/?mlat=37.5665&mlon=126.978",
      "https://www.openstreetmap.org/node/1#map=17/37.5665/126.978",
      "https://www.openstreetmap.org/?lat=37.5665&lon=126.978",
      "https://www.openstreetmap.org/search?query=37.5665%2C126.978#map=1/2/3",
    ]
  )
  func openStreetMap(_ text: String) throws { try expect(text, .openStreetMap) }

  /// Places and the codes that the site's own way of writing gives for them.
  @Test(
    "A short link of OpenStreetMap is the cell that it was made in",
    arguments: [
      ("55k028hPy-", 37.5665, 126.978), ("6c5Qb_", 18.840681475746123, 150.51138679199238),
      ("mkvy-", -38.13501598601346, 72.93842432090531), ("MwZGl-", -31.883437211705825, -65.95200516118422),
      ("2EAveGYqsS", 50.79151491294323, 45.65007666939866), ("O4v", -32.418391112658696, -5.834241374205021),
      ("g8bkdRl--", -71.23710052863622, 36.23371624999538), ("0EEQjE==", 51.511, 0.055),
      ("0OP4tR~rx", 51.876, 19.579),
      ("0OP4tR@rx", 51.876, 19.579), ("wAAA--?m", 0.01, 0.01),
    ] as [(String, Double, Double)]
  )
  func shortOpenStreetMap(_ code: String, _ latitude: Double, _ longitude: Double) throws {
    let place = try Place("https://osm.org/go/" + code)
    guard case .cell(let width, let height)? = place.area else {
      Issue.record("a short link has an area")
      return
    }
    let way = Geodesic(from: place.coordinate, to: try Coordinate(latitude: latitude, longitude: longitude))
    // No farther from the middle than a corner, with a little for the narrowing towards a pole.
    #expect(way.distance <= (width * width + height * height).squareRoot() * 0.52)
  }

  @Test(
    "A link to Apple's map is read",
    arguments: [
      "https://maps.apple.com/?ll=37.5665,126.978",
      "https://maps.apple.com/?ll=37.5665,126.978&q=City%20Hall",
      "maps.apple.com/?q=37.5665,126.978", "https://maps.apple.com/?q=Cafe&sll=37.5665,126.978&z=10",
      "https://maps.apple.com/place?coordinate=37.5665,126.978&name=x",
      "https://maps.apple.com/?daddr=37.5665,126.978",
      "https://maps.apple.com/?ll=37.5665,126.978&sll=1,2",
    ]
  )
  func apple(_ text: String) throws { try expect(text, .apple) }

  @Test(
    "A link to Kakao's map is read",
    arguments: [
      "https://map.kakao.com/link/map/37.5665,126.978", "https://map.kakao.com/link/map/서울시청,37.5665,126.978",
      "https://map.kakao.com/link/map/%EC%84%9C%EC%9A%B8,37.5665,126.978",
      "map.kakao.com/link/to/a, b,37.5665,126.978",
      "https://map.kakao.com/link/roadview/37.5665,126.978",
      "https://map.kakao.com/link/map/우리 집,37.5665,126.978",
      "https://m.map.kakao.com/scheme/look?p=37.5665,126.978",
    ]
  )
  func kakao(_ text: String) throws { try expect(text, .kakao) }

  @Test("A link to Naver's map is read in degrees and in metres of the Mercator map")
  func naver() throws {
    try expect("https://map.naver.com/p/?c=126.978,37.5665,15,0,0,0,dh", .naver)
    try expect("https://map.naver.com/p/search/x?c=126.978,37.5665,15", .naver)
    try expect("map.naver.com/?lat=37.5665&lng=126.978&title=x", .naver)
    // PROJ, from EPSG 3857 to 4326.
    try expect(
      "https://map.naver.com/v5/?c=14135000.0,4518000.0,15,0,0,0,dh",
      .naver,
      NaverVector.latitude,
      NaverVector.longitude
    )
  }

  @Test(
    "A link to Bing's map is its pin, then the middle of its view",
    arguments: [
      "https://www.bing.com/maps?cp=37.5665~126.978&lvl=16", "https://bing.com/maps/?cp=37.5665%7E126.978",
      "https://www.bing.com/maps?cp=1~2&sp=point.37.5665_126.978_City%20Hall",
    ]
  )
  func bing(_ text: String) throws { try expect(text, .bing) }

  @Test(
    "What a link does not hold is said, and what to do",
    arguments: [
      ("https://maps.app.goo.gl/AbCdEf", .shortLink("maps.app.goo.gl")),
      ("https://goo.gl/maps/x", .shortLink("goo.gl")),
      ("kko.to/abc", .shortLink("kko.to")), ("서울시청 https://naver.me/xyz", .shortLink("naver.me")),
      ("https://maps.apple/p/abc", .shortLink("maps.apple")),
      ("https://maps.apple.com/p/abc", .shortLink("maps.apple.com")),
      ("https://example.com/@37.5665,126.978", .unknownLink("example.com")),
      ("seoul.kr", .unknownLink("seoul.kr")),
      ("https://plus.codes/https%3A%2F%2Fplus.codes", .plusCode("https://plus.codes")),
      ("https://geohash.org/seoul", .geohash("seoul")),
      ("https://www.google.com/maps/place/Seoul", .noPosition(.google)),
      ("https://maps.google.com/?q=Seoul", .noPosition(.google)),
      ("https://www.google.com/maps/dir/A/B/@37.5,126.9,10z", .directions(.google)),
      ("https://www.google.com/maps/dir/?api=1&destination=Seoul", .directions(.google)),
      ("https://www.openstreetmap.org/node/123", .noPosition(.openStreetMap)),
      ("https://www.openstreetmap.org/directions?route=1,2;3,4#map=1/2/3", .directions(.openStreetMap)),
      ("https://osm.org/go/", .noPosition(.openStreetMap)),
      ("https://osm.org/go/AB!C", .noPosition(.openStreetMap)),
      ("https://osm.org/go/AAAAAAAAAAA", .noPosition(.openStreetMap)),
      ("https://maps.apple.com/?q=Seoul", .noPosition(.apple)),
      ("https://maps.apple.com/?daddr=Seoul", .directions(.apple)),
      ("https://map.kakao.com/?urlX=494268&urlY=1133104", .planarLink),
      ("https://place.map.kakao.com/123", .noPosition(.kakao)),
      ("https://map.kakao.com/link/map/18577297", .noPosition(.kakao)),
      ("https://map.kakao.com/link/from/A,1,2/to/B,3,4", .directions(.kakao)),
      ("https://map.naver.com/p/entry/place/123?c=15.00,0,0,0,dh", .noPosition(.naver)),
      ("https://map.naver.com/p/directions/1,2/3,4", .directions(.naver)),
      ("https://www.bing.com/maps", .noPosition(.bing)),
      ("https://maps.google.com/?q=126.978,37.5665", .swapped(latitude: 37.5665, longitude: 126.978)),
      ("https://www.google.com/maps/@137.5,126.978,17z", .coordinate(.latitudeOutOfRange(137.5))),
    ] as [(String, PlaceError)]
  )
  func refused(_ text: String, _ error: PlaceError) {
    #expect(throws: error) { try Place(text) }
  }
}

private enum NaverVector {
  static let latitude = 37.56389023373378
  static let longitude = 126.97686541029434
}
