import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Distances to a cell")
struct BoundingBoxTests {
  @Test("No place of a cell is nearer or farther than the cell's bounds", arguments: 0..<6)
  func bounds(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for index in 0..<1500 {
      let center = try place(&generator, kind: index % 5)
      let inside = try place(&generator, kind: index / 5 % 5)
      let box = GeohashCell(Geohash(inside), characters: Int.random(in: 0...12, using: &generator)).box
      try check(center, box, &generator)
    }
  }

  @Test("The bounds hold for cells near the place, and around its antipode")
  func nearAndAntipodal() throws {
    var generator = SeededGenerator(seed: 20)
    for index in 0..<1500 {
      let center = try place(&generator, kind: index % 5)
      let spread = pow(10, Double.random(in: -7...1, using: &generator))
      let isOpposite = index % 2 == 0
      let inside = try Coordinate(
        latitude: clamped((isOpposite ? -1 : 1) * center.latitude + spread, 90),
        longitude: turned(center.longitude + (isOpposite ? 180 : 0) - spread)
      )
      let box = GeohashCell(Geohash(inside), characters: Int.random(in: 1...12, using: &generator)).box
      try check(center, box, &generator)
    }
  }

  @Test("A place of the cell has distance 0 to it", arguments: 0...12)
  func inside(_ length: Int) throws {
    var generator = SeededGenerator(seed: 21)
    for index in 0..<200 {
      let center = try place(&generator, kind: index % 5)
      let box = GeohashCell(Geohash(center), characters: length).box
      #expect(box.distances(from: center).lowerBound == 0, "\(center)")
    }
  }

  @Test("The lower bound is no worse than one percent, so that a search can skip what is far")
  func tightness() throws {
    let center = try Coordinate(latitude: 0, longitude: 0)
    let box = BoundingBox(south: 10, west: 10, north: 20, east: 20)
    let nearest = Geodesic(from: center, to: try Coordinate(latitude: 10, longitude: 10)).distance
    let farthest = Geodesic(from: center, to: try Coordinate(latitude: 20, longitude: 20)).distance
    let bounds = box.distances(from: center)
    #expect(bounds.lowerBound > 0.99 * nearest && bounds.lowerBound <= nearest)
    #expect(bounds.upperBound < 1.01 * farthest && bounds.upperBound >= farthest)
  }

  @Test("A small box far away has bounds that are no farther apart than it is large")
  func farAway() throws {
    let box = BoundingBox(south: 37.50, west: 126.90, north: 37.51, east: 126.91)
    for (latitude, longitude) in [(0, 0), (-48.9, -123.4), (-37.5, -53.1), (90, 0), (37.505, 128)] {
      let center = try Coordinate(latitude: latitude, longitude: longitude)
      let corner = Geodesic(from: center, to: try Coordinate(latitude: 37.5, longitude: 126.9)).distance
      let lower = box.lowerBound(from: center, deciding: corner - 3000)
      #expect((corner - 3000...corner).contains(lower))
      #expect((corner...corner + 3000).contains(box.upperBound(from: center)))
    }
  }

  @Test("A cell across the date line is near, and one across a pole too")
  func acrossEdges() throws {
    let fiji = try Coordinate(latitude: -17, longitude: 179.9)
    let east = BoundingBox(south: -18, west: -180, north: -16, east: -179)
    #expect(east.distances(from: fiji).lowerBound < 11_000)
    let arctic = try Coordinate(latitude: 89.9, longitude: 0)
    let beyond = BoundingBox(south: 89.8, west: 170, north: 89.9, east: 180)
    #expect(beyond.distances(from: arctic).lowerBound < 23_000)
    let pole = try Coordinate(latitude: 90, longitude: 77)
    let cap = BoundingBox(south: 80, west: -135, north: 90, east: -90)
    #expect(cap.distances(from: pole).lowerBound == 0)
  }

  /// Compares the bounds with the distances to the corners and to places anywhere in the box.
  private func check(_ center: Coordinate, _ box: BoundingBox, _ generator: inout SeededGenerator) throws {
    let bounds = box.distances(from: center)
    let latitudes =
      [box.south, box.north, clampedTo(center.latitude, box.south, box.north)]
      + (0..<2).map { _ in Double.random(in: box.south...box.north, using: &generator) }
    let longitudes =
      [box.west, box.east, clampedTo(center.longitude, box.west, box.east)]
      + (0..<2).map { _ in Double.random(in: box.west...box.east, using: &generator) }
    for latitude in latitudes {
      for longitude in longitudes {
        let place = try Coordinate(latitude: latitude, longitude: longitude)
        let distance = Geodesic(from: center, to: place).distance
        #expect(bounds.contains(distance), "\(center) \(box) \(place) \(distance)")
        for limit in [distance, distance.nextDown] {
          let lower = box.lowerBound(from: center, deciding: limit)
          #expect(lower <= distance, "\(center) \(box) \(place) \(distance)")
        }
      }
    }
  }

  /// Places anywhere, near the poles and at them, and near the date line and on it.
  private func place(_ generator: inout SeededGenerator, kind: Int) throws -> Coordinate {
    let latitude = Double.random(in: -90...90, using: &generator)
    let longitude = Double.random(in: -180...180, using: &generator)
    let small = pow(10, Double.random(in: -9...0, using: &generator))
    return switch kind {
    case 0: try Coordinate(latitude: latitude, longitude: longitude)
    case 1: try Coordinate(latitude: 90 - small, longitude: longitude)
    case 2: try Coordinate(latitude: small - 90, longitude: longitude > 0 ? 180 - small : small - 180)
    case 3: try Coordinate(latitude: latitude, longitude: longitude > 0 ? 180 - small : small - 180)
    default:
      try Coordinate(
        latitude: [90, -90, 0, 45].randomElement(using: &generator) ?? 0,
        longitude: [180, -180, 0, 90].randomElement(using: &generator) ?? 0
      )
    }
  }

  private func clamped(_ value: Double, _ limit: Double) -> Double { min(max(value, -limit), limit) }

  private func clampedTo(_ value: Double, _ low: Double, _ high: Double) -> Double {
    min(max(value, low), high)
  }

  private func turned(_ longitude: Double) -> Double { longitude.remainder(dividingBy: 360) }
}

extension BoundingBox {
  /// Both bounds, the lower one without more trouble.
  fileprivate func distances(from center: Coordinate) -> ClosedRange<Double> {
    lowerBound(from: center)...upperBound(from: center)
  }
}
