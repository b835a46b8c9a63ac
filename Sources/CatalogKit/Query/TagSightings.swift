/// Every time that something with a tag was photographed.
public struct TagSightings: Sendable {
  /// A photo of something with a tag.
  public struct Sighting: Hashable, Sendable {
    /// The photo's path, as it is written.
    public let path: FilePathBytes
    /// When it was taken, by the clock on the spot.
    public let taken: LocalTime?
    /// Where.
    public let place: Coordinate?
    /// All tags of the photo.
    public let tags: [String]
  }

  /// All photos that have a tag, in the order of time; those without one come last.
  public let sightings: [Sighting]

  /// Goes through the photos of an index once, on several threads. Memory grows with the photos that have tags.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - selection: Which photos; its order and limit play no part.
  /// - Throws: ``IndexError``.
  public init(_ index: IndexFile, _ selection: PhotoSelection) throws {
    var selection = selection
    selection.order = nil
    selection.limit = nil
    var all: [Sighting] = []
    let fields: PhotoFieldSet = [.tags, .path, .pathBytes, .taken, .latitude, .longitude]
    try selection.forEachPiece(of: index, initial: [Sighting]()) { part, found in
      let photo = try found.photo(fields)
      guard !photo.tags.isEmpty else { return }
      part.append(
        Sighting(path: photo.path, taken: photo.taken, place: photo.position?.coordinate, tags: photo.tags)
      )
    } take: { part in
      all += part
    }
    sightings = all.sorted { first, second in
      let (one, other) = (first.taken?.seconds.lowerBound ?? .max, second.taken?.seconds.lowerBound ?? .max)
      return one == other ? first.path < second.path : one < other
    }
  }

  /// What is known of each tag, most photos first.
  public var summaries: [TagSummary] {
    var byTag: [String: [Sighting]] = [:]
    for sighting in sightings { for tag in sighting.tags { byTag[tag, default: []].append(sighting) } }
    return byTag.map { TagSummary(name: $0.key, $0.value) }.sorted {
      ($1.photos, $0.name) < ($0.photos, $1.name)
    }
  }

  /// The photos that have a tag: by its path, or the last level of it.
  ///
  /// - Parameter name: The tag.
  /// - Returns: The photos, in the order of time.
  public func sightings(of name: TagName) -> [Sighting] {
    sightings.filter { $0.tags.contains(where: name.means) }
  }
}

/// What is known of a tag.
public struct TagSummary: Sendable {
  /// The tag's path.
  public let name: String
  /// How many photos have it.
  public let photos: Int
  /// The first and the last date on which it was photographed.
  public let dates: (first: LocalTime, last: LocalTime)?
  /// The mean of all places.
  public let center: Coordinate?
  /// Where it lives, or why that cannot be said.
  public let range: Result<HomeRange, HomeRange.Absence>

  init(name: String, _ sightings: [TagSightings.Sighting]) {
    self.name = name
    photos = sightings.count
    let times = sightings.compactMap(\.taken)
    dates = times.first.flatMap { first in
      times.max { $0.seconds.upperBound < $1.seconds.upperBound }.map { (first, $0) }
    }
    let places = Self.places(sightings)
    center = EarthVector.mean(of: sightings.compactMap(\.place))
    range = Result { () throws(HomeRange.Absence) in try HomeRange(places) }
  }

  /// One position at one moment counts once: a burst is not a longer stay.
  static func places(_ sightings: [TagSightings.Sighting]) -> [Coordinate] {
    struct Moment: Hashable {
      let place: Coordinate
      let time: LocalTime?
    }
    var seen: Set<Moment> = []
    return sightings.compactMap { sighting in
      guard let place = sighting.place, seen.insert(Moment(place: place, time: sighting.taken)).inserted
      else {
        return nil
      }
      return place
    }
  }

}
