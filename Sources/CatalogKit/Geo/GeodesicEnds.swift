/// The two ends of a geodesic on the auxiliary sphere, brought into the one arrangement that the solver
/// knows.
///
/// By the symmetry of the ellipsoid every pair can be arranged so that the first point is the one farther
/// from the equator, lies on the southern half, and has the second point to its east (Karney 2013, eq. 44).
struct GeodesicEnds: Sendable {
  /// Reduced latitude of the first point, beta1: -90 ... 0 degrees.
  let first: GeodesicAngle
  /// Reduced latitude of the second point, beta2: between beta1 and -beta1.
  let second: GeodesicAngle
  /// sin(beta2 - beta1).
  let sineOfDifference: Double
  /// sin(beta1 + beta2).
  let sineOfSum: Double
  /// Longitude difference lambda12: 0 ... 180 degrees.
  let longitude: GeodesicAngle
  /// lambda12 in radians.
  let longitudeRadians: Double
  /// pi - lambda12 in radians, with the digits that the subtraction would lose.
  let longitudeSupplement: Double

  private let exchanged: Bool
  private let northward: Double
  private let eastward: Double

  init(from start: Coordinate, to end: Coordinate) {
    let startLatitude = Self.snapped(start.latitude)
    let endLatitude = Self.snapped(end.latitude)
    exchanged = startLatitude.magnitude < endLatitude.magnitude
    // The equator counts as north, so that the two equal ways round a nearly antipodal point on the equator
    // are decided for the northern one.
    northward = (exchanged ? endLatitude : startLatitude) < 0 ? 1 : -1

    let difference = ExactDegrees(
      from: Self.snapped(start.longitude),
      toLongitude: Self.snapped(end.longitude)
    )
    eastward = difference.isNegative ? -1 : 1
    longitude = GeodesicAngle(degrees: difference.magnitude)
    longitudeRadians = difference.magnitude.radians
    longitudeSupplement = difference.magnitude.supplement.radians

    let latitude1 = northward * (exchanged ? endLatitude : startLatitude)
    let latitude2 = northward * (exchanged ? startLatitude : endLatitude)
    let (first, scale1) = Self.reduced(latitude1)
    let (second, scale2) = Self.reduced(latitude2)
    // Minus zero, on the equator, is what puts a line that first goes south on its western half.
    self.first = GeodesicAngle(sine: -first.sine.magnitude, cosine: first.cosine)
    self.second = second
    // Equation 6 turns sin(beta2 -+ beta1) into sin(phi2 -+ phi1) times known lengths; this keeps every
    // digit of the difference between two close latitudes.
    let scale = WGS84.axisRatio / (scale1 * scale2)
    sineOfDifference = scale * GeodesicAngle(degrees: ExactDegrees(sum: latitude2, -latitude1)).sine
    sineOfSum = scale * GeodesicAngle(degrees: ExactDegrees(sum: latitude2, latitude1)).sine
  }

  /// The azimuth at the start of the line as asked for, from the azimuths at both ends of the arranged one.
  func startingAzimuth(first azimuth1: GeodesicAngle, second azimuth2: GeodesicAngle) -> GeodesicAngle {
    let azimuth = exchanged ? azimuth2 : azimuth1
    return GeodesicAngle(
      sine: azimuth.sine * eastward,
      cosine: azimuth.cosine * (exchanged ? -northward : northward)
    )
  }

  /// Whether the points lie on one meridian circle, where the azimuth needs no search.
  ///
  /// The limit of 1e-18 stands for less than 10 picometres on the ground.
  var areMeridional: Bool {
    first.cosine == 0 || longitude.sine < 1e-18
  }

  /// Whether the shortest way is along the equator; near the antipode it leaves it.
  var areEquatorial: Bool {
    first.sine == 0 && longitudeSupplement >= .pi * WGS84.flattening
  }

  /// Latitudes and longitudes of less than 0.1 nanometres as zero.
  ///
  /// A geodesic between two points so close to the equator turns through all its azimuths within less than
  /// the resolution of the azimuth, which would take hundreds of steps to find; and the square of a much
  /// smaller difference is zero.
  private static func snapped(_ degrees: Double) -> Double {
    degrees.magnitude < 1e-15 ? 0 : degrees
  }

  /// The reduced latitude beta, tan beta = (1 - f) tan phi (eq. 6), and the length divided out of the pair
  /// (cos phi, (1 - f) sin phi).
  private static func reduced(_ latitude: Double) -> (angle: GeodesicAngle, scale: Double) {
    let geographic = GeodesicAngle(degrees: ExactDegrees(latitude))
    let sine = WGS84.axisRatio * geographic.sine
    let scale = (sine * sine + geographic.cosine * geographic.cosine).squareRoot()
    return (GeodesicAngle(sine: sine / scale, cosine: geographic.cosine / scale), scale)
  }
}
