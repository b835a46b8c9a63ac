#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Great circles of the auxiliary sphere that stand in for a geodesic: the answer itself for a short line,
/// and for any other the azimuth at which the search for the answer starts.
enum GeodesicGuess {
  /// The longest line taken as a great circle, in radians of arc: 64 metres.
  ///
  /// The error of the great circle grows with the square of the arc, e^2 sigma^2 of azimuth and of relative
  /// distance; at this length that is 1e-12, and the search would do no better.
  static let shortArc = 1e-5

  /// The solution for a line of at most `shortArc`, or nil for a longer one (Karney 2013, eqs. 48 to 51).
  static func shortLine(_ ends: GeodesicEnds) -> GreatCircle? {
    let reach = 2 * shortArc
    guard ends.sineOfDifference < reach, ends.second.cosine * ends.longitudeRadians < reach else {
      return nil
    }
    let circle = nearby(ends)
    return circle.arc <= shortArc ? circle : nil
  }

  /// A starting azimuth for the search, inside 0 ... 180 degrees.
  static func azimuth(_ ends: GeodesicEnds) -> GeodesicAngle {
    let guess = unchecked(ends)
    // Rounding near 0 and 180 degrees must not let the search start on the wrong side of the meridian.
    return guess.sine > 0 ? guess : GeodesicAngle(sine: 1, cosine: 0)
  }

  private static func unchecked(_ ends: GeodesicEnds) -> GeodesicAngle {
    if ends.sineOfDifference < 0.5, ends.second.cosine * ends.longitudeRadians < 0.5,
      ends.first.components(from: ends.second).cosine > 0
    {
      return nearby(ends).azimuth1
    }
    let circle = GreatCircle(ends, omega: ends.longitude)
    // The points that several geodesics may reach lie within f pi cos^2 beta1 of the antipode; from about
    // three times as far the sphere is good enough.
    let region = 3 * .pi * WGS84.flattening * ends.first.cosine * ends.first.cosine
    if circle.arc < .pi - region {
      return circle.azimuth1
    }
    return nearlyAntipodal(ends)
  }

  /// The great circle whose longitudes are widened by 1 / w at the mean latitude (eq. 48).
  private static func nearby(_ ends: GeodesicEnds) -> GreatCircle {
    let meanCosine = (ends.first.cosine + ends.second.cosine) / 2
    let scale = (1 - WGS84.eccentricitySquared * meanCosine * meanCosine).squareRoot()
    let omega = GeodesicAngle(radians: ends.longitudeRadians / scale)
    return GreatCircle(ends, omega: omega, scale: scale)
  }

  /// The azimuth towards a point near the antipode, where geodesics from one point envelope an astroid
  /// (eqs. 52 to 57).
  private static func nearlyAntipodal(_ ends: GeodesicEnds) -> GeodesicAngle {
    let slope = ends.first.sine * ends.first.sine * WGS84.secondEccentricitySquared
    let lag = GeodesicSeries(longitude: GeodesicTrial.epsilon(slope)).mean
    let longitudeUnit = WGS84.flattening * .pi * lag * ends.first.cosine
    let x = -ends.longitudeSupplement / longitudeUnit
    let y = ends.sineOfSum / (longitudeUnit * ends.first.cosine)

    // On the cut, the line between the cusps where two ways are equally long, eq. 55 has no digits to give.
    if y > -1e-13, x > -1 - 1e-5 {
      let sine = min(1, -x)
      return GeodesicAngle(sine: sine, cosine: -((1 - sine) * (1 + sine)).squareRoot())
    }
    // The spherical triangle corrects what the plane of the astroid leaves out, so that only its spherical
    // longitude is taken from there.
    let kappa = Astroid.normal(x: x, y: y)
    let supplement = GeodesicAngle(radians: -longitudeUnit * x * kappa / (1 + kappa))
    return GeodesicAngle(
      towardX: ends.sineOfSum - ends.first.sine * ends.second.cosine * supplement.versine,
      y: ends.second.cosine * supplement.sine
    )
  }
}

/// A great circle between the reduced latitudes of two points.
struct GreatCircle: Sendable {
  /// The azimuth at the first point.
  let azimuth1: GeodesicAngle
  /// The azimuth at the second point.
  let azimuth2: GeodesicAngle
  /// The spherical arc length sigma12, radians.
  let arc: Double
  /// The length on the ellipsoid of one radian of arc, as a part of the equatorial radius.
  let scale: Double

  /// The great circle for the spherical longitude difference `omega` (Karney 2013, eqs. 49 to 51).
  init(_ ends: GeodesicEnds, omega: GeodesicAngle, scale: Double = 1) {
    let (first, second) = (ends.first, ends.second)
    // The cosine is written as 1 - versine to leave sin(beta2 - beta1) whole: it holds the digits of a
    // short line.
    let north1 = ends.sineOfDifference + first.sine * second.cosine * omega.versine
    let north2 = ends.sineOfDifference - first.cosine * second.sine * omega.versine
    let sine = (north1 * north1 + second.cosine * second.cosine * omega.sine * omega.sine).squareRoot()
    azimuth1 = GeodesicAngle(towardX: north1, y: second.cosine * omega.sine)
    azimuth2 = GeodesicAngle(towardX: north2, y: first.cosine * omega.sine)
    arc = atan2(sine, first.sine * second.sine + first.cosine * second.cosine * omega.cosine)
    self.scale = scale
  }
}

/// The evolute x^(2/3) + y^(2/3) = 1, from which the nearly antipodal problem takes its first solution.
enum Astroid {
  /// The positive root kappa of kappa^4 + 2 kappa^3 + (1 - x^2 - y^2) kappa^2 - 2 y^2 kappa - y^2 = 0
  /// (Karney 2013, eq. 55), by Ferrari's method.
  ///
  /// With (kappa^2 + kappa - u)^2 completed, the rest is a square where u^3 - 3 r u^2 = x^2 y^2 / 2 for
  /// r = (x^2 + y^2 - 1) / 6, and the quartic falls apart into two quadratics.
  static func normal(x: Double, y: Double) -> Double {
    let (p, q) = (x * x, y * y)
    let u = resolvent(product: p * q / 4, r: (p + q - 1) / 6)
    let v = (u * u + q).squareRoot()
    // For negative u the plain sum cancels.
    let sum = u < 0 ? q / (v - u) : u + v
    let half = (sum - q) / (2 * v)
    return sum / ((sum + half * half).squareRoot() + half)
  }

  /// The largest root of u^3 - 3 r u^2 = 2 s, by Cardano's formula with u = r + t + r^2 / t.
  private static func resolvent(product s: Double, r: Double) -> Double {
    let cube = r * r * r
    let discriminant = s * (s + 2 * cube)
    guard discriminant >= 0 else {
      let angle = atan2((-discriminant).squareRoot(), -(s + cube))
      return r + 2 * r * cos(angle / 3)
    }
    // The sign of the root is the one that adds, to keep the digits of t.
    let root = discriminant.squareRoot()
    let t = cbrt(s + cube + (s + cube < 0 ? -root : root))
    return t == 0 ? r : r + t + r * r / t
  }
}
