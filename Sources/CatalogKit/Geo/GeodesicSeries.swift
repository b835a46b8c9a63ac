/// One of the three integrals along a geodesic as its trigonometric series, A (sigma + sum C_l sin 2 l
/// sigma).
///
/// Coefficients are those of Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), to the sixth order
/// in the flattening; on the Earth what is left out is below 10 nanometres of distance. The small parameter
/// epsilon (eq. 16) lies in 0 ... 0.0017.
struct GeodesicSeries: Sendable {
  /// A, the mean of the integrand.
  let mean: Double
  private let c1, c2, c3, c4, c5, c6: Double

  /// I1, whose value times the polar semi-axis is a distance (eqs. 7, 15, 17, 18).
  init(distance epsilon: Double) {
    let e = epsilon
    let e2 = e * e
    mean = (1 + e2 * (1 / 4 + e2 * (1 / 64 + e2 / 256))) / (1 - e)
    c1 = e * (-1 / 2 + e2 * (3 / 16 - e2 / 32))
    c2 = e2 * (-1 / 16 + e2 * (1 / 32 - e2 * (9 / 2048)))
    c3 = e2 * e * (-1 / 48 + e2 * (3 / 256))
    c4 = e2 * e2 * (-5 / 512 + e2 * (3 / 512))
    c5 = e2 * e2 * e * (-7 / 1280)
    c6 = e2 * e2 * e2 * (-7 / 2048)
  }

  /// I2, which with I1 gives the reduced length (eqs. 40 to 43).
  init(reducedLength epsilon: Double) {
    let e = epsilon
    let e2 = e * e
    mean = (1 - e) * (1 + e2 * (1 / 4 + e2 * (9 / 64 + e2 * (25 / 256))))
    c1 = e * (1 / 2 + e2 * (1 / 16 + e2 / 32))
    c2 = e2 * (3 / 16 + e2 * (1 / 32 + e2 * (35 / 2048)))
    c3 = e2 * e * (5 / 48 + e2 * (5 / 256))
    c4 = e2 * e2 * (35 / 512 + e2 * (7 / 512))
    c5 = e2 * e2 * e * (63 / 1280)
    c6 = e2 * e2 * e2 * (77 / 2048)
  }

  /// I3, by which the longitude lags behind the spherical longitude omega (eqs. 8, 23 to 25).
  ///
  /// The factors of the powers of epsilon are polynomials in the third flattening, which is a constant
  /// here: the optimizer reduces each of them to a number.
  init(longitude epsilon: Double) {
    let e = epsilon
    let n = WGS84.thirdFlattening
    let a1 = -1 / 2 + n / 2
    let a2 = -1 / 4 - n / 8 + n * n * (3 / 8)
    let a3 = -1 / 16 - n * (3 / 16) - n * n / 16
    let a4 = -3 / 64 - n / 32
    mean = Self.polynomial(e, 1, a1, a2, a3, a4, -3 / 128)
    c1 =
      e
      * Self.polynomial(
        e,
        1 / 4 - n / 4,
        1 / 8 - n * n / 8,
        3 / 64 + n * (3 / 64) - n * n / 64,
        5 / 128 + n / 64,
        3 / 128
      )
    c2 =
      e * e
      * Self.polynomial(
        e,
        1 / 16 - n * (3 / 32) + n * n / 32,
        3 / 64 - n / 32 - n * n * (3 / 64),
        3 / 128 + n / 128,
        5 / 256
      )
    c3 =
      e * e * e
      * Self.polynomial(
        e,
        5 / 192 - n * (3 / 64) + n * n * (5 / 192),
        3 / 128 - n * (5 / 192),
        7 / 512
      )
    c4 = e * e * e * e * Self.polynomial(e, 7 / 512 - n * (7 / 256), 7 / 512)
    c5 = e * e * e * e * e * (21 / 2560)
    c6 = 0
  }

  /// The integral between two points of the geodesic.
  ///
  /// - Parameters:
  ///   - arc: the spherical arc length between them, sigma12, in radians.
  ///   - start: the spherical arc length of the first point from the node.
  ///   - end: the spherical arc length of the second point from the node.
  /// - Returns: the integral, in units of the polar radius.
  func integral(over arc: Double, from start: GeodesicAngle, to end: GeodesicAngle) -> Double {
    let waves = oscillation(
      sine: SIMD2(start.sine, end.sine),
      cosine: SIMD2(start.cosine, end.cosine)
    )
    return mean * (arc + (waves.y - waves.x))
  }

  /// The sum of C_l sin 2 l sigma at both ends at once, by Clenshaw's recurrence.
  private func oscillation(sine: SIMD2<Double>, cosine: SIMD2<Double>) -> SIMD2<Double> {
    let factor = 2 * (cosine - sine) * (cosine + sine)
    let b6 = SIMD2(repeating: c6)
    let b5 = c5 + factor * b6
    let b4 = c4 + factor * b5 - b6
    let b3 = c3 + factor * b4 - b5
    let b2 = c2 + factor * b3 - b4
    let b1 = c1 + factor * b2 - b3
    return 2 * sine * cosine * b1
  }

  /// Horner's rule, lowest power first.
  @inline(__always)
  private static func polynomial(
    _ x: Double,
    _ c0: Double,
    _ c1: Double,
    _ c2: Double = 0,
    _ c3: Double = 0,
    _ c4: Double = 0,
    _ c5: Double = 0
  ) -> Double {
    c0 + x * (c1 + x * (c2 + x * (c3 + x * (c4 + x * c5))))
  }
}

/// The ellipsoid of the World Geodetic System 1984 (Karney 2013, eqs. 1 to 4).
enum WGS84 {
  /// a, metres.
  static var equatorialRadius: Double { 6_378_137 }
  /// f = (a - b) / a.
  static var flattening: Double { 1 / 298.257223563 }
  /// b / a = 1 - f.
  static var axisRatio: Double { 1 - flattening }
  /// b, metres.
  static var polarRadius: Double { equatorialRadius * axisRatio }
  /// n = (a - b) / (a + b).
  static var thirdFlattening: Double { flattening / (2 - flattening) }
  /// e^2 = (a^2 - b^2) / a^2.
  static var eccentricitySquared: Double { flattening * (2 - flattening) }
  /// e'^2 = (a^2 - b^2) / b^2.
  static var secondEccentricitySquared: Double { eccentricitySquared / (axisRatio * axisRatio) }
}
