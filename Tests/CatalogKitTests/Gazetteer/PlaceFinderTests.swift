import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Which place a point is in")
struct PlaceFinderTests {
  private let gazetteer: Gazetteer
  private let finder: PlaceFinder

  init() throws {
    gazetteer = try SamplePlaces.gazetteer()
    finder = try PlaceFinder(gazetteer)
  }

  /// Points near places, where people are, and anywhere.
  private func points(_ count: Int) throws -> [Coordinate] {
    var random = SeededGenerator(seed: 15)
    let places = try gazetteer.placeDirectory().placeCount
    return try (0..<count).map { number in
      guard number % 4 != 0 else {
        return try Coordinate(
          latitude: Double.random(in: -90...90, using: &random),
          longitude: Double.random(in: -180...180, using: &random)
        )
      }
      let near = try gazetteer.place(Int.random(in: 0..<places, using: &random)).coordinate
      return try Coordinate(
        latitude: min(90, max(-90, near.latitude + Double.random(in: -0.1...0.1, using: &random))),
        longitude: min(180, max(-180, near.longitude + Double.random(in: -0.1...0.1, using: &random)))
      )
    }
  }

  @Test("the search finds what a comparison with all places of the country finds")
  func bruteForce() throws {
    let directory = try gazetteer.placeDirectory()
    var all: [(candidate: PlaceCandidate, country: Int?)] = []
    for number in 0..<directory.count {
      let block = try gazetteer.placeBlock(number)
      for index in 0..<block.count {
        let candidate = PlaceCandidate(block, index, number: number * PlaceBlock.size + index)
        all.append((candidate, finder.tables.country(ofRegion: block.regions[index])))
      }
    }
    for point in try points(60) {
      let answer = try finder.answer(alone: point)
      var wanted = all
      let countries = try finder.countries(at: point)
      if !countries.isEmpty {
        let direction = EarthVector(point)
        let own = all.filter { place in
          place.country.map(countries.contains) == true
            && place.candidate.distance(from: direction) < 1_000_000
        }
        if !own.isEmpty { wanted = own }
      }
      #expect(answer.place == PlaceAnswer(EarthVector(point), among: wanted.map(\.candidate)), "\(point)")
    }
  }

  @Test("points that share what is known of their cell get the answers that they get alone")
  func neighbours() throws {
    var cell: PlaceCell?
    for point in try points(400) {
      for _ in 0..<2 {
        #expect(try finder.answer(at: point, &cell) == finder.answer(alone: point), "\(point)")
      }
    }
  }

  @Test(
    "a point on the coast belongs to the nearest country within twelve nautical miles, one farther out to none"
  )
  func coast() throws {
    func country(_ latitude: Double, _ longitude: Double) throws -> String? {
      let point = try Coordinate(latitude: latitude, longitude: longitude)
      guard let number = try finder.answer(alone: point).country else { return nil }
      return try finder.tables.country(number).code
    }
    #expect(try country(35.1587, 129.1604) == "KR")
    #expect(try country(35.0, 129.2) == "KR")
    #expect(try country(35.0, 129.6) == nil)
    #expect(try country(0, -140) == nil)
    #expect(try country(-16.8, 179.95) == "FJ")
    #expect(try country(-16.8, -179.95) == "FJ")
  }

  @Test(
    "beyond 30 km a point is off the place, in both languages, and has a zone only where it has a country"
  )
  func off() throws {
    var memory = PlaceLookup.Memory()
    let sea = try Coordinate(latitude: 34.742, longitude: 129.05)
    let english = try PlaceLookup(gazetteer, language: .english).whereabouts(of: sea, &memory)
    #expect(english.place == "40 km off Busan")
    #expect(english.country == nil && english.timeZone == nil && english.district == nil)
    memory = PlaceLookup.Memory()
    #expect(try PlaceLookup(gazetteer, language: .korean).whereabouts(of: sea, &memory).place == "부산에서 40 km")
    let desert = try Coordinate(latitude: -25, longitude: 137)
    let there = try PlaceLookup(gazetteer, language: .english).whereabouts(of: desert, &memory)
    #expect(there.place == "283 km off Santa Teresa")
    #expect(there.country == "AU" && there.timeZone == "Australia/Darwin")
  }

  @Test("a part of a town within 3 km is its district")
  func district() throws {
    let lookup = try PlaceLookup(gazetteer, language: .english)
    let camden = try lookup.places(at: Coordinate(latitude: 51.539, longitude: -0.1426))
    #expect(camden.place?.name == "London")
    #expect(camden.district?.name == "Camden Town")
    #expect(camden.country?.code == "GB")
    let seoul = try lookup.places(at: Coordinate(latitude: 37.5665, longitude: 126.978))
    #expect(seoul.place?.name == "Seoul" && seoul.district == nil)
  }
}
