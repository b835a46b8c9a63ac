import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Home ranges and places where an animal is seen most")
struct HomeRangeTests {
  /// A made-up cat, and what other people's code says of it: `Tests/Comparison/ranges.py`.
  struct Cat: Sendable {
    let latitude: Double
    let longitude: Double
    let count: Int
    let size: Double
    let whole: Double
    let core: Double
    let corners: Int
    let coreSamples: Int
    let clusters: Int
    let noise: Int

    init(
      _ row: (Double, Double, Int, Double, Double, Double, Int, Int, Int, Int)
    ) {
      (latitude, longitude, count, size, whole, core, corners, coreSamples, clusters, noise) = row
    }

    /// A spiral with a few strays, the same as in the script.
    var places: [Coordinate] {
      get throws {
        try (0..<count).map { number in
          let angle = Double(number) * 2.399963
          let radius =
            size * ((Double(number) + 0.5) / Double(count)).squareRoot() * (1 + 0.4 * sin(7 * Double(number)))
          if latitude == 90 {
            return try Coordinate(
              latitude: 90 - radius / 111320,
              longitude: atan2(sin(angle), cos(angle)) * 180 / .pi
            )
          }
          let east = longitude + radius * sin(angle) / 111320 / cos(latitude * .pi / 180)
          return try Coordinate(
            latitude: latitude + radius * cos(angle) / 111320,
            longitude: east > 180 ? east - 360 : east
          )
        }
      }
    }
  }

  static let cats = [
    (37.5665, 126.978, 40, 300, 32.228001, 27.918468, 10, 4, 2, 33),
    (-33.8586, 151.214, 25, 150, 6.237561, 5.098931, 7, 14, 4, 7),
    (0, 0, 60, 2000, 1465.860217, 1257.602256, 11, 0, 0, 60),
    (51.5, -0.12, 7, 90, 1.207327, 0.874138, 6, 0, 0, 7),
    (64.1, -21.9, 33, 20000, 128501.607370, 106976.528894, 10, 0, 0, 33),
    (-17.7, 179.999, 50, 800, 233.001871, 193.916064, 9, 0, 0, 50),
    (90, 0, 45, 500, 80.904866, 63.257094, 11, 1, 1, 42),
    (-54.8, -68.3, 21, 12000, 37616.385166, 32547.987717, 9, 0, 0, 21),
    (35.2, 139.7, 100, 30000, 371597.087866, 320635.550458, 13, 0, 0, 100),
    (1.3, 103.8, 5, 60, 0.558807, 0.370117, 4, 0, 0, 5),
  ].map { Cat($0) }

  @Test(
    "polygons are those of shapely in the same plane, with pyproj's geodesic area, within a thousandth",
    arguments: cats
  )
  func polygons(_ cat: Cat) throws {
    let range = try HomeRange(cat.places)
    #expect(abs(range.whole.hectares / cat.whole - 1) < 0.001, "\(range.whole.hectares)")
    #expect(abs(range.core.hectares / cat.core - 1) < 0.001, "\(range.core.hectares)")
    #expect(range.whole.corners.count == cat.corners)
    #expect(range.places == cat.count)
    #expect(range.isUncertain == (cat.count < 20))
  }

  @Test("clusters and noise are those of scikit-learn", arguments: cats)
  func clusters(_ cat: Cat) throws {
    let clusters = DensityClusters(try cat.places)
    #expect(clusters.count == cat.clusters)
    #expect(clusters.cores.count { $0 } == cat.coreSamples)
    #expect(clusters.clusters.filter { $0 == nil }.count == cat.noise)
  }

  @Test(
    "a place with one core near it is a border of its cluster, and nothing is near over more than 50 metres"
  )
  func border() throws {
    // Metres east along the equator.
    let east = { (metres: Double) in try Coordinate(latitude: 0, longitude: metres / 111319.49079327358) }
    let cluster = DensityClusters(try [-60, -40, -20, 29.9, 200, 400, 420, 440].map(east))
    #expect(cluster.clusters == [0, 0, 0, 0, nil, 1, 1, 1])
    #expect(DensityClusters(try [0, 50.1, 100.2].map(east)).clusters == [nil, nil, nil])
    #expect(DensityClusters(try [0, 0, 0].map(east)).clusters == [0, 0, 0])
    #expect(DensityClusters([]).count == 0)
  }

  @Test(
    "too few places, or places too far from each other, have no range; equal ones have one without an area"
  )
  func absent() throws {
    let place = try Coordinate(latitude: 1, longitude: 2)
    #expect(throws: HomeRange.Absence.tooFew(4)) { try HomeRange(Array(repeating: place, count: 4)) }
    #expect(throws: HomeRange.Absence.tooFew(0)) { try HomeRange([]) }
    #expect(try HomeRange(Array(repeating: place, count: 5)).whole.hectares == 0)
    let far = try (0..<5).map { try Coordinate(latitude: Double($0) / 4, longitude: 2) }
    #expect(throws: HomeRange.Absence.self) { try HomeRange(far) }
    let opposite = try [(0, 0), (0, 180), (0, 90), (0, -90), (90, 0)].map {
      try Coordinate(latitude: $0.0, longitude: $0.1)
    }
    #expect(throws: HomeRange.Absence.self) { try HomeRange(opposite) }
    let line = try (0..<9).map { try Coordinate(latitude: 0, longitude: Double($0) / 1000) }
    #expect(try HomeRange(line).whole.hectares < 0.001)
  }

  @Test("the quantile is that of type 7")
  func quantile() {
    #expect(abs(HomeRange.quantile([1, 2, 3, 4], 0.95) - 3.85) < 1e-12)
    #expect(HomeRange.quantile([1, 2, 3], 1) == 3)
    #expect(HomeRange.quantile([7], 0.95) == 7)
  }
}
