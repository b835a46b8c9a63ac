import CatalogKit

/// What photos of a table can be filtered by, and how many there are of each: months, hours, cameras, stars.
///
/// It says what the table's rows say: below the exact level no hours, cameras and stars.
struct Facets: Sendable {
  /// Of a value, how many photos have it.
  struct Count<Value: Sendable>: Sendable {
    let value: Value
    let photos: Int
  }

  /// Months counted from that of the year 0, the first first. Of photos that only the year is known of, its
  /// first one.
  let months: [Count<Int>]
  /// Photos of each hour of the day; empty where no photo says its hour.
  let hours: [Int]
  /// Names of cameras, that of most photos first.
  let cameras: [Count<String>]
  /// Stars, 1 to 5, the most first; only those that photos have.
  let ratings: [Count<Int>]

  init(of table: LevelTable) {
    var months: [Int: Int] = [:]
    var hours = [Int](repeating: 0, count: 24)
    var cameras = [Int](repeating: 0, count: table.cameras.count)
    var ratings = [Int](repeating: 0, count: 6)
    for line in table.lines where line.camera > 0 { cameras[Int(line.camera)] += 1 }
    for row in table.rows {
      if let month = row.firstMonth { months[month.year * 12 + month.month - 1, default: 0] += 1 }
      if let hour = row.hour { hours[hour] += 1 }
      if row.rating > 0 { ratings[min(5, Int(row.rating))] += 1 }
    }
    self.months = months.map { Count(value: $0.key, photos: $0.value) }.sorted { $0.value < $1.value }
    self.hours = hours.contains { $0 > 0 } ? hours : []
    self.ratings = (1...5).reversed().filter { ratings[$0] > 0 }.map { Count(value: $0, photos: ratings[$0]) }
    // Makers spell themselves in several ways that are the same name.
    var names: [String: Int] = [:]
    for (number, photos) in cameras.enumerated() where photos > 0 {
      if let name = table.cameras[number].name { names[name, default: 0] += photos }
    }
    self.cameras = names.map { Count(value: $0.key, photos: $0.value) }.sorted {
      ($1.photos, $0.value) < ($0.photos, $1.value)
    }
  }
}
