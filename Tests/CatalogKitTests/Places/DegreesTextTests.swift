import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Places as numbers of degrees")
struct DegreesTextTests {
  /// Whether a text is a place, to a billionth of a degree.
  private func expect(_ text: String, _ latitude: Double, _ longitude: Double) throws {
    let place = try Place(text)
    #expect(abs(place.coordinate.latitude - latitude) < 1e-9, "\(text)")
    #expect(abs(place.coordinate.longitude - longitude) < 1e-9, "\(text)")
    #expect(place.area == nil)
  }

  @Test(
    "Decimal degrees may be separated by a blank, a comma, a semicolon or a slash",
    arguments: [
      "37.5665 126.9780", "37.5665,126.9780", "37.5665, 126.9780", "37.5665 , 126.9780", "37.5665;126.9780",
      "37.5665 / 126.9780", "37.5665\t126.9780", " 37.5665   126.9780 ", "37.5665\u{A0}126.9780",
      "37.5665\u{202F}126.9780", "37.5665\u{FF0C}126.9780", "+37.5665 +126.9780", "+37.5665+126.9780",
      "+37.5665+126.9780/",
      "37.5665\u{B0}, 126.9780\u{B0}", "37.5665\u{B0} 126.9780\u{B0}", "\u{FEFF}37.5665, 126.9780\u{200E}",
      "37.5665, 126.9780.", "37.5665000, 126.978000000000",
    ]
  )
  func decimals(_ text: String) throws {
    try expect(text, 37.5665, 126.978)
    #expect(try Place(text).notation == .decimal)
  }

  @Test(
    "Brackets and quotation marks around a place are not part of it",
    arguments: [
      "(37.5665, 126.9780)", "[37.5665,126.9780]", "{37.5665 126.9780}", "<37.5665 126.9780>",
      "\"37.5665, 126.9780\"", "'37.5665, 126.9780'", "\u{201C}37.5665, 126.9780\u{201D}",
      "( 37.5665, 126.9780 )", "[(37.5665, 126.9780)]", "(37.5665, 126.9780).",
    ]
  )
  func brackets(_ text: String) throws { try expect(text, 37.5665, 126.978) }

  @Test(
    "A typeset minus and an en dash are a minus",
    arguments: ["-", "\u{2212}", "\u{2013}", "\u{2011}", "\u{FF0D}"]
  )
  func minus(_ sign: String) throws {
    try expect("\(sign)33.8586 \(sign)151.2140", -33.8586, -151.214)
    try expect("33.8586,\(sign)151.2140", 33.8586, -151.214)
  }

  @Test(
    "A decimal comma is read where it can be nothing else",
    arguments: [
      "37,5665 126,9780", "37,5665; 126,9780", "37,5665, 126,9780", "37,5665;126,9780",
      "37,5665\u{B0} 126,9780\u{B0}",
      "37,5665N 126,9780E", "N37,5665 E126,9780", "N 37,5665, E 126,9780",
      "37\u{B0}33'59,4\"N 126\u{B0}58'40,8\"E",
      "37\u{B0} 33,99' N, 126\u{B0} 58,68' E", "37 33 59,4 126 58 40,8", "37 33,99 126 58,68",
    ]
  )
  func decimalCommas(_ text: String) throws { try expect(text, 37.5665, 126.978) }

  @Test("A comma before a sign is no decimal comma")
  func commaAndSign() throws {
    try expect("37,-122", 37, -122)
    try expect("37, 126", 37, 126)
    try expect("37.5,126", 37.5, 126)
    try expect("37,5; 126", 37.5, 126)
    try expect("37,126.5", 37, 126.5)
  }

