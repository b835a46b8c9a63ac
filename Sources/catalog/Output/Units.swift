import CatalogKit

/// The units in which people read lengths.
enum Units: String, CaseIterable, Sendable {
  case metric
  case imperial

  /// A distance in the unit that suits it: `38 m`, `1.2 km`, `8296 km`; `125 ft`, `0.7 mi`, `5155 mi`.
  func distance(_ metres: Double) -> String {
    let (small, large, step): (Distance.Unit, Distance.Unit, Double) =
      self == .metric ? (.metre, .kilometre, 1000) : (.foot, .mile, 1000)
    let near = metres / small.metres
    if near < step - 0.5 { return Self.text(near, 0, small) }
    let far = metres / large.metres
    return Self.text(far, far < 99.95 ? 1 : 0, large)
  }

  /// A height or an error in metres or feet, with what decimals there are up to one: `-38.3 m`.
  func length(_ metres: Double) -> String {
    let unit = self == .metric ? Distance.Unit.metre : .foot
    return "\(FixedPoint.text(metres / unit.metres, decimals: 1)) \(unit.rawValue)"
  }

  /// With exactly that many decimals, so that numbers below each other line up.
  private static func text(_ value: Double, _ decimals: Int, _ unit: Distance.Unit) -> String {
    let text = FixedPoint.text(value, decimals: decimals)
    return (decimals == 1 && !text.contains(".") ? "\(text).0" : text) + " \(unit.rawValue)"
  }
}

/// A direction for people.
enum Compass {
  private static let points = [
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
  ]

  /// Whole degrees, `0°` to `359°`, and the nearest of sixteen points: `208° SSW`.
  ///
  /// - Parameter degrees: Clockwise from north, `0..<360`.
  /// - Returns: The text.
  static func text(_ degrees: Double) -> String {
    let whole = FixedPoint.round(degrees, decimals: 0)
    // A point is 22.5 degrees wide, and north lies around the full turn.
    let point = Int((degrees / 22.5).rounded()) % points.count
    return "\(FixedPoint.text(whole == 360 ? 0 : whole, decimals: 0))° \(points[point])"
  }
}
