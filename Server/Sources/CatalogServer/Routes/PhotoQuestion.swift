import CatalogKit
import Crypto

/// Which photos are asked for, and in which order.
struct PhotoQuestion: Sendable {
  /// Where they were taken.
  enum Area: Sendable {
    case everywhere
    case box(GeoBox)
    /// Within a radius, or as far as there are any.
    case around(Coordinate, radius: Distance?)
  }

  /// In which order they come; equals by id.
  enum Order: UInt8, Sendable {
    case newest = 1
    case oldest
    case distance
    case id
  }

  let area: Area
  var filter: RowFilter
  let order: Order
  let limit: Int
  /// After which photo the answer goes on; `nil` from the first.
  let after: PhotoCursor.Key?

  static let parameters = ["mine", "near", "radius", "box", "sort", "limit", "cursor"] + RowFilter.parameters
  /// At most this many photos are in an answer.
  static let largestLimit = 1000
  private static let usualLimit = 100

  /// - Parameters:
  ///   - query: The address's query.
  ///   - table: The photos that are asked about.
  ///   - cursors: Reads cursors.
  /// - Throws: ``Problem`` (400), whose text is the same wherever photos lie.
  init(_ query: QueryItems, of table: LevelTable, _ cursors: PhotoCursor) throws(Problem) {
    area = try Self.area(query)
    filter = try RowFilter(query, of: table)
    let order = try Self.order(query, area)
    self.order = order
    limit = try Self.limit(query)
    after = try query.value("cursor").map { (text) throws(Problem) in
      try cursors.open(text, query, table.level, order)
    }
  }

  private static func area(_ query: QueryItems) throws(Problem) -> Area {
    let near = try query.value("near")
    let box = try query.value("box")
    let radius = try query.value("radius")
    if let near {
      guard box == nil else { throw .badRequest("near and box exclude each other.") }
      let parts = near.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2, let center = try? Coordinate(latitude: parts[0], longitude: parts[1]) else {
        throw .badRequest("near is LATITUDE,LONGITUDE in degrees, such as 37.5665,126.978.")
      }
      return .around(center, radius: try radius.map { (text) throws(Problem) in try distance(text) })
    }
    guard radius == nil else { throw .badRequest("radius belongs to near.") }
    return try box.map { (text) throws(Problem) in .box(try GeoBox(query: text)) } ?? .everywhere
  }

  private static func distance(_ text: String) throws(Problem) -> Distance {
    let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    let distance: Distance
    do throws(DistanceError) {
      distance = try Distance(isNumber ? text + "m" : text)
    } catch {
      throw .badRequest("radius: \(error).")
    }
    guard distance.metres <= halfway else {
      throw .badRequest("radius is at most 20100km: no place is farther.")
    }
    return distance
  }

  /// More than any two places are apart, in metres.
  private static let halfway = 20_100_000.0

  private static func order(_ query: QueryItems, _ area: Area) throws(Problem) -> Order {
    switch try query.value("sort") {
    case nil: if case .around = area { return .distance } else { return .newest }
    case "-taken": return .newest
    case "taken": return .oldest
    case "id": return .id
    case "distance":
      guard case .around = area else { throw .badRequest("sort=distance belongs to near.") }
      return .distance
    default: throw .badRequest("sort is -taken, taken, id or distance.")
    }
  }

  private static func limit(_ query: QueryItems) throws(Problem) -> Int {
    guard let text = try query.value("limit") else { return usualLimit }
    guard text.utf8.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }), let limit = Int(text),
      (1...largestLimit).contains(limit)
    else { throw .badRequest("limit is 1 to \(largestLimit).") }
    return limit
  }
}

extension GeoBox {
  /// Reads the parameter `box`.
  ///
  /// - Throws: ``Problem`` (400).
  init(query text: String) throws(Problem) {
    do throws(GeoBoxError) {
      try self.init(text)
    } catch {
      throw .badRequest("box is SOUTH,WEST,NORTH,EAST in degrees, such as 37.4,126.8,37.7,127.2.")
    }
  }
}
