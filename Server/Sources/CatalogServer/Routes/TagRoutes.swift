import CatalogKit
import Hummingbird

/// `tags` and `tags/{name}`: who was photographed, how often, when and where.
struct TagRoutes: Sendable {
  let catalogue: CatalogueAccess

  var routes: [Route] {
    [
      Route(.get, "/api/v1/tags", access: .anyLevel, answer: list),
      Route(.get, "/api/v1/tags/{name}", access: .anyLevel, answer: one),
    ]
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    let table = try catalogue.view(for: request.viewer).table
    let used = table.tags.names.indices.filter { !table.tags.rows[$0].isEmpty }
    let order = used.sorted {
      let (one, other) = (table.tags.rows[$0].count, table.tags.rows[$1].count)
      return one == other ? table.tags.names[$0] < table.tags.names[$1] : one > other
    }
    var json = JSONObjectText()
    json.add(
      "tags",
      list: order.map { number in
        var tag = JSONObjectText()
        tag.add("name", table.tags.names[number])
        tag.add("photos", table.tags.rows[number].count)
        return tag.bytes
      }
    )
    return .json(json.bytes)
  }

  private func one(_ request: ServerRequest) async throws -> Response {
    let view = try catalogue.view(for: request.viewer)
    guard let text = request.parameters["name"], let name = try? TagName(text),
      let sightings = TagView(name, of: view)
    else { throw Problem.notFound }
    return .json(sightings.json())
  }
}

/// One tag, as somebody may know it.
struct TagView {
  private let view: CatalogueView
  private let name: String
  /// Its photos, oldest first; those without a time last.
  private let rows: [Int]
  private let own: Set<UInt32>

  /// More photos are not listed; `photos?tag=` has them all.
  private static let listed = 1000

  /// - Returns: `nil` where no photo that this level knows has the tag.
  init?(_ name: TagName, of view: CatalogueView) {
    let tags = view.table.tags
    own = Set(
      tags.names.indices.filter { name.means(tags.names[$0]) && !tags.rows[$0].isEmpty }.map { UInt32($0) }
    )
    guard let first = own.min() else { return nil }
    self.view = view
    self.name = tags.names[Int(first)]
    let table = view.table
    rows = Set(own.flatMap { tags.rows[Int($0)] }).map { Int($0) }.sorted { first, second in
      let (one, other) = (table.rows[first], table.rows[second])
      if one.start == other.start { return one.id < other.id }
      return one.start != LevelTable.Row.noTime
        && (one.start < other.start || other.start == LevelTable.Row.noTime)
    }
  }

  func json() -> [UInt8] {
    var json = JSONObjectText()
    json.add("name", name)
    json.add("photos", rows.count)
    let dated = rows.filter { view.table.rows[$0].seconds != nil }
    json.add("first", dated.first.flatMap { DayText.text(of: view.table.rows[$0]) })
    json.add("last", dated.last.flatMap { DayText.text(of: view.table.rows[$0]) })
    addRange(to: &json)
    json.add("companions", list: companions())
    if view.level == .exact { json.add("hours", list: hours().map { Array(String($0).utf8) }) }
    json.add("sightings", list: rows.suffix(Self.listed).map { PhotoJSON.object($0, of: view) })
    return json.bytes
  }

  /// The area in which it was seen, made of the places that this level knows: each place counts once a day or moment.
  private func addRange(to json: inout JSONObjectText) {
    struct Moment: Hashable {
      let place: Coordinate
      let start: Int
    }
    let moments = Set(
      rows.compactMap { row in
        view.table.coordinate(row).map { Moment(place: $0, start: view.table.rows[row].start) }
      }
    )
    let places = moments.sorted {
      ($0.start, $0.place.latitude, $0.place.longitude) < ($1.start, $1.place.latitude, $1.place.longitude)
    }
    guard let range = try? HomeRange(places.map(\.place)) else { return }
    var object = JSONObjectText()
    object.add("hectares", range.core.hectares, decimals: 2)
    object.add("places", range.places)
    object.add("uncertain", range.isUncertain)
    object.add(
      "corners",
      list: range.core.corners.map { corner in
        var point: [UInt8] = [UInt8(ascii: "[")]
        FixedPoint.append(corner.latitude, decimals: 7, to: &point)
        point.append(UInt8(ascii: ","))
        FixedPoint.append(corner.longitude, decimals: 7, to: &point)
        return point + [UInt8(ascii: "]")]
      }
    )
    json.add("range", json: object.bytes)
  }

  /// Other tags on its photos, most first.
  private func companions() -> [[UInt8]] {
    var counts: [UInt32: Int] = [:]
    for row in rows {
      for tag in view.table.tags.numbers(of: row) where !own.contains(tag) { counts[tag, default: 0] += 1 }
    }
    let names = view.table.tags.names
    let order = counts.sorted {
      $0.value == $1.value ? names[Int($0.key)] < names[Int($1.key)] : $0.value > $1.value
    }
    return order.prefix(50).map { tag in
      var object = JSONObjectText()
      object.add("name", names[Int(tag.key)])
      object.add("photos", tag.value)
      return object.bytes
    }
  }

  /// Photos by the hour of the day; those of which only the day is known are in none.
  private func hours() -> [Int] {
    var hours = [Int](repeating: 0, count: 24)
    for row in rows.map({ view.table.rows[$0] }) where row.length <= 60 {
      guard let start = row.seconds?.lowerBound else { continue }
      hours[((start % 86400) + 86400) % 86400 / 3600] += 1
    }
    return hours
  }
}
