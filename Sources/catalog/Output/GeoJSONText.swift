import CatalogKit

/// Features of GeoJSON (RFC 7946). What goes over the date line is cut there (3.1.9), so that no map draws it around the world.
enum GeoJSONText {
  static func point(_ place: Coordinate, _ properties: JSONObject) -> [UInt8] {
    feature("{\"type\":\"Point\",\"coordinates\":\(pair(place.longitude, place.latitude))}", properties)
  }

  /// A polygon of corners that go counterclockwise, the first not repeated; fewer than three are a line or a point.
  static func polygon(_ corners: [Coordinate], _ properties: JSONObject) -> [UInt8] {
    guard corners.count > 2 else { return line(corners, properties) }
    let points = unwound(corners)
    guard let edge = edge(in: points) else {
      return feature("{\"type\":\"Polygon\",\"coordinates\":[\(ring(points))]}", properties)
    }
    let parts = [half(points, edge, isWest: true), half(points, edge, isWest: false)].map { "[\(ring($0))]" }
    return feature(
      "{\"type\":\"MultiPolygon\",\"coordinates\":[\(parts.joined(separator: ","))]}",
      properties
    )
  }

  static func line(_ places: [Coordinate], _ properties: JSONObject) -> [UInt8] {
    guard places.count > 1 else {
      return places.first.map { point($0, properties) } ?? feature("null", properties)
    }
    let points = unwound(places)
    var parts: [[Point]] = [[points[0]]]
    for (start, end) in zip(points, points.dropFirst()) {
      if let edge = edge(in: [start, end]) {
        let crossing = start.crossing(end, edge)
        parts[parts.count - 1].append(crossing)
        parts.append([crossing])
      }
      parts[parts.count - 1].append(end)
    }
    let lines = parts.map { part in
      let middle = (part[0].x + part[part.count - 1].x) / 2
      return "[\(part.map { $0.text(around: middle) }.joined(separator: ","))]"
    }
    guard lines.count > 1 else {
      return feature("{\"type\":\"LineString\",\"coordinates\":\(lines[0])}", properties)
    }
    return feature(
      "{\"type\":\"MultiLineString\",\"coordinates\":[\(lines.joined(separator: ","))]}",
      properties
    )
  }

  // MARK: The date line

  /// A place with its longitude as a number that goes on over the date line: 181 is 179 degrees west.
  private struct Point {
    let x: Double
    let y: Double

    /// Where the straight way to another one meets a longitude.
    func crossing(_ other: Point, _ edge: Double) -> Point {
      Point(x: edge, y: y + (other.y - y) * (edge - x) / (other.x - x))
    }

    /// With a longitude that is on the same side of the date line as another one.
    func text(around middle: Double) -> String {
      let turns = ((middle + 180) / 360).rounded(.down)
      return pair(min(180, max(-180, x - 360 * turns)), y)
    }
  }

  /// Each the short way from the one before.
  private static func unwound(_ places: [Coordinate]) -> [Point] {
    var points: [Point] = []
    for place in places {
      var x = place.longitude
      if let last = points.last {
        while x - last.x > 180 { x -= 360 }
        while last.x - x > 180 { x += 360 }
      }
      points.append(Point(x: x, y: place.latitude))
    }
    return points
  }

  /// The date line that points are on both sides of; `nil` where all are on one.
  private static func edge(in points: [Point]) -> Double? {
    let longitudes = points.map(\.x)
    return [-180.0, 180].first { edge in
      longitudes.contains { $0 < edge } && longitudes.contains { $0 > edge }
    }
  }

  /// The part of a polygon on one side of the date line (Sutherland and Hodgman, 1974).
  private static func half(_ points: [Point], _ edge: Double, isWest: Bool) -> [Point] {
    let isIn = { (point: Point) in isWest ? point.x <= edge : point.x >= edge }
    var half: [Point] = []
    for (number, point) in points.enumerated() {
      let next = points[(number + 1) % points.count]
      if isIn(point) { half.append(point) }
      if isIn(point) != isIn(next), point.x != edge, next.x != edge {
        half.append(point.crossing(next, edge))
      }
    }
    return half
  }

  private static func ring(_ points: [Point]) -> String {
    let middle = points.reduce(0) { $0 + $1.x } / Double(max(1, points.count))
    return "[\((points + points.prefix(1)).map { $0.text(around: middle) }.joined(separator: ","))]"
  }

  private static func feature(_ geometry: String, _ properties: JSONObject) -> [UInt8] {
    Array("{\"type\":\"Feature\",\"geometry\":\(geometry),\"properties\":".utf8) + properties.bytes
      + Array("}".utf8)
  }

  fileprivate static func pair(_ longitude: Double, _ latitude: Double) -> String {
    "[\(FixedPoint.text(longitude, decimals: 7)),\(FixedPoint.text(latitude, decimals: 7))]"
  }
}
