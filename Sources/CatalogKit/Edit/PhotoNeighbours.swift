/// Photos of an index that say where and when they were taken, for those that only say when.
///
/// Two clocks are compared in UTC where both say how far they are from it, else as they are: photos that were taken within
/// minutes of each other at one place show the same hour.
public struct PhotoNeighbours: Sendable {
  /// A photo that says both.
  struct Neighbour: Hashable, Sendable {
    /// Its path, as the index keeps it.
    let path: FilePathBytes
    let place: Coordinate
    /// Metres.
    let accuracy: Double
    let moment: PhotoMoment
  }

  /// Where a photo was taken, by those around it.
  public struct Estimate: Hashable, Sendable {
    public let place: Coordinate
    /// Metres that it may be off.
    public let accuracy: Double
  }

  /// Those that know their offset, in the order of UTC.
  private let zoned: [Neighbour]
  /// Those that do not, in the order of their clocks.
  private let unzoned: [Neighbour]
  /// All, in the order of their clocks.
  private let all: [Neighbour]

  /// Metres a second of somebody who walks (Bohannon, 1997): how fast the carrier of a camera may have been where nothing
  /// shows that it was faster.
  static let walkingSpeed = 1.4
  /// How many times faster than on the whole somebody may have been for a while, who drives and stops.
  static let haste = 2.0
  /// Metres a second. No carrier of one camera is faster, airliners included.
  static let highestSpeed = 300.0
  /// Metres: what a position is good for that does not say it.
  static let usualAccuracy = 10.0

  /// Goes through the photos of an index once. Memory grows with those that have a position and a minute.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - zone: Minutes that clocks are ahead of UTC which do not say it; `nil` where nobody knows.
  /// - Throws: ``IndexError``.
  public init(_ index: IndexFile, zone: Int? = nil) throws {
    var selection = PhotoSelection()
    selection.filter.isLocated = true
    var found: [Neighbour] = []
    let fields: PhotoFieldSet = [
      .path, .pathBytes, .latitude, .longitude, .accuracy, .taken, .takenSource,
    ]
    try selection.forEachPiece(of: index, initial: [Neighbour]()) { part, line in
      let photo = try line.photo(fields)
      guard let position = photo.position, let moment = PhotoMoment(photo.taken, source: photo.takenSource)
      else { return }
      part.append(
        Neighbour(
          path: photo.path,
          place: position.coordinate,
          accuracy: position.accuracy ?? Self.usualAccuracy,
          moment: moment.zoned(zone)
        )
      )
    } take: { part in
      found += part
    }
    self.init(found)
  }

  init(_ neighbours: [Neighbour]) {
    all = neighbours.sorted { ($0.moment.clock, $0.path) < ($1.moment.clock, $1.path) }
    unzoned = all.filter { $0.moment.offset == nil }
    zoned = all.filter { $0.moment.offset != nil }.sorted {
      ($0.moment.utc() ?? 0, $0.path) < ($1.moment.utc() ?? 0, $1.path)
    }
  }

  /// Where a photo was taken, by the nearest in time before and after it.
  ///
  /// Between two, somebody went at a steady pace. Who is never faster than v, was at A a time s before and at B a time t after
  /// the photo, was then no farther from that point than √(s·t·(v² − u²)), where u is the speed of the straight way: the
  /// space-time prism of Hägerstrand (1970). After or before only one, it is v times the time.
  ///
  /// - Parameters:
  ///   - moment: When it was taken.
  ///   - path: Its path, as the index keeps it: no photo is its own neighbour.
  ///   - span: Seconds that a neighbour may be away in time, not negative.
  /// - Returns: The place.
  /// - Throws: ``NeighbourEditError``.
  func estimate(at moment: PhotoMoment, of path: FilePathBytes, within span: Double)
    throws(NeighbourEditError) -> Estimate
  {
    var (before, after): (Near?, Near?)
    for (list, time) in lists(for: moment) {
      let (one, other) = nearest(in: list, to: time, besides: path)
      if let one, one.seconds <= span, before.map({ one.seconds < $0.seconds }) ?? true { before = one }
      if let other, other.seconds <= span, after.map({ other.seconds < $0.seconds }) ?? true { after = other }
    }
    switch (before, after) {
    case (nil, nil): throw .none
    case (let near?, nil), (nil, let near?): return try near.alone()
    case (let before?, let after?):
      if before.seconds == 0 { return try before.alone() }
      let time = before.seconds + after.seconds
      let speed = Geodesic(from: before.neighbour.place, to: after.neighbour.place).distance / time
      guard speed <= Self.highestSpeed,
        let place = GPXTrack.between(before.neighbour.place, after.neighbour.place, before.seconds / time)
      else { throw .apart }
      let fastest = max(Self.walkingSpeed, Self.haste * speed)
      let reach = (before.seconds * after.seconds * (fastest * fastest - speed * speed)).squareRoot()
      return Estimate(
        place: place,
        accuracy: try max(before.accuracy(), after.accuracy()) + reach
      )
    }
  }

  /// A neighbour, and how far away it is in time.
  private struct Near {
    let neighbour: Neighbour
    let seconds: Double
    /// Metres to the farthest other one of the same moment.
    let spread: Double

    /// Metres. Others of the same moment make it as uncertain as they are far.
    func accuracy() throws(NeighbourEditError) -> Double {
      // A clock's second is as far as somebody gets in it.
      guard spread <= PhotoNeighbours.highestSpeed else { throw .apart }
      return neighbour.accuracy + spread
    }

    func alone() throws(NeighbourEditError) -> Estimate {
      Estimate(place: neighbour.place, accuracy: try accuracy() + PhotoNeighbours.walkingSpeed * seconds)
    }
  }

  /// A clock by which neighbours are in order.
  private struct Ordered {
    let neighbours: [Neighbour]
    let isUTC: Bool

    func time(_ place: Int) -> Double {
      let moment = neighbours[place].moment
      return isUTC ? moment.utc() ?? moment.clock : moment.clock
    }
  }

  private func lists(for moment: PhotoMoment) -> [(Ordered, Double)] {
    guard let utc = moment.utc() else { return [(Ordered(neighbours: all, isUTC: false), moment.clock)] }
    return [
      (Ordered(neighbours: zoned, isUTC: true), utc),
      (Ordered(neighbours: unzoned, isUTC: false), moment.clock),
    ]
  }

  /// The last at or before a time, and the first after it.
  private func nearest(in list: Ordered, to time: Double, besides path: FilePathBytes) -> (
    before: Near?, after: Near?
  ) {
    var (low, high) = (0, list.neighbours.count)
    while low < high {
      let middle = (low + high) / 2
      if list.time(middle) <= time { low = middle + 1 } else { high = middle }
    }
    func near(_ places: some Sequence<Int>) -> Near? {
      var found: (neighbour: Neighbour, time: Double)?
      var spread = 0.0
      for place in places where list.neighbours[place].path != path {
        guard let first = found else {
          found = (list.neighbours[place], list.time(place))
          continue
        }
        guard list.time(place) == first.time else { break }
        spread = max(spread, Geodesic(from: first.neighbour.place, to: list.neighbours[place].place).distance)
      }
      return found.map { Near(neighbour: $0.neighbour, seconds: abs($0.time - time), spread: spread) }
    }
    return (near((0..<low).reversed()), near(low..<list.neighbours.count))
  }
}
