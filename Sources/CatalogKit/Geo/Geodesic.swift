/// The shortest way over the ellipsoid of the World Geodetic System 1984 between two places.
///
/// Every pair of places has an answer: close together, at the poles, on either side of the date line,
/// nearly and exactly antipodal. The distance is right to about 15 nanometres. One line costs about a
/// microsecond, two near the antipode, and allocates nothing.
///
/// The method is that of C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), 43-55,
/// doi:10.1007/s00190-012-0578-z: the inverse problem of section 4 with the series of section 3, sixth
/// order.
public struct Geodesic: Equatable, Sendable {
  /// The length of the way in metres, 0 ... 20 003 931.46; the same in both directions.
  public let distance: Double

  /// The direction at the start in degrees clockwise from north, 0 ..< 360.
  ///
  /// 0 where start and end are the same place. At a pole north is the direction away from the meridian of
  /// `start` at the north pole and along it at the south pole. Where two ways are equally long, as from a
  /// place to its antipode, it is that of one of them.
  public let bearing: Double

  /// Solves the inverse geodesic problem.
  ///
  /// - Parameters:
  ///   - start: where the way begins.
  ///   - end: where it ends; any place, `start` included.
  public init(from start: Coordinate, to end: Coordinate) {
    let ends = GeodesicEnds(from: start, to: end)
    let line = Self.line(between: ends)
    distance = line.distance
    bearing =
      line.distance > 0
      ? ends.startingAzimuth(first: line.azimuth1, second: line.azimuth2).bearing : 0
  }

  private typealias Line = (distance: Double, azimuth1: GeodesicAngle, azimuth2: GeodesicAngle)

  private static func line(between ends: GeodesicEnds) -> Line {
    if let circle = GeodesicGuess.shortLine(ends) {
      let distance = WGS84.equatorialRadius * circle.scale * circle.arc
      return (distance, circle.azimuth1, circle.azimuth2)
    }
    if ends.areMeridional { return meridian(between: ends) }
    if ends.areEquatorial {
      let east = GeodesicAngle(sine: 1, cosine: 0)
      return (WGS84.equatorialRadius * ends.longitudeRadians, east, east)
    }
    let trial = GeodesicSearch.geodesic(between: ends, startingAt: GeodesicGuess.azimuth(ends))
    return (trial.distance, trial.azimuth1, trial.azimuth2)
  }

  /// The way along a meridian circle, over the pole nearer to the first point where the points lie
  /// opposite.
  private static func meridian(between ends: GeodesicEnds) -> Line {
    let direction: Double = ends.longitude.cosine < 0 ? -1 : 1
    let sigma1 = GeodesicAngle(sine: ends.first.sine, cosine: direction * ends.first.cosine)
    let series = GeodesicSeries(distance: GeodesicTrial.epsilon(WGS84.secondEccentricitySquared))
    let arc = ends.second.arc(from: sigma1)
    let length = series.integral(over: arc, from: sigma1, to: ends.second)
    return (WGS84.polarRadius * length, ends.longitude, GeodesicAngle(sine: 0, cosine: 1))
  }
}
