import CatalogKit

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

  /// Its photos whose time is known, oldest first.
  private var dated: ArraySlice<Int> { rows.prefix { view.table.rows[$0].seconds != nil } }

  /// The photo on which it was seen first.
  var firstPhoto: PhotoNumber? { dated.first.map { view.table.rows[$0].number } }

  /// - Parameters:
  ///   - finder: Who saw it first, where the asker may know.
  ///   - today: Days since 1970.
  /// - Returns: A JSON object.
  func json(finder: String?, today: Int) -> [UInt8] {
    var json = JSONObjectText()
    json.add("name", name)
    json.add("photos", rows.count)
    json.add("best", best.map { view.id($0).text })
    if let first = dated.first {
      var object = JSONObjectText()
      object.add("day", DayText.text(of: view.table.rows[first]))
      object.add("finder", finder)
      json.add("first", json: object.bytes)
    }
    if let last = dated.last {
      var object = JSONObjectText()
      object.add("day", DayText.text(of: view.table.rows[last]))
      add(view.table.coordinate(last), to: &object)
      json.add("last", json: object.bytes)
    }
    json.add("unseenDays", unseenDays(today))
    addRange(to: &json)
    json.add("companions", list: companions())
    json.add("timeline", list: timeline())
    json.add("trail", list: trail())
    if view.level == .exact { json.add("hours", list: hours().map { Array(String($0).utf8) }) }
    json.add("sightings", list: rows.suffix(Self.listed).map { PhotoJSON.object($0, of: view) })
    return json.bytes
  }

  private func add(_ place: Coordinate?, to json: inout JSONObjectText) {
    json.add("latitude", place?.latitude, decimals: FixedPoint.coordinateDecimals)
    json.add("longitude", place?.longitude, decimals: FixedPoint.coordinateDecimals)
  }

  /// The picture to show first: the newest of those that somebody rated best. Below the exact level nobody knows ratings, and it is the newest.
  private var best: Int? {
    guard view.level == .exact else { return dated.last ?? rows.last }
    var best: (row: Int, rating: Int)?
    for row in rows.suffix(Self.listed) {
      let rating = view.photo(row)?.rating ?? 0
      if rating >= 0, rating >= best?.rating ?? 0 { best = (row, rating) }
    }
    return best?.row ?? rows.last
  }

  /// Days since it was seen last, as far as this level knows the day.
  private func unseenDays(_ today: Int) -> Int? {
    let days = dated.map { view.table.rows[$0] }.filter { $0.length <= 86400 }.map { row in
      Int((Double(row.start) / 86400).rounded(.down))
    }
    return days.max().map { max(0, today - $0) }
  }

  /// Photos by month.
  private func timeline() -> [[UInt8]] {
    var months: [(month: Substring, photos: Int)] = []
    for text in dated.compactMap({ DayText.text(of: view.table.rows[$0]) }) where text.utf8.count >= 7 {
      let month = text.prefix(7)
      if months.last?.month == month {
        months[months.count - 1].photos += 1
      } else {
        months.append((month, 1))
      }
    }
    return months.map { month in
      var object = JSONObjectText()
      object.add("month", String(month.month))
      object.add("photos", month.photos)
      return object.bytes
    }
  }

  /// Where it was, one place after the other, in the order of what this level knows of times.
  private func trail() -> [[UInt8]] {
    var trail: [[UInt8]] = []
    var last: Coordinate?
    for row in dated.suffix(Self.listed) {
      guard let place = view.table.coordinate(row), place != last else { continue }
      last = place
      var object = JSONObjectText()
      object.add("day", DayText.text(of: view.table.rows[row]))
      add(place, to: &object)
      trail.append(object.bytes)
    }
    return trail
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
