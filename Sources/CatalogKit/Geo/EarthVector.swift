#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A direction from the middle of the earth, or a point in space: three numbers without a date line and without poles.
struct EarthVector: Hashable, Sendable {
  var x = 0.0
  var y = 0.0
  var z = 0.0

  /// The direction straight up at a place: a unit vector, normal to the ellipsoid.
  init(_ coordinate: Coordinate) {
    let (latitude, longitude) = (coordinate.latitude * .pi / 180, coordinate.longitude * .pi / 180)
    (x, y, z) = (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
  }

  init(x: Double = 0, y: Double = 0, z: Double = 0) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  /// The place on the ellipsoid in metres from the middle of the earth. Two places are never farther from each other in space than over
  /// the ground.
  static func position(of coordinate: Coordinate) -> EarthVector {
    let up = EarthVector(coordinate)
    let radius = WGS84.equatorialRadius / (1 - WGS84.eccentricitySquared * up.z * up.z).squareRoot()
    return EarthVector(
      x: radius * up.x,
      y: radius * up.y,
      z: radius * (1 - WGS84.eccentricitySquared) * up.z
    )
  }

  /// The mean of places: the direction of the sum of their directions. `nil` where they cancel each other out, or there are none.
  static func mean(of coordinates: some Sequence<Coordinate>) -> Coordinate? {
    var sum = EarthVector()
    for coordinate in coordinates {
      let vector = EarthVector(coordinate)
      (sum.x, sum.y, sum.z) = (sum.x + vector.x, sum.y + vector.y, sum.z + vector.z)
    }
    return sum.direction
  }

  /// Where the direction leads to; `nil` where it has no length.
  var direction: Coordinate? {
    let flat = (x * x + y * y).squareRoot()
    guard flat > 1e-9 || abs(z) > 1e-9 else { return nil }
    return try? Coordinate(latitude: atan2(z, flat) * 180 / .pi, longitude: atan2(y, x) * 180 / .pi)
  }
}
