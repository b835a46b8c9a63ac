import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Countries, states and places as filters")
struct PlaceAreaTests {
  private let gazetteer: Gazetteer

  init() throws {
    gazetteer = try SamplePlaces.gazetteer()
  }

  private func area(_ name: String) throws -> PlaceArea { try PlaceArea(PlaceName(name), in: gazetteer) }

  private func holds(_ name: String, _ latitude: Double, _ longitude: Double) throws -> Bool {
    let area = try area(name)
    defer { #expect(throws: Never.self) { try area.check() } }
    return area.contains(try Coordinate(latitude: latitude, longitude: longitude))
  }

  @Test("a country by its names and codes")
  func countries() throws {
    for name in ["South Korea", "KR", "kor", "대한민국", "한국", "Republic of Korea"] {
      #expect(try holds(name, 37.5665, 126.978), "\(name)")
      #expect(try !holds(name, 39.03, 125.75), "\(name)")
    }
  }

  @Test("a state, in several pieces or in one of two countries")
  func states() throws {
    #expect(try holds("Texas", 30.27, -97.74))
    #expect(try !holds("Texas", 35.1, -106.6))
    #expect(try holds("Greater London", 51.539, -0.1426))
    #expect(try holds("Georgia, US", 33.75, -84.39))
    #expect(try !holds("Georgia, US", 41.69, 44.8))
  }

  @Test("a place with its districts, up to 30 km from it")
  func places() throws {
    #expect(try holds("place:Arezzo", 43.4664, 11.8838))
    #expect(try holds("Camden Town", 51.539, -0.1426))
    #expect(try holds("place:London", 51.539, -0.1426))
    #expect(try !holds("place:Busan", 35.0, 129.6))
  }

  @Test("where two are meant the larger one is taken, and the other is named")
  func larger() throws {
    let georgia = try area("Georgia")
    #expect(georgia.description == "the country Georgia")
    #expect(georgia.other == "the state Georgia, United States is Georgia, US")
    let arezzo = try area("Arezzo")
    #expect(arezzo.description == "the state Arezzo, Italy")
    #expect(arezzo.other == "the place Arezzo, Italy is place:Arezzo")
    #expect(try area("Iceland").other == nil)
  }

  @Test("an error while points are looked up is thrown afterwards")
  func damaged() throws {
    let folder = try TemporaryFolder()
    var bytes = GazetteerBuilder.small.bytes()
    // The packed block of outlines.
    let entry = 20 + 16 * GazetteerFile.Section.outlines.rawValue
    let offset = bytes[entry..<(entry + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
    bytes[offset + 3] ^= 1
    try folder.write(bytes, to: "damaged")
    let area = try PlaceArea(PlaceName("AA"), in: Gazetteer(path: folder("damaged")))
    #expect(!area.contains(.origin))
    #expect(throws: GazetteerError.self) { try area.check() }
  }
}
