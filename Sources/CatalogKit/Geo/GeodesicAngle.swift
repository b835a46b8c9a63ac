#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An angle held as a point of the unit circle.
///
/// Near 0, 90 and 180 degrees one of the two components carries digits that the angle in radians has
/// already lost, and the geodesic problem lives from those digits at the poles and near the antipode.
struct GeodesicAngle: Equatable, Sendable {
  let sine: Double
  let cosine: Double

  /// The angle whose sine and cosine are as given; the caller answers for the unit length.
  init(sine: Double, cosine: Double) {
    self.sine = sine
    self.cosine = cosine
  }

  /// The direction of the vector (`x`, `y`), which need not have unit length but must not be zero.
  init(towardX x: Double, y: Double) {
    let length = (x * x + y * y).squareRoot()
    self.init(sine: y / length, cosine: x / length)
  }

  init(radians: Double) {
    self.init(sine: sin(radians), cosine: cos(radians))
  }

  /// The sine and cosine of an angle of -180 ... 180 degrees, right to the last digit at every quarter
  /// turn.
  ///
  /// - Parameter angle: the angle, with its rounding error.
  init(degrees angle: ExactDegrees) {
    let quarter = (angle.value / 90).rounded()
    // Exact by Sterbenz's lemma: the two terms lie within a factor of two of one another, or one is zero.
    let rest = ((angle.value - 90 * quarter) + angle.error) * ExactDegrees.radiansPerDegree
    let base = GeodesicAngle(radians: rest)
    switch Int(quarter) {
    case 0: self = base
    case 1: self.init(sine: base.cosine, cosine: -base.sine)
    case -1: self.init(sine: -base.cosine, cosine: base.sine)
    default: self.init(sine: -base.sine, cosine: -base.cosine)
    }
  }

  /// 1 - cos, without the cancellation at small angles.
  var versine: Double {
    cosine >= 0 ? sine * sine / (1 + cosine) : 1 - cosine
  }

  /// The angle in degrees clockwise from the axis of the cosine, 0 ..< 360.
  var bearing: Double {
    let degrees = atan2(sine, cosine) / ExactDegrees.radiansPerDegree
    let wrapped = degrees < 0 ? degrees + 360 : degrees
    // A tiny negative angle rounds up to the full turn; the addition turns -0 into 0.
    return wrapped < 360 ? wrapped + 0 : 0
  }

  /// The angle from `start` to this one, in radians, -pi ... pi.
  func turn(from start: GeodesicAngle) -> Double {
    let (across, along) = components(from: start)
    return atan2(across, along)
  }

  /// The angle from `start` to this one where it is known to lie in 0 ... pi radians.
  func arc(from start: GeodesicAngle) -> Double {
    let (across, along) = components(from: start)
    // Rounding to minus zero or below would turn half a turn one way into half a turn the other way.
    return atan2(max(across, 0), along)
  }

  /// The sine and cosine of the angle from `start` to this one.
  func components(from start: GeodesicAngle) -> (sine: Double, cosine: Double) {
    (
      sine * start.cosine - cosine * start.sine,
      cosine * start.cosine + sine * start.sine
    )
  }

  /// This angle enlarged by `radians`.
  func advanced(by radians: Double) -> GeodesicAngle {
    let step = GeodesicAngle(radians: radians)
    return GeodesicAngle(
      towardX: cosine * step.cosine - sine * step.sine,
      y: sine * step.cosine + cosine * step.sine
    )
  }

  /// The angle halfway between two that are at most half a turn apart, going clockwise from `lower`.
  static func bisector(from lower: GeodesicAngle, to upper: GeodesicAngle) -> GeodesicAngle {
    let (x, y) = (lower.cosine + upper.cosine, lower.sine + upper.sine)
    // The sum of two nearly opposite directions has no digits left; the normal of their difference has.
    guard x * x + y * y < 1 else { return GeodesicAngle(towardX: x, y: y) }
    return GeodesicAngle(towardX: upper.sine - lower.sine, y: lower.cosine - upper.cosine)
  }
}

/// A sum or difference of two angles in degrees, with nothing lost: `value` + `error` is exact.
struct ExactDegrees: Sendable {
  static let radiansPerDegree = Double.pi / 180

  var value: Double
  var error: Double

  init(_ value: Double) {
    self.value = value
    self.error = 0
  }

  /// `left` + `right` by Knuth's two-sum (The Art of Computer Programming 2, 4.2.2, theorem B).
  init(sum left: Double, _ right: Double) {
    let sum = left + right
    let rightPart = sum - left
    value = sum
    error = (left - (sum - rightPart)) + (right - rightPart)
  }

  /// The way from one longitude to another, at most half a turn, positive eastward.
  init(from start: Double, toLongitude end: Double) {
    self.init(sum: end, -start)
    // Both subtractions of a full turn are exact: the value lies between 180 and 360 degrees.
    if value > 180 || (value == 180 && error > 0) {
      value -= 360
    } else if value < -180 || (value == -180 && error < 0) {
      value += 360
    }
  }

  var isNegative: Bool { value < 0 }

  var magnitude: ExactDegrees {
    var result = self
    if isNegative {
      result.value = -value
      result.error = -error
    }
    return result
  }

  /// What is missing to half a turn; exact where the value is 90 degrees or more.
  var supplement: ExactDegrees {
    var result = ExactDegrees(sum: 180, -value)
    result.error -= error
    return result
  }

  var radians: Double { (value + error) * Self.radiansPerDegree }
}
