import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Geodesic properties")
struct GeodesicPropertyTests {
  @Test("A distance is the same in both directions")
  func symmetry() throws {
    for (start, end) in try pairs(seed: 1) {
      let there = Geodesic(from: start, to: end).distance
      let back = Geodesic(from: end, to: start).distance
      #expect(abs(there - back) < 1e-7, "\(start) \(end)")
    }
  }

  @Test(
    "A distance lies between the smallest and the largest radius of curvature times the angle of the normals"
  )
  func curvature() throws {
    for (start, end) in try pairs(seed: 2) {
      let angle = haversine(start, end)
      let distance = Geodesic(from: start, to: end).distance
      #expect(6_335_439 * angle <= distance + 1e-6, "\(start) \(end)")
      #expect(distance <= 6_399_594 * angle + 1e-6, "\(start) \(end)")
    }
  }

  @Test("No distance exceeds half a meridian, and every bearing is in 0 ..< 360")
  func ranges() throws {
    for (start, end) in try pairs(seed: 3) {
      let geodesic = Geodesic(from: start, to: end)
      #expect((0...20_003_931.458_626).contains(geodesic.distance), "\(start) \(end)")
      #expect(geodesic.bearing >= 0 && geodesic.bearing < 360, "\(start) \(end)")
    }
  }

  @Test("Mirroring both ends at the equator mirrors the bearing and leaves the distance")
  func mirror() throws {
    for (start, end) in try pairs(seed: 4) {
      let geodesic = Geodesic(from: start, to: end)
      let mirrored = Geodesic(from: try start.mirrored, to: try end.mirrored)
      #expect(mirrored.distance == geodesic.distance)
      let turn = (mirrored.bearing + geodesic.bearing - 180).remainder(dividingBy: 360)
      #expect(abs(turn) < 1e-12 || geodesic.distance == 0, "\(start) \(end)")
    }
  }

  @Test("The search ends at the same line from any azimuth, and by halving alone", arguments: [16, 0])
  func anyStart(newtonLimit: Int) throws {
    var generator = SplitMix64(state: 5)
    for (start, end) in try pairs(seed: 6) {
      let ends = GeodesicEnds(from: start, to: end)
      let expected = Geodesic(from: start, to: end).distance
      if ends.areMeridional || ends.areEquatorial || expected < 1 { continue }
      let azimuth = GeodesicAngle(radians: Double.random(in: 1e-3...3.14, using: &generator))
      let found = GeodesicSearch.geodesic(between: ends, startingAt: azimuth, newtonLimit: newtonLimit)
      #expect(abs(found.distance - expected) < 1e-7, "\(start) \(end)")
    }
  }

  @Test("The root of the astroid's quartic solves it", arguments: [1e-9, 1e-3, 0.3, 1, 1.7, 40])
  func astroid(y: Double) {
    for x in [0, 1e-9, 0.01, 0.5, 0.999, 1, 1.001, 3, 200] {
      let kappa = Astroid.normal(x: -x, y: -y)
      #expect(kappa > 0)
      // The quartic divided by kappa^2 (1 + kappa)^2.
      let (across, along) = (x / (1 + kappa), y / kappa)
      #expect(abs(across * across + along * along - 1) < 1e-6, "\(x)")
    }
  }
}

extension Coordinate {
  fileprivate var mirrored: Coordinate {
    get throws { try Coordinate(latitude: -latitude, longitude: longitude) }
  }
}

/// 6,000 pairs: anywhere, close together, nearly antipodal, near the equator, and near the poles.
private func pairs(seed: UInt64) throws -> [(Coordinate, Coordinate)] {
  var generator = SplitMix64(state: seed)
  return try (0..<6000).map { index in
    let start = try anywhere(&generator)
    let spread = pow(10, Double.random(in: -9...0.5, using: &generator))
    let north = spread * Double.random(in: -1...1, using: &generator)
    let east = spread * Double.random(in: -1...1, using: &generator)
    switch index % 5 {
    case 0: return (start, try anywhere(&generator))
    case 1: return (start, try place(start.latitude + north, start.longitude + east))
    case 2: return (start, try place(-start.latitude + north, start.longitude + 180 + east))
    case 3: return (try place(north, start.longitude), try place(east, start.longitude + 179.4 + north))
    default: return (try place(90 - abs(north), start.longitude), try anywhere(&generator))
    }
  }
}

private func anywhere(_ generator: inout SplitMix64) throws -> Coordinate {
  let latitude = asin(Double.random(in: -1...1, using: &generator)) * 180 / .pi
  return try place(latitude, Double.random(in: -180...180, using: &generator))
}

private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
  try Coordinate(
    latitude: min(max(latitude, -90), 90),
    longitude: longitude.remainder(dividingBy: 360)
  )
}

/// The angle between the normals of the ellipsoid at two places, radians.
private func haversine(_ start: Coordinate, _ end: Coordinate) -> Double {
  let radian = Double.pi / 180
  let north = sin((end.latitude - start.latitude) * radian / 2)
  let east = sin((end.longitude - start.longitude) * radian / 2)
  let parallels = cos(start.latitude * radian) * cos(end.latitude * radian)
  return 2 * asin(min(1, (north * north + parallels * east * east).squareRoot()))
}

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
