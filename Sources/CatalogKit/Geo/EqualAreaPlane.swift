#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The plane that touches the ellipsoid at a place and keeps every area: Lambert's azimuthal equal-area projection (Snyder, "Map
/// Projections, A Working Manual", USGS Professional Paper 1395, 1987, pages 187-189).
///
/// A straight line in it is nearly the shortest way on the ground: over 100 kilometres, and as far from the centre, they are less than 2
/// metres apart (measured with pyproj).
struct EqualAreaPlane {
  private let sine: Double
  private let cosine: Double
  private let longitude: Double
  /// Stretches that make the directions at the centre true (Snyder's D).
  private let stretch: Double

  /// A point in metres east and north of the centre.
  struct Point: Hashable, Sendable {
    let x: Double
    let y: Double
  }

  /// The radius of the sphere of the same area in metres.
  private static let radius = WGS84.equatorialRadius * (poleValue / 2).squareRoot()
  private static let poleValue = authalicValue(1)

  init(around center: Coordinate) {
    let latitude = center.latitude * .pi / 180
    longitude = center.longitude * .pi / 180
    sine = Self.authalicSine(sin(latitude))
    cosine = max(0, 1 - sine * sine).squareRoot()
    let e2 = WGS84.eccentricitySquared
    let parallel = cos(latitude) / (1 - e2 * sin(latitude) * sin(latitude)).squareRoot()
    // At a pole both are 0, and every direction is true without it.
    stretch =
      cosine > 1e-12 && parallel > 1e-12 ? WGS84.equatorialRadius * parallel / (Self.radius * cosine) : 1
  }

  /// Where a place is in the plane; the antipode of the centre has no place in it and gives the centre.
  func point(_ coordinate: Coordinate) -> Point {
    let pointSine = Self.authalicSine(sin(coordinate.latitude * .pi / 180))
    let pointCosine = max(0, 1 - pointSine * pointSine).squareRoot()
    let angle = coordinate.longitude * .pi / 180 - longitude
    let denominator = 1 + sine * pointSine + cosine * pointCosine * cos(angle)
    guard denominator > 1e-12 else { return Point(x: 0, y: 0) }
    let scale = Self.radius * (2 / denominator).squareRoot()
    return Point(
      x: scale * stretch * pointCosine * sin(angle),
      y: scale / stretch * (cosine * pointSine - sine * pointCosine * cos(angle))
    )
  }

  /// The sine of the latitude on the sphere of the same area (Snyder, equations 3-11 and 3-12).
  private static func authalicSine(_ sine: Double) -> Double {
    min(1, max(-1, authalicValue(sine) / poleValue))
  }

  private static func authalicValue(_ sine: Double) -> Double {
    let e2 = WGS84.eccentricitySquared
    let e = e2.squareRoot()
    return (1 - e2) * (sine / (1 - e2 * sine * sine) + atanh(e * sine) / e)
  }

  /// The area of a polygon in square metres, whichever way round its corners go.
  static func area(_ corners: [Point]) -> Double {
    var twice = 0.0
    for (place, corner) in corners.enumerated() {
      let next = corners[(place + 1) % corners.count]
      twice += corner.x * next.y - next.x * corner.y
    }
    return abs(twice) / 2
  }

  /// The corners of the convex hull, counterclockwise, by their places in the list: none lies on a side between two others (Andrew's
  /// monotone chain, 1979).
  static func hull(_ points: [Point]) -> [Int] {
    let order = points.indices.sorted { (points[$0].x, points[$0].y) < (points[$1].x, points[$1].y) }
    guard order.count > 2 else { return order }
    var hull: [Int] = []
    for half in [order, order.reversed()] {
      let start = hull.count
      for place in half {
        while hull.count >= start + 2,
          turn(points[hull[hull.count - 2]], points[hull[hull.count - 1]], points[place]) <= 0
        { hull.removeLast() }
        hull.append(place)
      }
      // The last of one half is the first of the other.
      hull.removeLast()
    }
    return hull
  }

  private static func turn(_ first: Point, _ second: Point, _ third: Point) -> Double {
    (second.x - first.x) * (third.y - first.y) - (second.y - first.y) * (third.x - first.x)
  }
}
