#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A cell of the geohash grid with the outlines of the states in it, cut at its edges.
///
/// Corners are in units of 360/2²² degrees, about 10 m, from the south-west corner of the world, so that the edges of cells are whole
/// numbers.
struct OutlineLeaf: Sendable {
  let cell: GeohashCell
  private let parts: [Part]
  private let corners: [Point]
  /// Square metres at most that are in none of the regions, those that overlap apart.
  let gap: Double
  private let west: Double
  private let south: Double
  private let east: Double
  private let north: Double

  /// A place in units.
  struct Point {
    let x: Double
    let y: Double
  }

  /// What of a state is in the cell.
  private struct Part {
    let region: Int
    /// Its rings; `nil` where it is all of the cell.
    let rings: [Ring]?
  }

  /// Where a ring's corners are. A range would be looked up by its conformances when a program starts.
  private struct Ring {
    let start: Int
    /// Behind ``start``.
    let end: Int
  }

  /// Units around the equator.
  static let unitsAround = Double(1 << 22)
  /// Metres of a unit along a meridian.
  private static let metres = 40_030_228.88 / unitsAround

  /// Where a coordinate is.
  static func point(_ coordinate: Coordinate) -> Point {
    Point(
      x: (coordinate.longitude + 180) * (unitsAround / 360),
      y: (coordinate.latitude + 90) * (unitsAround / 360)
    )
  }

  /// - Parameters:
  ///   - cell: The cell.
  ///   - body: What the file has of it.
  ///   - path: The file, for messages.
  /// - Throws: ``GazetteerError``.
  init(_ cell: GeohashCell, _ body: ArraySlice<UInt8>, of path: FilePathBytes) throws(GazetteerError) {
    self.cell = cell
    let box = cell.box
    let scale = Self.unitsAround / 360
    (west, south) = ((box.west + 180) * scale, (box.south + 90) * scale)
    (east, north) = ((box.east + 180) * scale, (box.north + 90) * scale)
    var cursor = BlockCursor(body, of: path)
    var parts: [Part] = []
    var corners: [Point] = []
    for _ in 0..<(try cursor.number()) {
      let head = try cursor.number()
      guard head & 1 == 0 else {
        parts.append(Part(region: head >> 1, rings: nil))
        continue
      }
      var rings: [Ring] = []
      for _ in 0..<(try cursor.number()) {
        let start = corners.count
        var (x, y) = (0, 0)
        for _ in 0..<(try cursor.number()) {
          x += try cursor.signed()
          y += try cursor.signed()
          corners.append(Point(x: west + Double(x), y: south + Double(y)))
        }
        if corners.count > start { rings.append(Ring(start: start, end: corners.count)) }
      }
      parts.append(Part(region: head >> 1, rings: rings))
    }
    (self.parts, self.corners) = (parts, corners)
    let whole = (east - west) * (north - south)
    let covered = parts.reduce(0) { $0 + ($1.rings.map { Self.leastArea($0, corners) } ?? whole) }
    let latitude = min(abs(box.south), abs(box.north))
    gap = max(0, whole - covered) * Self.metres * Self.metres * cos(latitude * .pi / 180)
  }

  /// The regions that are in the cell.
  var regions: [Int] { parts.map { $0.region } }

  /// Whether no border or shore is in the cell.
  var isPlain: Bool { parts.allSatisfy { $0.rings == nil } }

  /// How far a place of the cell is from the cell's edge, in metres as ``forEachDistance(from:width:_:)`` measures: what is in other
  /// cells is no nearer.
  func margin(of point: Point, width: Double) -> Double {
    let (x, y) = (min(point.x - west, east - point.x), min(point.y - south, north - point.y))
    return max(0, min(x * width, y)) * Self.metres
  }

  /// Square units of some rings, at least: which of them are holes is not said, so that the largest counts and all others are
  /// taken off.
  private static func leastArea(_ rings: [Ring], _ corners: [Point]) -> Double {
    var (largest, sum) = (0.0, 0.0)
    for ring in rings {
      var area = 0.0
      var before = corners[ring.end - 1]
      let start = before
      for corner in corners[ring.start..<ring.end] {
        area += (before.x - start.x) * (corner.y - start.y) - (corner.x - start.x) * (before.y - start.y)
        before = corner
      }
      area = abs(area) / 2
      sum += area
      largest = max(largest, area)
    }
    return max(0, 2 * largest - sum)
  }

  /// A place as seen from the cell: over the date line where that is the shorter way.
  func seen(_ point: Point) -> Point {
    let way = (west + east) / 2 - point.x
    guard abs(way) > Self.unitsAround / 2 else { return point }
    return Point(x: point.x + (way > 0 ? Self.unitsAround : -Self.unitsAround), y: point.y)
  }

  /// The region that holds a place of the cell; 0 for none.
  func region(at point: Point) -> Int {
    for part in parts where contains(point, part) { return part.region }
    return 0
  }

  /// Whether a ray to the west meets the outline an odd number of times.
  private func contains(_ point: Point, _ part: Part) -> Bool {
    guard let rings = part.rings else { return true }
    var isInside = false
    for ring in rings {
      var before = corners[ring.end - 1]
      for corner in corners[ring.start..<ring.end] {
        if (corner.y > point.y) != (before.y > point.y),
          point.x < (before.x - corner.x) * (point.y - corner.y) / (before.y - corner.y) + corner.x
        {
          isInside.toggle()
        }
        before = corner
      }
    }
    return isInside
  }

  /// How far a place, in the cell or near it, is from each of the regions: 0 where the region holds it.
  ///
  /// - Parameters:
  ///   - point: The place.
  ///   - width: The cosine of its latitude.
  ///   - body: Called with each region and its distance in metres.
  func forEachDistance(from point: Point, width: Double, _ body: (Int, Double) -> Void) {
    for part in parts {
      guard let rings = part.rings else {
        let nearest = Point(x: min(max(point.x, west), east), y: min(max(point.y, south), north))
        body(part.region, Self.distance(point, nearest, nearest, width))
        continue
      }
      guard !contains(point, part) else {
        body(part.region, 0)
        continue
      }
      var least = Double.infinity
      for ring in rings {
        var before = corners[ring.end - 1]
        for corner in corners[ring.start..<ring.end] {
          least = min(least, Self.distance(point, before, corner, width))
          before = corner
        }
      }
      body(part.region, least)
    }
  }

  /// How far a place is from a straight line, in metres: on a plane, which is right for some tens of kilometres.
  private static func distance(_ point: Point, _ start: Point, _ end: Point, _ width: Double) -> Double {
    let (x, y) = ((start.x - point.x) * width, start.y - point.y)
    let (wayX, wayY) = ((end.x - start.x) * width, end.y - start.y)
    let square = wayX * wayX + wayY * wayY
    let part = square > 0 ? min(1, max(0, -(x * wayX + y * wayY) / square)) : 0
    let (restX, restY) = (x + part * wayX, y + part * wayY)
    return (restX * restX + restY * restY).squareRoot() * metres
  }
}
