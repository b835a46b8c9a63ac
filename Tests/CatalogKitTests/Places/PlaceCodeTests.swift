import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Places as codes")
struct PlaceCodeTests {
  @Test(
    "A geohash is the middle of its cell, and says how large that is",
    arguments: [
      ("ezs42", 42.60498046875, -5.60302734375), ("geohash:s", 22.5, 22.5),
      ("7zzzzzzzzzz9", -0.000001089647, -0.000000502914),
      ("geohash:37", -25.3125, -118.125), ("GEOHASH: jeju", -72.333984375, 75.76171875),
    ] as [(String, Double, Double)]
  )
  func geohash(_ text: String, _ latitude: Double, _ longitude: Double) throws {
    let place = try Place(text)
    #expect(abs(place.coordinate.latitude - latitude) < 1e-9)
    #expect(abs(place.coordinate.longitude - longitude) < 1e-9)
  }

  @Test("Every geohash of a place is read as the middle of the cell that it names")
  func everyLength() throws {
    var generator = SeededGenerator(seed: 81)
    for _ in 0..<300 {
      let place = try Coordinate(
        latitude: Double.random(in: -90...90, using: &generator),
        longitude: Double.random(in: -180...180, using: &generator)
      )
      let hash = Geohash(place).description
      for length in 1...12 {
        let text = String(hash.prefix(length))
        let box = GeohashCell(Geohash(place), characters: length).box
        let read = try Place("geohash:" + text.uppercased())
        #expect(read.notation == .geohash(text))
        #expect(read.coordinate.latitude == (box.south + box.north) / 2)
        #expect(read.coordinate.longitude == (box.west + box.east) / 2)
        // Most need no word before them, and none is read as anything else.
        if let plain = try? Place(text) { #expect(plain == read) }
      }
    }
  }

  @Test("The size of a cell is measured over the ground")
  func size() throws {
    guard case .cell(let width, let height)? = try Place("wydm9qy8").area else {
      Issue.record("a geohash has an area")
      return
    }
    #expect(abs(width - 30.3) < 0.1)
    #expect(abs(height - 19.05) < 0.1)
    #expect(try Place("wydm9qy8").description == "the centre of geohash wydm9qy8, 30 m × 19 m")
    #expect(try Place("geohash:WYDM").description == "the centre of geohash wydm, 31 km × 20 km")
    #expect(try Place("wydm9qy89z5m").description == "the centre of geohash wydm9qy89z5m, 3 cm × 1.9 cm")
  }

  @Test(
    "What may be a geohash and something else is refused with both readings",
    arguments: [
      ("37", "37", .oneNumber("37")), ("123456789012", "123456789012", .oneNumber("123456789012")),
      ("jeju", "jeju", .name), ("Bern", "bern", .name), ("37n", "37n", .angles("37 N")),
      ("37n126e", "37n126e", .angles("37 N 126 E")), ("N37E126", "n37e126", .angles("N 37 E 126")),
      ("37d33m59s", "37d33m59s", .angles("37 ° 33 ′ 59 ″")),
    ] as [(String, String, PlaceReading)]
  )
  func ambiguousGeohash(_ text: String, _ hash: String, _ other: PlaceReading) {
    #expect(throws: PlaceError.ambiguous(text, .geohash(hash), other)) { try Place(text) }
  }

  @Test(
    "Words and long codes are no geohash",
    arguments: ["hello", "seoul", "wydm9qy89z5mx", "wydm9qy8 x", "wydm-9qy8"]
  )
  func noGeohash(_ text: String) {
    #expect(throws: PlaceError.unreadable(text)) { try Place(text) }
  }

  @Test("What is said to be a geohash must be one", arguments: ["", "hello", "wydm9qy89z5mx", "37.5", "é"])
  func wrongGeohash(_ text: String) {
    #expect(throws: PlaceError.geohash(text)) { try Place("geohash:" + text) }
  }

  /// South, west, north and east as the reference implementation of Open Location Code gives them.
  @Test(
    "A full Plus Code is the middle of the cell that the reference implementation gives",
    arguments: PlusCodeVectors.all
  )
  func plusCode(_ vector: PlusCodeVectors.Vector) throws {
    for text in [vector.code, vector.code.lowercased(), " \(vector.code). "] {
      let place = try Place(text)
      #expect(place.notation == .plusCode(vector.code))
      #expect(abs(place.coordinate.latitude - (vector.south + vector.north) / 2) < 1e-11)
      #expect(abs(place.coordinate.longitude - (vector.west + vector.east) / 2) < 1e-11)
      #expect(place.area != nil)
    }
  }

  @Test("The size of a Plus Code follows from its length")
  func plusCodeSize() throws {
    #expect(try Place("8Q98HX8H+JF").description == "the centre of Plus Code 8Q98HX8H+JF, 11 m × 14 m")
    #expect(try Place("8Q980000+").description == "the centre of Plus Code 8Q980000+, 88 km × 110 km")
    #expect(try Place("22000000+").description.hasSuffix(" km"))
  }

  @Test(
    "A short Plus Code needs its town, which is not looked up",
    arguments: ["HX8H+JF Seoul", "HX8H+JF", "8H+JF", "hx8h+jf, Seoul, South Korea", "98HX8H+JFR 서울"]
  )
  func shortPlusCode(_ text: String) {
    #expect(throws: PlaceError.shortPlusCode(text)) { try Place(text) }
  }

  @Test(
    "What looks like a full Plus Code and is not one is refused",
    arguments: [
      "8Q98HX8H+J", "8Q98HX8H+JFAAAAAA", "8Q98HX8H+JFGGGGGG", "8Q900000+", "8Q000000+JF", "8Q00HX00+",
      "8QA8HX8H+JF",
      "FQ98HX8H+JF", "8W98HX8H+JF", "00000000+", "8Q98HX8H++JF", "8Q98HX8H+JF Seoul", "8Q98HX8H+0F",
    ]
  )
  func wrongPlusCode(_ text: String) {
    #expect(throws: PlaceError.plusCode(text)) { try Place(text) }
  }

  @Test("Numbers with a plus between them are no Plus Code")
  func plusBetweenNumbers() {
    #expect(throws: PlaceError.tightSign("+126")) { try Place("37+126") }
  }
}