  @Test(
    "Degrees, minutes and seconds are read with every mark and letter in use",
    arguments: [
      "37\u{B0}33'59.4\"N 126\u{B0}58'40.8\"E",
      "37\u{B0}33\u{2032}59.4\u{2033}N 126\u{B0}58\u{2032}40.8\u{2033}E",
      "37\u{B0}33\u{2019}59.4\u{201D}N, 126\u{B0}58\u{2019}40.8\u{201D}E",
      "37\u{BA}33'59.4''N 126\u{BA}58'40.8''E",
      "37\u{2DA} 33\u{2032} 59.4\u{2032}\u{2032} N 126\u{2DA} 58\u{2032} 40.8\u{2032}\u{2032} E",
      "37 33.99 N, 126 58.68 E", "37 33.99 N 126 58.68 E", "37 33 59.4 N 126 58 40.8 E", "N37.5665 E126.9780",
      "n37.5665e126.9780", "N 37\u{B0} 33.99' E 126\u{B0} 58.68'", "37d33m59.4s N 126d58m40.8s E",
      "37d33m59.4s 126d58m40.8s", "37D33M59.4S N, 126D58M40.8S E", "37.5665 N 126.978 E",
      "37.5665n, 126.978e",
      "37.5665\u{B0}N 126.978\u{B0}E", "N37\u{B0}33'59.4\", E126\u{B0}58'40.8\"", "37.5665N/126.978E",
      "37 deg 33' 59.4\" N, 126 deg 58' 40.8\" E", "37\u{B0} 33' 59.4 N 126\u{B0} 58' 40.8 E",
      "37 degrees 33 minutes 59.4 seconds North, 126 degrees 58 minutes 40.8 seconds East",
      "37.5665 North 126.978 East", "north 37.5665 east 126.978", "37\u{B0}33'59.4\" 126\u{B0}58'40.8\"",
      "+37\u{B0}33'59.4\" +126\u{B0}58'40.8\"", "37\u{B0}33.99' 126\u{B0}58.68'",
      "Latitude: 37.5665\u{B0} N, Longitude: 126.9780\u{B0} E", "lat 37.5665 N lon 126.978 E",
      "북위 37.5665 동경 126.9780", "북위 37.5665, 동경 126.9780", "북위 37도 33분 59.4초, 동경 126도 58분 40.8초",
      "북위37도33분59.4초 동경126도58분40.8초", "위도 37.5665, 경도 126.9780", "위도: 37.5665 경도: 126.9780",
      "lat 37.5665 lon 126.978", "Lat: 37.5665, Lng: 126.978", "latitude=37.5665, longitude=126.978",
    ]
  )
  func sexagesimal(_ text: String) throws { try expect(text, 37.5665, 126.978) }

  @Test(
    "Letters may say that the longitude comes first",
    arguments: [
      "126.978E 37.5665N", "E126.978 N37.5665", "126\u{B0}58'40.8\"E, 37\u{B0}33'59.4\"N",
      "동경 126.978 북위 37.5665",
      "lon 126.978, lat 37.5665", "경도 126.978 위도 37.5665",
    ]
  )
  func longitudeFirst(_ text: String) throws { try expect(text, 37.5665, 126.978) }

  @Test(
    "South and west are negative",
    arguments: [
      ("33.8586S 151.2140W", -33.8586, -151.214),
      ("S 33 51 31 W 151 12 25", -33.858611111111, -151.206944444444),
      ("33\u{B0}51'31\"s 151\u{B0}12'25\"w", -33.858611111111, -151.206944444444),
      ("33\u{B0} 51' 31 S 151\u{B0} 12' 25 W", -33.858611111111, -151.206944444444),
      ("33d51m S 151d12m W", -33.85, -151.2),
      ("33d51m31s S 151d12m25s W", -33.858611111111, -151.206944444444),
      ("남위 33.8586 서경 151.2140", -33.8586, -151.214), ("33.8586 south 151.2140 west", -33.8586, -151.214),
      ("-33\u{B0}51'31\" -151\u{B0}12'25\"", -33.858611111111, -151.206944444444), ("0.5S 0.5W", -0.5, -0.5),
      ("lat -33.8586 lon -151.214", -33.8586, -151.214),
    ]
  )
  func southAndWest(_ text: String, _ latitude: Double, _ longitude: Double) throws {
    try expect(text, latitude, longitude)
  }

  @Test("Four bare numbers are degrees and minutes, six are seconds too, and the sign of zero counts")
  func bareNumbers() throws {
    try expect("37 33 59.4 126 58 40.8", 37.5665, 126.978)
    try expect("37 33.99 126 58.68", 37.5665, 126.978)
    try expect("37 33.99, 126 58.68", 37.5665, 126.978)
    try expect("37 33 59.4, 126 58 40.8", 37.5665, 126.978)
    try expect("-0 30 0 -0 15 0", -0.5, -0.25)
    try expect("-33 51.5 151 12", -33.858333333333, 151.2)
    #expect(try Place("37 33 59.4 126 58 40.8").notation == .sexagesimal)
  }

