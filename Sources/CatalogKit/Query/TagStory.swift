/// What is known of one animal: when and where it was seen, with whom, and where it lives.
public struct TagStory: Sendable {
  /// Its photos, in the order of time.
  public let sightings: [TagSightings.Sighting]
  /// What the table of all tags says of it.
  public let summary: TagSummary
  /// Where it is seen most, the most photos first.
  public let places: [Place]
  /// Photos by the hour of the day, `0..<24`; those of a day alone are in none.
  public let hours: [Int]
  /// Tags on the same photos, or on others within 50 metres and an hour: how many of its photos have each so near, most first.
  public let companions: [(name: String, photos: Int)]
  /// Days between one photo and the next; `nil` where one of them does not say its day.
  public let gaps: [Int?]

  /// A place where it is seen again and again.
  public struct Place: Hashable, Sendable {
    /// The mean of the photos' places.
    public let center: Coordinate
    public let photos: Int
    /// The first and the last date, as far as they are known.
    public let first: LocalTime?
    public let last: LocalTime?
  }

  /// Metres and seconds within which two are together.
  private static let together = (distance: 50.0, time: 3600)

  /// - Parameters:
  ///   - name: The tag, or the last level of its path.
  ///   - all: All photos that have a tag.
  public init?(_ name: TagName, in all: TagSightings) {
    let own = all.sightings(of: name)
    guard let tag = own.lazy.compactMap({ $0.tags.first(where: name.means) }).first else { return nil }
    sightings = own
    summary = TagSummary(name: tag, own)
    places = Self.places(own)
    var hours = [Int](repeating: 0, count: 24)
    for time in own.compactMap(\.taken) where time.precision >= .minute {
      hours[(time.seconds.lowerBound - time.firstDay.daysSince1970 * 86400) / 3600] += 1
    }
    self.hours = hours
    companions = Self.companions(of: own, name, in: all.sightings)
    let days = own.map { $0.taken.flatMap { $0.precision >= .day ? $0.firstDay.daysSince1970 : nil } }
    gaps = zip(days, days.dropFirst()).map { before, after in
      before.flatMap { start in after.map { $0 - start } }
    }
  }

  private static func places(_ sightings: [TagSightings.Sighting]) -> [Place] {
    let located = sightings.filter { $0.place != nil }
    let coordinates = located.compactMap(\.place)
    let clusters = DensityClusters(coordinates)
    let places = (0..<clusters.count).compactMap { number -> Place? in
      let members = located.indices.filter { clusters.clusters[$0] == number }
      guard let center = EarthVector.mean(of: members.map { coordinates[$0] }) else { return nil }
      let times = members.compactMap { located[$0].taken }
      return Place(center: center, photos: members.count, first: times.first, last: times.last)
    }
    return places.enumerated().sorted { ($1.element.photos, $0.offset) < ($0.element.photos, $1.offset) }.map(
      \.element
    )
  }

  private static func companions(
    of own: [TagSightings.Sighting],
    _ name: TagName,
    in all: [TagSightings.Sighting]
  ) -> [(name: String, photos: Int)] {
    let located = all.filter { $0.place != nil }
    let grid = NeighbourGrid(located.compactMap(\.place), reach: together.distance)
    let numbers = Dictionary(
      located.indices.map { (located[$0].path, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var counts: [String: Int] = [:]
    for sighting in own {
      var others = Set(sighting.tags)
      if let number = numbers[sighting.path] {
        for neighbour in grid.neighbours(of: number)
        where isAtOnce(sighting.taken, located[neighbour.place].taken) {
          others.formUnion(located[neighbour.place].tags)
        }
      }
      for other in others where !name.means(other) { counts[other, default: 0] += 1 }
    }
    return counts.map { (name: $0.key, photos: $0.value) }.sorted {
      ($1.photos, $0.name) < ($0.photos, $1.name)
    }
  }

  private static func isAtOnce(_ first: LocalTime?, _ second: LocalTime?) -> Bool {
    guard let first, let second, first.precision >= .minute, second.precision >= .minute else { return false }
    return abs(first.seconds.lowerBound - second.seconds.lowerBound) <= together.time
  }

  /// Days since it was seen last; `nil` where no photo says its day.
  ///
  /// - Parameter today: The day on which that is asked.
  /// - Returns: Whole days, 0 where that is today or later.
  public func daysNotSeen(on today: CalendarDate) -> Int? {
    let last = sightings.compactMap(\.taken).filter { $0.precision >= .day }.map(\.firstDay).max()
    return last.map { max(0, today.daysSince1970 - $0.daysSince1970) }
  }
}
