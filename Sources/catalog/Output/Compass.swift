import CatalogKit

/// A direction for people.
enum Compass {
  private static let points: [StaticString] = [
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
  ]

  /// Whole degrees, `0°` to `359°`, and the nearest of sixteen points: `208° SSW`.
  ///
  /// - Parameter degrees: Clockwise from north, `0..<360`.
  /// - Returns: The text.
  static func text(_ degrees: Double) -> String {
    var bytes: [UInt8] = []
    append(degrees, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``text(_:)`` gives, as UTF-8.
  static func append(_ degrees: Double, to bytes: inout [UInt8]) {
    FixedPoint.append(Double(wholeDegrees(degrees)), decimals: 0, to: &bytes)
    bytes += [0xC2, 0xB0, UInt8(ascii: " ")]  // a degree sign and a blank
    // A point is 22.5 degrees wide, and north lies around the full turn.
    let point = points[Int((degrees / 22.5).rounded()) % points.count]
    point.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// `0` to `359`.
  static func wholeDegrees(_ degrees: Double) -> Int {
    let whole = Int(FixedPoint.round(degrees, decimals: 0))
    return whole == 360 ? 0 : whole
  }
}
