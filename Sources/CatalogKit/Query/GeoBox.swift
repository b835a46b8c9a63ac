/// A piece of a map: from a southern to a northern latitude, and from a western eastwards to an eastern longitude.
///
/// Edges are included. Where west is greater than east, the box lies over the date line.
public struct GeoBox: Hashable, Sendable {
  /// Degrees north, `-90...90`.
  public let south: Double
  /// Degrees east, `-180...180`.
  public let west: Double
  /// Degrees north, `south...90`.
  public let north: Double
  /// Degrees east, `-180...180`; below `west` where the box lies over the date line.
  public let east: Double

  /// - Parameters:
  ///   - southWest: The corner in the south-west.
  ///   - northEast: The corner in the north-east.
  /// - Throws: ``GeoBoxError/southAboveNorth(_:_:)``.
  public init(southWest: Coordinate, northEast: Coordinate) throws(GeoBoxError) {
    guard southWest.latitude <= northEast.latitude else {
      throw .southAboveNorth(southWest.latitude, northEast.latitude)
    }
    south = southWest.latitude
    west = southWest.longitude
    north = northEast.latitude
    east = northEast.longitude
  }

  /// Reads `SOUTH,WEST,NORTH,EAST` in degrees, such as `37.4,126.8,37.7,127.2`. Blanks may come after the commas.
  ///
  /// - Parameter text: The text to read.
  /// - Throws: ``GeoBoxError``.
  public init(_ text: some StringProtocol) throws(GeoBoxError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
    guard parts.count == 4 else { throw .notFourNumbers(String(text)) }
    let southWest: Coordinate
    let northEast: Coordinate
    do throws(CoordinateError) {
      southWest = try Coordinate(latitude: parts[0], longitude: parts[1])
      northEast = try Coordinate(latitude: parts[2], longitude: parts[3])
    } catch {
      throw .corner(error)
    }
    try self.init(southWest: southWest, northEast: northEast)
  }

  /// Whether a place lies in the box or on its edge. Longitudes 180 and -180 are the same meridian.
  ///
  /// - Parameter place: Any place.
  /// - Returns: Whether it does.
  public func contains(_ place: Coordinate) -> Bool {
    guard place.latitude >= south, place.latitude <= north else { return false }
    if holds(place.longitude) { return true }
    return place.longitude.magnitude == 180 && holds(-place.longitude)
  }

  private func holds(_ longitude: Double) -> Bool {
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
  }

  /// The box as one or two that do not cross the date line, for a search that goes through cells of a sorted index.
  var parts: [BoundingBox] {
    guard west > east else { return [BoundingBox(south: south, west: west, north: north, east: east)] }
    return [
      BoundingBox(south: south, west: west, north: north, east: 180),
      BoundingBox(south: south, west: -180, north: north, east: east),
    ]
  }

  /// The parts, and the date line's other spelling where that is an edge.
  var searchParts: [BoundingBox] {
    let isOpen = parts.contains { $0.east == 180 || $0.west == -180 }
    return parts
      + (isOpen ? [180.0, -180.0].map { BoundingBox(south: south, west: $0, north: north, east: $0) } : [])
  }
}

/// Why a text is not a box.
public enum GeoBoxError: Error, Hashable, Sendable {
  case notFourNumbers(String)
  case corner(CoordinateError)
  case southAboveNorth(Double, Double)
}

extension GeoBoxError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .notFourNumbers(let text):
      """
      \u{201C}\(text)\u{201D} is not a box: write its south, west, north and east in degrees, such as \
      37.4,126.8,37.7,127.2
      """
    case .corner(let error): "\(error). A box is south,west,north,east"
    case .southAboveNorth(let south, let north):
      """
      the south of the box (\(FixedPoint.text(south, decimals: 9))) lies above its north \
      (\(FixedPoint.text(north, decimals: 9))): write south,west,north,east
      """
    }
  }
}