  @Test("Degrees that are whole seconds are exact to the last bit")
  func exact() throws {
    #expect(
      try Place("37 33 59.4 126 58 40.8").coordinate == Coordinate(latitude: 37.5665, longitude: 126.978)
    )
  }

  @Test("The corners of the world are places")
  func corners() throws {
    try expect("90 180", 90, 180)
    try expect("-90, -180", -90, -180)
    try expect("90\u{B0}0'0\"S 180\u{B0}0'0\"W", -90, -180)
    try expect("0 0", 0, 0)
  }

  @Test(
    "Commas that could be decimal or not are refused with both readings",
    arguments: [
      ("37,126", .place(latitude: 37, longitude: 126), .oneNumber("37.126")),
      ("-33,151", .place(latitude: -33, longitude: 151), .oneNumber("-33.151")),
      ("37,5665,126,9780", .place(latitude: 37.5665, longitude: 126.978), .numbers(4)),
      ("37,33,126,58", .place(latitude: 37.33, longitude: 126.58), .numbers(4)),
      ("37,5,126", .place(latitude: 37.5, longitude: 126), .place(latitude: 37, longitude: 5.126)),
      ("37,126 5", .place(latitude: 37.126, longitude: 5), .place(latitude: 37, longitude: 126.5)),
      ("37,5665 126", .place(latitude: 37.5665, longitude: 126), .numbers(3)),
    ] as [(String, PlaceReading, PlaceReading)]
  )
  func ambiguousCommas(_ text: String, _ one: PlaceReading, _ other: PlaceReading) {
    #expect(throws: PlaceError.ambiguous(text, one, other)) { try Place(text) }
  }

  @Test(
    "The wrong order is refused with the right one",
    arguments: ["126.978, 37.5665", "126.978 37.5665", "[126.978,37.5665]", "126 58 40.8 37 33 59.4"]
  )
  func swapped(_ text: String) {
    #expect(throws: PlaceError.swapped(latitude: 37.5665, longitude: 126.978)) { try Place(text) }
  }

  @Test(
    "What is wrong with degrees is said",
    arguments: [
      ("91 181", .coordinate(.latitudeOutOfRange(91))), ("91 0", .swapped(latitude: 0, longitude: 91)),
      ("45 181", .coordinate(.longitudeOutOfRange(181))), ("95N 10E", .coordinate(.latitudeOutOfRange(95))),
      ("90\u{B0}0'1\"N 0\u{B0}E", .coordinate(.latitudeOutOfRange(90 + 1 / 3600))),
      ("37\u{B0}60'N 126\u{B0}58'E", .sixtyOrMore(.minutes, "60")),
      ("37\u{B0}33'60\"N 126\u{B0}58'40\"E", .sixtyOrMore(.seconds, "60")),
      ("37.5\u{B0}33'N 126\u{B0}58'E", .notWhole(.degrees, "37.5")),
      ("37\u{B0}33.5'59\"N 126\u{B0}58'40\"E", .notWhole(.minutes, "33.5")),
      ("-37.5N 126.9E", .signAndLetter("-37.5")), ("37.5N +126.9E", .signAndLetter("+126.9")),
      ("37.5N 126.9", .letterMissing), ("37.5, 126.9E", .letterMissing), ("37.5N, 126.9", .letterMissing),
      ("33d51m31S 151d12m25E", .letterMissing),
      ("37.5N 126.9N", .sameAxis), ("동경 37.5 서경 126.9", .sameAxis), ("lat 1 lat 2", .sameAxis),
      ("37.5", .halfMissing), ("37.5N", .halfMissing), ("37,5665", .halfMissing),
      ("-37", .halfMissing),
      ("37\u{B0}33'59.4\"N", .halfMissing), ("N37\u{B0}33'", .halfMissing), ("37\u{B0}33'", .halfMissing),
      ("lat 37.5 N", .halfMissing), ("126\u{B0}58'40.8\" E.", .halfMissing),
      ("37.5665, 126.978, 35", .numberCount(3)), ("1 2 3", .numberCount(3)),
      ("37 33 59.4 126 58", .numberCount(5)),
      ("1 2 3 4 5 6 7", .numberCount(7)), ("37.5 126.9 37.6 127.0", .notWhole(.degrees, "37.5")),
      ("37-126", .tightSign("-126")), ("37.5665-126.9780", .tightSign("-126.9780")),
    ] as [(String, PlaceError)]
  )
  func refused(_ text: String, _ error: PlaceError) {
    #expect(throws: error) { try Place(text) }
  }

  @Test(
    "What has nothing of a place is none",
    arguments: [
      "Seoul", "서울", "37.5 and 126.9", "nan nan", "0x1p3 0x1p3", "1e1 1e1", "inf 0", "37..5 126",
      "- 33.8 151.2",
      "37.5.6 126.9", "37\u{B0} 33' 59\" 126", "33' 37\u{B0} 58' 126\u{B0}", "37.5665 & 126.978",
      "POINT(126.9 37.5)",
      "37'33 126'58", "N E", "\u{B0} \u{B0}", "37.5\u{B0}\u{B0} 126.9", "12:30 14:50", "(37.5665, 126.9780",
      "37 -33 126 -58", "37.5,,126.9", "NN37 E126", "37.5 N 126.9 E 5", "lat 37.5 E, lon 126.9 N",
    ]
  )
  func unreadable(_ text: String) {
    #expect(throws: PlaceError.self) { try Place(text) }
  }

  @Test("Nothing is no place, and neither is a novel")
  func lengths() throws {
    for text in ["", " ", "\u{A0}\u{FEFF}\n", "()", "( )"] {
      #expect(throws: PlaceError.empty) { try Place(text) }
    }
    let padded = "37.5665 126.978" + String(repeating: " ", count: Place.maximumLength - 15)
    try expect(padded, 37.5665, 126.978)
    #expect(throws: PlaceError.tooLong(bytes: Place.maximumLength + 1)) { try Place(padded + " ") }
  }
}
