/// All places within a distance of one, over the ellipsoid; one exactly that far is in.
public struct GeoCircle: Hashable, Sendable {
  /// The place.
  public let center: Coordinate
  /// How far.
  public let radius: Distance

  /// - Parameters:
  ///   - center: The place.
  ///   - radius: How far.
  public init(center: Coordinate, radius: Distance) {
    self.center = center
    self.radius = radius
  }

  /// Metres for a radian of latitude at the equator, where they are the fewest on WGS 84.
  private static let leastMetresPerRadian = 6_335_439.0

  /// Whether a place lies in it.
  ///
  /// - Parameter place: Any place.
  /// - Returns: Whether it is near enough.
  public func contains(_ place: Coordinate) -> Bool {
    let north = abs(place.latitude - center.latitude) * .pi / 180 * Self.leastMetresPerRadian
    guard north <= radius.metres else { return false }
    return Geodesic(from: center, to: place).distance <= radius.metres
  }
}
