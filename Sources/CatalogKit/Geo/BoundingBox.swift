#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Latitudes from south to north and longitudes from west to east, in degrees, edges included.
struct BoundingBox: Hashable, Sendable {
  let south: Double
  let west: Double
  let north: Double
  let east: Double

  /// Half way between its edges.
  var middle: (latitude: Double, longitude: Double) { ((south + north) / 2, (west + east) / 2) }

  /// Whether all places of another box are in this one.
  func contains(_ other: BoundingBox) -> Bool {
    south <= other.south && other.north <= north && west <= other.west && other.east <= east
  }

  /// Whether some place is in both boxes.
  func touches(_ other: BoundingBox) -> Bool {
    south <= other.north && other.south <= north && west <= other.east && other.west <= east
  }

  /// The smallest box that holds both.
  func union(_ other: BoundingBox) -> BoundingBox {
    BoundingBox(
      south: min(south, other.south),
      west: min(west, other.west),
      north: max(north, other.north),
      east: max(east, other.east)
    )
  }

  /// No place of the box is nearer to `center` than this, in metres on the ellipsoid; 0 where the box holds it.
  ///
  /// WGS 84's radii of curvature lie in 6335.439…6399.594 km. For the angle θ between two latitude/longitude
  /// directions on the unit sphere, the geodesic is therefore between 6335439·θ and 6399594·θ metres long.
  ///
  /// - Parameters:
  ///   - center: The place to measure from.
  ///   - limit: Where one geodesic more can tell that the box is farther than this, it is computed.
  /// - Returns: Metres.
  func lowerBound(from center: Coordinate, deciding limit: Double = .infinity) -> Double {
    let nearest = nearestAngle(latitude: center.latitude, longitude: center.longitude)
    let lower = max(0, Self.smallestRadius * nearest - Self.slack)
    guard lower <= limit, Self.largestRadius * nearest > limit, let circle = circle(asSeenFrom: lower) else {
      return lower
    }
    return max(lower, Geodesic(from: center, to: circle.middle).distance - circle.radius - Self.slack)
  }

  /// No place of the box is farther from `center` than this, in metres on the ellipsoid.
  func upperBound(from center: Coordinate) -> Double {
    // The place farthest from the centre is the one nearest to the centre's antipode.
    let opposite = nearestAngle(latitude: -center.latitude, longitude: center.longitude + 180)
    let upper = Self.largestRadius * (.pi - opposite) + Self.antipodalSlack
    guard let circle = circle(asSeenFrom: upper) else { return upper }
    return min(upper, Geodesic(from: center, to: circle.middle).distance + circle.radius + Self.slack)
  }

  /// A circle around the whole box, where the box is so small, as seen from that far, that the triangle inequality with one
  /// geodesic tells more than the radii of curvature, which are one percent apart.
  private func circle(asSeenFrom distance: Double) -> (middle: Coordinate, radius: Double)? {
    let (latitude, longitude) = ((south + north) / 2, (west + east) / 2)
    // In haversine's formula nothing of the box has a larger difference or a larger cosine than these.
    let latitudePart = sin((north - south) * .pi / 720)
    let longitudePart = sin((east - west) * .pi / 720)
    let equatorward = min(max(0, south), north)
    let cosines = cos(latitude * .pi / 180) * cos(equatorward * .pi / 180)
    let square = latitudePart * latitudePart + cosines * longitudePart * longitudePart
    let radius = Self.largestRadius * 2 * asin(min(1, square.squareRoot()))
    guard radius < distance / 100, let middle = try? Coordinate(latitude: latitude, longitude: longitude)
    else { return nil }
    return (middle, radius)
  }

  /// The smallest and the largest radius of curvature of WGS 84, in metres: a(1 − e²) and a / √(1 − e²), rounded
  /// outwards.
  static let smallestRadius = 6_335_439.0
  static let largestRadius = 6_399_594.0
  /// A micrometre, for rounding: haversine keeps small angles to about sixteen digits.
  static let slack = 1e-6
  /// An angle near π is only good to 1e-8 (the square root of the rounding of 1 − h), which is 6 cm on the ground.
  static let antipodalSlack = 0.2

  /// The smallest angle on the unit sphere, in radians, between a direction and any direction of the box.
  private func nearestAngle(latitude: Double, longitude: Double) -> Double {
    let phi = latitude * .pi / 180
    let (low, high) = (south * .pi / 180, north * .pi / 180)
    let eastward = Self.turn(longitude - west)
    if eastward <= east - west {
      return phi < low ? low - phi : phi > high ? phi - high : 0
    }
    let westEdge = Self.turn(west - longitude)
    let eastEdge = Self.turn(longitude - east)
    let lambda = min(westEdge, eastEdge) * .pi / 180
    return Self.angleToMeridian(phi, lambda: lambda, low: low, high: high)
  }

  /// The smallest angle between a direction at latitude `phi` and a piece of the meridian `lambda` radians away.
  private static func angleToMeridian(_ phi: Double, lambda: Double, low: Double, high: Double) -> Double {
    // cos θ = sin φ sin ψ + cos φ cos ψ cos λ is R·cos(ψ − ψ₀) along the meridian: the best ψ is ψ₀ where the
    // piece holds it, otherwise one of the ends.
    let best = atan2(sin(phi), cos(phi) * cos(lambda))
    let within = min(max(best, low), high)
    return min(
      haversineAngle(phi, within, lambda),
      haversineAngle(phi, low, lambda),
      haversineAngle(phi, high, lambda)
    )
  }

  /// The angle in radians between two directions, exact for small angles too.
  static func haversineAngle(_ phi1: Double, _ phi2: Double, _ lambda: Double) -> Double {
    let latitudePart = sin((phi2 - phi1) / 2)
    let longitudePart = sin(lambda / 2)
    let square = latitudePart * latitudePart + cos(phi1) * cos(phi2) * longitudePart * longitudePart
    return 2 * atan2(square.squareRoot(), max(0, 1 - square).squareRoot())
  }

  /// An angle in degrees brought into 0 ..< 360.
  private static func turn(_ degrees: Double) -> Double {
    let rest = fmod(degrees, 360)
    return rest < 0 ? rest + 360 : rest
  }
}
