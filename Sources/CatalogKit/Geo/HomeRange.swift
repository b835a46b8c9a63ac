/// Where an animal lives, by the places in which it was seen: the minimum convex polygon, the field's standard measure since Mohr (1947).
///
/// The 95 % polygon leaves out what lies farthest from the mean of all places, once, as `mcp()` of adehabitatHR does: what is within the
/// 95 % quantile of the distances (type 7 of Hyndman and Fan, 1996) stays.
public struct HomeRange: Hashable, Sendable {
  /// All places.
  public let whole: Area
  /// Those that are left of 95 %.
  public let core: Area
  /// How many places it was made of.
  public let places: Int
  /// Whether there are so few places that the area says little.
  public var isUncertain: Bool { places < Self.certain }

  /// A polygon.
  public struct Area: Hashable, Sendable {
    /// The corners, counterclockwise, the first not repeated.
    public let corners: [Coordinate]
    /// 10,000 square metres.
    public let hectares: Double
  }

  /// Why there is no range.
  public enum Absence: Error, Hashable, Sendable {
    /// There are so few places.
    case tooFew(Int)
    /// They are spread so far, in metres, that this is no animal's home.
    case tooWide(Double)
  }

  /// With fewer places there is no range.
  public static let fewest = 5
  /// With fewer places the range is uncertain.
  public static let certain = 20
  /// Metres.
  public static let widest = 100_000.0

  /// - Parameter places: Where the animal was seen, each moment once.
  /// - Throws: ``Absence``.
  public init(_ places: [Coordinate]) throws(Absence) {
    guard places.count >= Self.fewest, let mean = EarthVector.mean(of: places) else {
      throw .tooFew(places.count)
    }
    self.places = places.count
    let distances = places.map { Geodesic(from: mean, to: $0).distance }
    // Nothing else is that far: a plane would bend it.
    if let farthest = distances.max(), farthest > Self.widest { throw .tooWide(farthest) }
    let plane = EqualAreaPlane(around: mean)
    whole = Self.area(places, plane)
    let limit = Self.quantile(distances.sorted(), 0.95)
    core = Self.area(zip(places, distances).filter { $0.1 <= limit }.map(\.0), plane)
    let width = Self.width(whole.corners)
    guard width <= Self.widest else { throw .tooWide(width) }
  }

  private static func area(_ places: [Coordinate], _ plane: EqualAreaPlane) -> Area {
    let points = places.map(plane.point)
    let hull = EqualAreaPlane.hull(points)
    return Area(
      corners: hull.map { places[$0] },
      hectares: EqualAreaPlane.area(hull.map { points[$0] }) / 10_000
    )
  }

  /// The quantile of type 7: between two values in proportion.
  static func quantile(_ sorted: [Double], _ part: Double) -> Double {
    let place = Double(sorted.count - 1) * part
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[below] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The longest distance between two corners in metres.
  private static func width(_ corners: [Coordinate]) -> Double {
    var width = 0.0
    for (place, corner) in corners.enumerated() {
      for other in corners[(place + 1)...] { width = max(width, Geodesic(from: corner, to: other).distance) }
    }
    return width
  }
}
