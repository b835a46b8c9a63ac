/// Which photos were taken around a place, nearest first.
public struct NearQuery: Sendable {
  /// The place.
  public var center: Coordinate
  /// Which photos are meant.
  public var scope: Scope
  /// Which of them are wanted: others are neither given nor counted.
  public var filter = PhotoFilter()

  /// Which of the photos around a place.
  public enum Scope: Hashable, Sendable {
    /// Those within a radius over the ellipsoid; one exactly that far is in. The nearest of them up to a limit are given, `nil`
    /// is all, and all are counted.
    case within(Distance, limit: Int?)
    /// The nearest so many, however far they are; with a distance only those within it.
    case nearest(Int, within: Distance?)
  }

  /// - Parameters:
  ///   - center: The place.
  ///   - scope: Which photos are meant.
  public init(center: Coordinate, scope: Scope) {
    self.center = center
    self.scope = scope
  }

  /// - Parameters:
  ///   - center: The middle of the circle.
  ///   - radius: Its radius.
  ///   - limit: How many photos to give; `nil` is all.
  public init(center: Coordinate, radius: Distance, limit: Int?) {
    self.init(center: center, scope: .within(radius, limit: limit))
  }

  /// - Parameters:
  ///   - center: The place.
  ///   - count: How many photos to give; where there are fewer, all.
  ///   - radius: How far they may be; `nil` is as far as there are any.
  public init(center: Coordinate, nearest count: Int, within radius: Distance? = nil) {
    self.init(center: center, scope: .nearest(count, within: radius))
  }

  /// A photo, and where it is as seen from the place.
  public struct Hit: Sendable {
    /// Metres, geodesic.
    public let distance: Double
    /// Degrees clockwise from north, at the place towards the photo, `0..<360`.
    public let bearing: Double
    /// The photo's line.
    let line: [UInt8]

    /// The photo as an answer hands it on.
    ///
    /// - Returns: The photo, its path as the index has it.
    /// - Throws: ``JSONError`` where the line is not as it should be.
    public func found() throws(JSONError) -> FoundPhoto {
      var members = LineMembers()
      try line.withBytes { (line) throws(JSONError) in try members.read(line) }
      var found = FoundPhoto(line: line[...], members)
      found.distance = distance
      found.bearing = bearing
      return found
    }

    /// What is known of the photo.
    ///
    /// - Parameter fields: What is read.
    /// - Returns: The photo, its path as the index has it.
    /// - Throws: ``JSONError`` where the line is not as it should be.
    public func photo(_ fields: PhotoFieldSet = .all) throws(JSONError) -> Photo {
      try line.withBytes { (line) throws(JSONError) in try PhotoLine.decode(line, fields) }
    }
  }

  /// An answer.
  public struct Answer {
    /// Nearest first; equal distances by path.
    public let hits: NearHits
    /// How many photos lie within the radius, the given ones among them; of the nearest only the given ones are counted.
    public let total: Int
    /// Why the whole index had to be read; `nil` where it was searched.
    public let fallback: IndexFile.ForeignReason?
    /// Cells of the geohash grid whose distance the search estimated.
    public let cells: Int
    /// Lines whose position was read.
    public let lines: Int
  }

  /// Asks an index.
  ///
  /// Cost: proportional to the hits, and to the logarithm of the photos; where the index is not as a scan wrote it, the whole
  /// file. Photos taken at exactly the same place as the last hit are all read, since their paths decide. At a pole the cells of all
  /// longitudes meet: there the square root of the photos around it. With a filter the nearest of its photos cost all that are
  /// nearer, wanted or not.
  ///
  /// - Parameter index: An open index.
  /// - Returns: The nearest photos.
  /// - Throws: ``IndexError``; ``GazetteerError`` where the filter needs to know in which place photos were taken.
  public func run(on index: IndexFile) throws -> Answer {
    let answer = try answer(of: index)
    try filter.area?.check()
    return answer
  }

  private func answer(of index: IndexFile) throws -> Answer {
    switch index.layout {
    case .sorted(_, let summary, let offsets):
      do {
        return try search(SortedLines(index, offsets: offsets), summary, index)
      } catch is SortedLines.BrokenOrder {
        return try readAll(index, because: .line)
      }
    case .foreign(let reason):
      return try readAll(index, because: reason)
    }
  }

  private func search(_ lines: SortedLines, _ summary: IndexFooter, _ index: IndexFile) throws -> Answer {
    var nearest = NearestLines(
      scope,
      filter,
      mayHaveMissing: summary.missing > 0 && !filter.includesMissing,
      beside: index.path
    )
    var search = GeohashSearch(from: center, in: lines, count: summary.lines)
    do {
      try search.run(collecting: &nearest)
    } catch is JSONError {
      throw SortedLines.BrokenOrder()
    }
    return try answer(&nearest, nil, search.cost)
  }

  private func readAll(_ index: IndexFile, because reason: IndexFile.ForeignReason) throws -> Answer {
    var nearest = NearestLines(scope, beside: index.path)
    var line: [UInt8] = []
    var cost = GeohashSearch.Cost()
    try index.readDocument { photo in
      cost.lines += 1
      guard photo.missing == nil || filter.includesMissing, let coordinate = photo.position?.coordinate,
        filter.matches(photo)
      else { return }
      line.removeAll(keepingCapacity: true)
      PhotoLine.append(photo, to: &line)
      try line.withUnsafeBytes { try nearest.add(Geodesic(from: center, to: coordinate), $0) }
    }
    return try answer(&nearest, reason, cost)
  }

  private func answer(
    _ nearest: inout NearestLines,
    _ fallback: IndexFile.ForeignReason?,
    _ cost: GeohashSearch.Cost
  ) throws(SystemError) -> Answer {
    let hits = try nearest.takeHits()
    let total =
      switch scope {
      case .within: nearest.total
      case .nearest: hits.count
      }
    return Answer(hits: hits, total: total, fallback: fallback, cells: cost.cells, lines: cost.lines)
  }
}
