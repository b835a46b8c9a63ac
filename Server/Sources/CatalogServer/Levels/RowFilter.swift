import CatalogKit

/// Which rows of a table are wanted, by what its level knows.
struct RowFilter: Sendable {
  /// When photos were taken; `nil` wants any.
  var seconds: Range<Int>?
  /// For each tag that is asked for, the numbers of the tags that are meant; one of each list must be on a photo.
  var tags: [Set<UInt32>] = []
  /// Numbers of cameras that are wanted; `nil` wants any.
  var cameras: Set<UInt32>?

  /// Hours of the day, by the clock on the spot; `nil` wants any.
  var hours: DayHours?
  /// At least so many stars; `nil` wants any.
  var rating: Int8?
  /// A day of every year; `nil` wants any.
  var dayOfYear: DayOfYear?

  /// Numbers of photos that are wanted; `nil` wants any.
  var numbers: Set<PhotoNumber>?

  /// From one hour of the day to another, both whole, which may be over midnight.
  struct DayHours: Hashable, Sendable {
    /// `0...23`.
    let first: Int
    /// `0...23`.
    let last: Int

    func contains(_ hour: Int) -> Bool {
      first <= last ? first <= hour && hour <= last : hour >= first || hour <= last
    }
  }

  /// A day of the calendar without its year.
  struct DayOfYear: Hashable, Sendable {
    /// `1...12`.
    let month: Int
    /// `1...31`.
    let day: Int
  }

  /// Whether all rows are wanted.
  var isEmpty: Bool {
    seconds == nil && tags.isEmpty && cameras == nil && hours == nil && rating == nil && dayOfYear == nil
      && numbers == nil
  }

  /// The rows that may be wanted, in their order: those with one of the tags of the rarest list. `nil` where no tag is asked for.
  func candidates(of table: LevelTable) -> [UInt32]? {
    func count(_ tags: Set<UInt32>) -> Int { tags.reduce(0) { $0 + table.tags.rows[Int($1)].count } }
    guard let rarest = tags.min(by: { count($0) < count($1) }) else { return nil }
    if rarest.count == 1, let tag = rarest.first { return table.tags.rows[Int(tag)] }
    var rows: [UInt32] = []
    for row in rarest.flatMap({ table.tags.rows[Int($0)] }).sorted() where row != rows.last {
      rows.append(row)
    }
    return rows
  }

  /// Whether a row is wanted.
  func matches(_ row: Int, of table: LevelTable) -> Bool {
    if let numbers, !numbers.contains(table.rows[row].number) { return false }
    if let seconds {
      guard let taken = table.rows[row].seconds, seconds.overlaps(taken) else { return false }
    }
    if let cameras, !cameras.contains(table.line(row)?.camera ?? 0) { return false }
    if let rating, table.rows[row].rating < rating { return false }
    if let hours {
      guard let hour = table.rows[row].hour, hours.contains(hour) else { return false }
    }
    if let dayOfYear {
      guard let day = table.rows[row].day, day.month == dayOfYear.month, day.day == dayOfYear.day else {
        return false
      }
    }
    if !tags.isEmpty {
      let own = table.tags.numbers(of: row)
      return tags.allSatisfy { wanted in own.contains { wanted.contains($0) } }
    }
    return true
  }
}
