/// A place as somebody wrote it down: numbers, a geohash, a Plus Code, a geo: address or a link to a map.
///
/// Nothing is looked up: every notation holds its position in itself, so reading needs no network.
public struct Place: Hashable, Sendable {
  /// Where it is; the middle where the notation names an area.
  public let coordinate: Coordinate
  /// How it was written.
  public let notation: Notation
  /// How large the place is, where the notation says so.
  public let area: Area?

  init(_ coordinate: Coordinate, _ notation: Notation, area: Area? = nil) {
    self.coordinate = coordinate
    self.notation = notation
    self.area = area
  }

  /// The ways of writing a place.
  public enum Notation: Hashable, Sendable {
    /// Degrees with decimals.
    case decimal
    /// Degrees and minutes, with or without seconds.
    case sexagesimal
    /// A geo: address (RFC 5870).
    case geoURI
    /// A geohash, in lower case.
    case geohash(String)
    /// A full Plus Code, in upper case.
    case plusCode(String)
    /// A link to a map.
    case link(MapService)
  }

  /// An extent in metres over the ground.
  public enum Area: Hashable, Sendable {
    /// A cell of a grid, measured through its middle.
    case cell(width: Double, height: Double)
    /// The place lies within this many metres.
    case uncertainty(Double)
  }
}

/// The maps whose links are read.
public enum MapService: String, CaseIterable, Sendable {
  case google = "Google"
  case openStreetMap = "OpenStreetMap"
  case apple = "Apple"
  case kakao = "Kakao"
  case naver = "Naver"
  case bing = "Bing"
}

extension Place: CustomStringConvertible {
  /// What was read, for a sentence: `37.5665, 126.978`, or `the centre of geohash wydm9qy8, 30 m × 19 m`.
  public var description: String {
    switch (notation, area) {
    case (.geohash(let code), .some(let area)): "the centre of geohash \(code), \(area)"
    case (.plusCode(let code), .some(let area)): "the centre of Plus Code \(code), \(area)"
    case (.link(let service), .some(let area)):
      "\(coordinate.text) from a link to \(service.rawValue), \(area)"
    case (.link(let service), nil): "\(coordinate.text) from a link to \(service.rawValue)"
    case (_, .some(let area)): "\(coordinate.text), \(area)"
    case (_, nil): coordinate.text
    }
  }
}

extension Place.Area: CustomStringConvertible {
  /// The extent in two digits: `38 m × 19 m`, `give or take 35 m`.
  public var description: String {
    switch self {
    case .cell(let width, let height): "\(Self.length(width)) × \(Self.length(height))"
    case .uncertainty(let metres): "give or take \(Self.length(metres))"
    }
  }

  private static func length(_ metres: Double) -> String {
    for (unit, size) in [("km", 1000.0), ("m", 1), ("cm", 0.01)] where metres >= size {
      let amount = metres / size
      // Two digits: the size of a cell is said to give an idea, not to be measured with.
      var step = 0.1
      while amount >= step * 100 { step *= 10 }
      return FixedPoint.text((amount / step).rounded() * step, decimals: 1) + " " + unit
    }
    return metres == 0 ? "0 m" : FixedPoint.text(metres * 1000, decimals: 0) + " mm"
  }
}

extension Place.Area {
  /// How far from the middle the place may be, in metres.
  public var accuracy: Double {
    switch self {
    case .cell(let width, let height): (width * width + height * height).squareRoot() / 2
    case .uncertainty(let metres): metres
    }
  }

  /// The cell of a grid that covers a box: its width and height through its middle.
  init(_ box: BoundingBox) {
    let (latitude, longitude) = box.middle
    self = .cell(
      width: Self.way(from: (latitude, box.west), to: (latitude, box.east)),
      height: Self.way(from: (box.south, longitude), to: (box.north, longitude))
    )
  }

  private static func way(from start: (Double, Double), to end: (Double, Double)) -> Double {
    guard let start = try? Coordinate(latitude: start.0, longitude: start.1),
      let end = try? Coordinate(latitude: end.0, longitude: end.1)
    else { return 0 }
    return Geodesic(from: start, to: end).distance
  }
}

extension Coordinate {
  /// Latitude and longitude with up to nine decimals, as they can be typed again.
  public var text: String { PlaceReading.pair(latitude, longitude) }
}
