import CatalogKit

extension RowFilter {
  static let parameters = ["since", "until", "tag", "camera", "hours", "day", "rating"]

  /// Reads what photos are chosen by.
  ///
  /// - Parameters:
  ///   - query: The address's query.
  ///   - table: The photos that are asked about.
  /// - Throws: ``Problem`` (400).
  init(_ query: QueryItems, of table: LevelTable) throws(Problem) {
    self.init()
    let since = try Self.date(query, "since", table.level)
    let until = try Self.date(query, "until", table.level)
    if since != nil || until != nil {
      do throws(DateRangeError) {
        seconds = try DateRange(from: since, through: until).seconds
      } catch {
        throw .badRequest("since and until: \(error).")
      }
    }
    for text in query.values("tag") {
      do throws(TagFilterError) {
        let wanted = try TagFilter(text)
        tags.append(
          Set(table.tags.names.indices.filter { wanted.matches([table.tags.names[$0]]) }.map { UInt32($0) })
        )
      } catch {
        throw .badRequest("tag: \(error).")
      }
    }
    if let text = try query.value("camera") { cameras = try Self.cameras(text, of: table) }
    hours = try query.value("hours").map { (text) throws(Problem) in try Self.hours(text, table.level) }
    rating = try query.value("rating").map { (text) throws(Problem) in try Self.rating(text, table.level) }
    dayOfYear = try query.value("day").map { (text) throws(Problem) in try Self.dayOfYear(text) }
  }

  /// The cameras that a text means: a part of a name, or a whole one in quotes, as facets have it.
  private static func cameras(_ text: String, of table: LevelTable) throws(Problem) -> Set<UInt32> {
    // A phone's name leads to its owner.
    try requireExact("camera", table.level)
    if text.utf8.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      let name = text.dropFirst().dropLast()
      return Set(
        table.cameras.indices.filter { table.cameras[$0].name.map { $0 == name } ?? false }.map { UInt32($0) }
      )
    }
    let wanted: CameraFilter
    do throws(CameraFilterError) {
      wanted = try CameraFilter(text)
    } catch {
      throw .badRequest("camera: \(error).")
    }
    return Set(
      table.cameras.indices.filter { number in
        var photo = Photo(
          path: FilePathBytes("photo"),
          size: 0,
          modified: Timestamp(seconds: 0, nanoseconds: 0)
        )
        photo.make = table.cameras[number].make
        photo.model = table.cameras[number].model
        return number > 0 && wanted.matches(photo)
      }.map { UInt32($0) }
    )
  }

  private static func hours(_ text: String, _ level: Level) throws(Problem) -> DayHours {
    try requireExact("hours", level)
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { number($0, in: 0...23) }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else {
      throw .badRequest("hours is FIRST-LAST, each 0 to 23, such as 8-17; 22-5 goes over midnight.")
    }
    return DayHours(first: first, last: last)
  }

  private static func rating(_ text: String, _ level: Level) throws(Problem) -> Int8 {
    try requireExact("rating", level)
    guard let stars = number(text[...], in: 1...5) else { throw .badRequest("rating is 1 to 5.") }
    return Int8(stars)
  }

  private static func dayOfYear(_ text: String) throws(Problem) -> DayOfYear {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    // A leap year has all days.
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let month = number(parts[0], in: 1...12),
      let day = number(parts[1], in: 1...31), CalendarDate(year: 2000, month: month, day: day) != nil
    else { throw .badRequest("day is MONTH-DAY, such as 05-03.") }
    return DayOfYear(month: month, day: day)
  }

  /// A number of one or two digits.
  private static func number(_ text: Substring, in range: ClosedRange<Int>) -> Int? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(text), range.contains(number)
    else { return nil }
    return number
  }

  private static func requireExact(_ name: String, _ level: Level) throws(Problem) {
    guard level == .exact else {
      throw .badRequest("\(name) is only for those who may see photos exactly.")
    }
  }

  private static func date(_ query: QueryItems, _ name: String, _ level: Level) throws(Problem) -> DateRange?
  {
    guard let text = try query.value(name) else { return nil }
    let range: DateRange
    do throws(DateRangeError) {
      range = try DateRange(text)
    } catch {
      throw .badRequest("\(name): \(error).")
    }
    guard level == .exact || range.seconds.count >= 86400 else {
      throw .badRequest("\(name) is a day, a month or a year.")
    }
    return range
  }
}
