/// The search for the azimuth at which a geodesic leaves the first point in order to meet the second.
///
/// The longitude at which the geodesic meets the latitude of the second point grows from 0 to 180 degrees
/// with the azimuth and takes each value once (Karney 2013, section 4). Newton's method finds the root, and
/// the azimuths known to lie on either side of it bracket it.
enum GeodesicSearch {
  /// Newton's steps at most, before the bracket is halved and nothing else.
  ///
  /// From the azimuths of `GeodesicGuess` five are the most that any of some hundred thousand pairs took.
  static let newtonLimit = 16

  /// Halvings at most: from pi down to 2^-108.
  ///
  /// The smallest latitude that `GeodesicEnds` leaves as it is, 1e-15 degrees, is about 2^-56; a line that
  /// grazes the equator this closely has an azimuth as close to 90 degrees, of which 52 digits matter.
  static let halvingLimit = 110

  /// The geodesic through both points; they must neither be meridional nor equatorial.
  ///
  /// - Parameters:
  ///   - ends: the two points.
  ///   - start: the azimuth to try first, between 0 and 180 degrees; any leads to the same line.
  ///   - newtonLimit: how many of Newton's steps to allow.
  /// - Returns: the geodesic, with its length.
  static func geodesic(
    between ends: GeodesicEnds,
    startingAt start: GeodesicAngle,
    newtonLimit: Int = newtonLimit
  ) -> GeodesicTrial {
    var lower = GeodesicAngle(sine: 0, cosine: 1)
    var upper = GeodesicAngle(sine: 0, cosine: -1)
    var trial = GeodesicTrial(ends, azimuth: start)
    var previous = Double.infinity
    for step in 0..<(newtonLimit + halvingLimit) {
      if isSettled(trial.excess.magnitude, after: previous) { break }
      if trial.excess > 0 { upper = trial.azimuth1 } else { lower = trial.azimuth1 }
      let newton = step < newtonLimit ? trial.newtonAzimuth(to: ends, above: lower, below: upper) : nil
      let azimuth = newton ?? GeodesicAngle.bisector(from: lower, to: upper)
      if azimuth == trial.azimuth1 { break }
      previous = newton == nil ? .infinity : trial.excess.magnitude
      trial = GeodesicTrial(ends, azimuth: azimuth)
    }
    return trial
  }

  /// Whether the longitude is met to the last digits, or to within rounding that no further step reduces.
  private static func isSettled(_ excess: Double, after previous: Double) -> Bool {
    excess <= 2 * Double.ulpOfOne || (excess < 1e-13 && excess > previous / 2)
  }
}

/// The geodesic that leaves the first point at some azimuth and ends where it meets the second latitude.
struct GeodesicTrial: Sendable {
  let azimuth1: GeodesicAngle
  let azimuth2: GeodesicAngle
  /// Spherical arc length from the node to the first point, sigma1.
  let sigma1: GeodesicAngle
  /// Spherical arc length from the node to the second latitude, sigma2.
  let sigma2: GeodesicAngle
  /// sigma2 - sigma1, radians, 0 ... pi.
  let arc: Double
  /// The expansion parameter of the series.
  let epsilon: Double
  /// How far beyond the longitude of the second point the geodesic ends, radians.
  let excess: Double

  /// Follows a geodesic (Karney 2013, eqs. 5 to 12, 23 and 45).
  init(_ ends: GeodesicEnds, azimuth: GeodesicAngle) {
    let (first, second) = (ends.first, ends.second)
    azimuth1 = azimuth
    let sineAtNode = azimuth.sine * first.cosine
    let north1 = azimuth.cosine * first.cosine
    let north2 = Self.northwardComponent(north1, ends)
    azimuth2 = GeodesicAngle(towardX: north2, y: sineAtNode)
    sigma1 = GeodesicAngle(towardX: north1, y: first.sine)
    sigma2 = GeodesicAngle(towardX: north2, y: second.sine)
    arc = sigma2.arc(from: sigma1)

    let omega1 = GeodesicAngle(towardX: north1, y: sineAtNode * first.sine)
    let omega2 = GeodesicAngle(towardX: north2, y: sineAtNode * second.sine)
    let (sine, cosine) = omega2.components(from: omega1)
    // Subtracted as directions: the difference of two angles in radians would lose the digits that count.
    let ahead = GeodesicAngle(sine: max(sine, 0), cosine: cosine).turn(from: ends.longitude)

    epsilon = Self.epsilon(
      WGS84.secondEccentricitySquared * (north1 * north1 + first.sine * first.sine)
    )
    let lag = GeodesicSeries(longitude: epsilon).integral(over: arc, from: sigma1, to: sigma2)
    excess = ahead - WGS84.flattening * sineAtNode * lag
  }

  /// The distance along the geodesic in metres (eq. 7).
  var distance: Double {
    WGS84.polarRadius * GeodesicSeries(distance: epsilon).integral(over: arc, from: sigma1, to: sigma2)
  }

  /// The expansion parameter for k^2 (eq. 16).
  static func epsilon(_ kSquared: Double) -> Double {
    let root = (1 + kSquared).squareRoot()
    return kSquared / ((1 + root) * (1 + root))
  }

  /// Newton's next azimuth, or nil where it leaves the bracket or the slope is lost.
  func newtonAzimuth(
    to ends: GeodesicEnds,
    above lower: GeodesicAngle,
    below upper: GeodesicAngle
  ) -> GeodesicAngle? {
    let change = -excess / slope(ends)
    guard change.magnitude < .pi / 2 else { return nil }
    let azimuth = azimuth1.advanced(by: change)
    let isInside = azimuth.components(from: lower).sine > 0 && upper.components(from: azimuth).sine > 0
    return isInside ? azimuth : nil
  }

  /// The derivative of the longitude with respect to the azimuth at the first point (eqs. 38 to 43 and 46).
  private func slope(_ ends: GeodesicEnds) -> Double {
    let stretch1 = Self.stretch(ends.first.sine)
    let north2 = azimuth2.cosine * ends.second.cosine
    // The limit for two points of one parallel and a line that starts due east (text after eq. 46).
    guard north2 != 0 else { return -2 * WGS84.axisRatio * stretch1 / ends.first.sine }
    let lengthening =
      GeodesicSeries(distance: epsilon).integral(over: arc, from: sigma1, to: sigma2)
      - GeodesicSeries(reducedLength: epsilon).integral(over: arc, from: sigma1, to: sigma2)
    let reducedLength =
      Self.stretch(ends.second.sine) * sigma1.cosine * sigma2.sine
      - stretch1 * sigma1.sine * sigma2.cosine - sigma1.cosine * sigma2.cosine * lengthening
    return WGS84.axisRatio * reducedLength / north2
  }

  /// sqrt(1 + k^2 sin^2 sigma), which depends on nothing but the latitude.
  private static func stretch(_ sine: Double) -> Double {
    (1 + WGS84.secondEccentricitySquared * sine * sine).squareRoot()
  }

  /// cos alpha2 cos beta2 (eq. 45), its difference of squares taken from the smaller components.
  private static func northwardComponent(_ north1: Double, _ ends: GeodesicEnds) -> Double {
    let (first, second) = (ends.first, ends.second)
    let squares =
      first.cosine < -first.sine
      ? (second.cosine - first.cosine) * (first.cosine + second.cosine)
      : (first.sine - second.sine) * (first.sine + second.sine)
    return (north1 * north1 + max(squares, 0)).squareRoot()
  }
}
