import Testing

@testable import CatalogKit
@testable import TestSupport

/// Questions to places in memory, compared with looking at all of them.
@Suite("Places in memory")
struct PlaceTableTests {
  /// Places in two cities, at the date line, at both poles, and several at the same place.
  private static func places() throws -> [PlaceTable.Place] {
    var random = SeededGenerator(seed: 5)
    var places: [PlaceTable.Place] = []
    for number in 0..<600 {
      let spread = number % 3 == 0 ? 0.01 : 0.5
      let center = [(37.5, 127.0), (-17.0, 179.9), (89.9, 0.0), (-90.0, 12.0)][number % 4]
      let latitude = min(90, max(-90, center.0 + Double.random(in: -spread...spread, using: &random)))
      var longitude = center.1 + Double.random(in: -spread...spread, using: &random)
      if longitude > 180 { longitude -= 360 }
      let place = PlaceTable.Place(try Coordinate(latitude: latitude, longitude: longitude).rounded)
      for _ in 0...(number % 5 == 0 ? 3 : 0) { places.append(place) }
    }
    return places.sorted { $0.precedes($1) ?? false }
  }

  @Test("the nearest come in the order of distance, and equals in their order")
  func nearest() throws {
    let places = try Self.places()
    let table = PlaceTable(places)
    for place in places.enumerated().filter({ $0.offset % 40 == 0 }).map(\.element) {
      let center = place.coordinate
      let distances = places.map { Geodesic(from: center, to: $0.coordinate).distance }
      let expected = places.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
      let found = Array(table.nearest(to: center, within: nil, <))
      #expect(found.map(\.number) == expected)
      let radius = try #require(Distance(metres: distances[expected[100]]))
      let within = Array(table.nearest(to: center, within: radius, <)).map(\.number)
      #expect(within == expected.filter { distances[$0] <= radius.metres })
      #expect(table.count(around: center, within: radius, where: nil) == within.count)
      let even = table.count(around: center, within: radius) { $0.isMultiple(of: 2) }
      #expect(even == within.count { $0.isMultiple(of: 2) })
    }
  }

  @Test(
    "a box has the places that lie in it",
    arguments: ["37,126,38,128", "-18,179.5,-16,-179.5", "80,-180,90,180", "-90,0,90,0.2"]
  )
  func boxes(_ text: String) throws {
    let places = try Self.places()
    let box = try GeoBox(text)
    var found: [Int] = []
    PlaceTable(places).forEachRange(in: box) { found += $0 }
    #expect(found == places.indices.filter { box.contains(places[$0].coordinate) })
    #expect(!found.isEmpty)
  }

  @Test("cells of any size hold each place of a box once, and never more cells than asked for")
  func cells() throws {
    let places = try Self.places()
    let table = PlaceTable(places)
    let world = try GeoBox("-90,-180,90,180")
    for bits in [0, 1, 7, 20, 33, 60] {
      let cells = try #require(table.cells(touching: world, bits: bits, limit: 10_000))
      #expect(cells.flatMap { Array($0) } == Array(places.indices))
      #expect(table.cells(touching: world, bits: bits, limit: cells.count) == cells)
      #expect(table.cells(touching: world, bits: bits, limit: cells.count - 1) == nil)
      for cell in cells {
        let latitudes = cell.map { places[$0].coordinate.latitude }
        let mean = latitudes.reduce(0, +) / Double(cell.count)
        #expect(abs(table.middle(of: cell).latitude - mean) < 1e-8)
      }
    }
  }

  @Test("an empty table has no places")
  func empty() throws {
    let table = PlaceTable([])
    let center = try Coordinate(latitude: 1, longitude: 2)
    #expect(table.nearest(to: center, within: nil, <).first { _ in true } == nil)
    #expect(table.cells(touching: try GeoBox("-90,-180,90,180"), bits: 20, limit: 0)?.isEmpty == true)
    #expect(try table.count(around: center, within: Distance("1km"), where: nil) == 0)
  }
}
