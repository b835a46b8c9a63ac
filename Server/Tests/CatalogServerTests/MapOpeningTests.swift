import CatalogKit
import Testing

@testable import CatalogServer
@testable import TestSupport

/// What a map of very many photos opens with.
@Suite("What a map opens with")
struct MapOpeningTests {
  private static let city = (latitude: 37.5665, longitude: 126.978)

  /// Places, of which so many of a hundred are in one city and the others anywhere.
  private static func places(_ count: Int, inCity percent: Int, seed: UInt64) throws -> [Coordinate] {
    var random = SeededGenerator(seed: seed)
    return try (0..<count).map { number in
      guard number % 100 < percent else {
        return try Coordinate(
          latitude: Double.random(in: -80...80, using: &random),
          longitude: Double.random(in: -180...180, using: &random)
        )
      }
      return try Coordinate(
        latitude: city.latitude + Double.random(in: -0.05...0.05, using: &random),
        longitude: city.longitude + Double.random(in: -0.05...0.05, using: &random)
      )
    }
  }

  private static func table(_ places: [Coordinate]) -> PlaceTable {
    PlaceTable(places.map(PlaceTable.Place.init).sorted { $0.precedes($1) ?? false })
  }

  /// South, west, north, east.
  private static func ends(_ places: [Coordinate]) -> [Double]? {
    guard let south = places.map(\.latitude).min(), let north = places.map(\.latitude).max(),
      let west = places.map(\.longitude).min(), let east = places.map(\.longitude).max()
    else { return nil }
    return [south, west, north, east]
  }

  private static func ends(_ box: GeoBox?) -> [Double]? {
    box.map { [$0.south, $0.west, $0.north, $0.east] }
  }

  /// The densest half by looking at all places for every size of squares.
  private static func densest(_ places: [Coordinate]) -> [Double]? {
    var found = places
    for halvings in 1...22 {
      let columns = 1 << halvings
      var squares: [[Int]: [Coordinate]] = [:]
      for place in places {
        let column = min(columns - 1, Int((place.longitude + 180) / 360 * Double(columns)))
        let row = min(columns - 1, Int((place.latitude + 90) / 180 * Double(columns)))
        for (left, bottom) in [(column, row), (column - 1, row), (column, row - 1), (column - 1, row - 1)] {
          squares[[bottom, left], default: []].append(place)
        }
      }
      let halves = squares.filter { $0.value.count * 2 >= places.count }
      // Of squares that hold as many, the southernmost and then the westernmost.
      guard
        let best = halves.min(by: {
          ($1.value.count, $0.key[0], $0.key[1]) < ($0.value.count, $1.key[0], $1.key[1])
        })
      else { break }
      found = best.value
    }
    return ends(found)
  }

  @Test(
    "the densest half is what looking at every square of every size finds",
    arguments: [0, 20, 45, 50, 70, 100]
  )
  func bruteForce(percent: Int) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let places = try Self.places(400, inCity: percent, seed: seed)
      let opening = MapOpening(Self.table(places))
      #expect(Self.ends(opening.densest) == Self.densest(places), "seed \(seed)")
      #expect(Self.ends(opening.whole) == Self.ends(places))
      let box = try #require(opening.densest)
      #expect(places.count(where: box.contains) * 2 >= places.count)
    }
  }

  @Test("the map opens in the city that more than half of the photos are of")
  func city() throws {
    let opening = MapOpening(Self.table(try Self.places(30_000, inCity: 60, seed: 1)))
    let box = try #require(opening.densest)
    #expect(box.north - box.south <= 0.1 && box.east - box.west <= 0.1)
    #expect(box.contains(try Coordinate(latitude: Self.city.latitude, longitude: Self.city.longitude)))
    let whole = try #require(opening.whole)
    #expect(whole.north - whole.south > 150 && whole.east - whole.west > 350)
  }

  @Test("the cells hold each photo once, and their middles are among the photos")
  func cells() throws {
    let opening = MapOpening(Self.table(try Self.places(5000, inCity: 60, seed: 2)))
    let whole = try #require(opening.whole)
    #expect(opening.cells.map(\.photos).reduce(0, +) == 5000)
    #expect(opening.cells.allSatisfy { $0.photos > 0 && whole.contains($0.middle) })
    // The city's photos are in few of them.
    let city = opening.cells.filter {
      abs($0.middle.latitude - Self.city.latitude) < 1.5 && abs($0.middle.longitude - Self.city.longitude) < 3
    }
    #expect(city.map(\.photos).reduce(0, +) >= 3000 && city.count < 20)
  }

  @Test("photos at one place, at the ends of the world, and none at all")
  func edges() throws {
    let none = MapOpening(PlaceTable([]))
    #expect(none.densest == nil && none.whole == nil && none.cells.isEmpty)
    for (latitude, longitude) in [(90.0, 180.0), (-90, -180), (90, -180), (-90, 180), (0, 0), (37.5, 127)] {
      let place = try Coordinate(latitude: latitude, longitude: longitude)
      let opening = MapOpening(Self.table([place, place, place]))
      let ends = [place.latitude, place.longitude, place.latitude, place.longitude]
      #expect(Self.ends(opening.densest) == ends && Self.ends(opening.whole) == ends)
      #expect(opening.cells.map(\.photos) == [3])
    }
  }
}
