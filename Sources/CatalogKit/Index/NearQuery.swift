/// Which photos were taken within a radius of a place, nearest first.
public struct NearQuery: Sendable {
  /// The middle of the circle.
  public var center: Coordinate
  /// Its radius over the ellipsoid; a photo exactly that far is in.
  public var radius: Distance
  /// How many photos to give; `nil` is all.
  public var limit: Int?

  /// - Parameters:
  ///   - center: The middle of the circle.
  ///   - radius: Its radius.
  ///   - limit: How many photos to give; `nil` is all.
  public init(center: Coordinate, radius: Distance, limit: Int?) {
    self.center = center
    self.radius = radius
    self.limit = limit
  }

  /// A photo and how it lies to the middle.
  public struct Hit: Sendable {
    /// Metres, geodesic.
    public let distance: Double
    /// Degrees clockwise from north, at the middle towards the photo, `0..<360`.
    public let bearing: Double
    /// The photo, its path as the index has it.
    public let photo: Photo
  }

  /// An answer.
  public struct Answer: Sendable {
    /// Nearest first; equal distances by path.
    public let hits: [Hit]
    /// How many photos lie within the radius, the given ones among them.
    public let total: Int
    /// Why the whole index had to be read; `nil` where it was searched.
    public let fallback: IndexFile.ForeignReason?
    /// Cells that the search compared with the circle.
    public let cells: Int
    /// Lines whose position was read.
    public let lines: Int
  }

  /// Asks an index.
  ///
  /// Cost: proportional to the hits, and to the logarithm of the photos; where the index is not as a scan wrote it, the whole
  /// file.
  ///
  /// - Parameter index: An open index.
  /// - Returns: The nearest photos.
  /// - Throws: ``IndexError``.
  public func run(on index: IndexFile) throws -> Answer {
    switch index.layout {
    case .sorted(_, _, let lines):
      do {
        return try search(index, lines: lines)
      } catch is GeohashSearch.BrokenOrder {
        return try readAll(index, because: .line)
      }
    case .foreign(let reason):
      return try readAll(index, because: reason)
    }
  }

  private func search(_ index: IndexFile, lines: Range<Int>) throws -> Answer {
    var nearest = NearestLines(limit: limit)
    var search = GeohashSearch(index, lines: lines)
    try search.run(overlap: overlap) { line, coordinate in
      let geodesic = Geodesic(from: center, to: coordinate)
      if geodesic.distance <= radius.metres { nearest.add(geodesic, line) }
    }
    do throws(JSONError) {
      return Answer(
        hits: try nearest.hits(),
        total: nearest.total,
        fallback: nil,
        cells: search.cost.cells,
        lines: search.cost.lines
      )
    } catch {
      throw GeohashSearch.BrokenOrder()
    }
  }

  private func overlap(_ box: BoundingBox) -> GeohashSearch.Overlap {
    let distances = box.distances(from: center)
    if distances.lowerBound > radius.metres { return .outside }
    return distances.upperBound <= radius.metres ? .inside : .partly
  }

  private func readAll(_ index: IndexFile, because reason: IndexFile.ForeignReason) throws -> Answer {
    var nearest = NearestLines(limit: limit)
    var line: [UInt8] = []
    var lines = 0
    try index.readDocument { photo in
      lines += 1
      guard let coordinate = photo.position?.coordinate else { return }
      let geodesic = Geodesic(from: center, to: coordinate)
      guard geodesic.distance <= radius.metres else { return }
      line.removeAll(keepingCapacity: true)
      PhotoLine.append(photo, to: &line)
      line.withUnsafeBytes { nearest.add(geodesic, $0) }
    }
    do throws(JSONError) {
      return Answer(hits: try nearest.hits(), total: nearest.total, fallback: reason, cells: 0, lines: lines)
    } catch {
      throw IndexError.damaged(index.path, "a photo is not readable")
    }
  }
}

/// The nearest lines seen so far, at most twice as many as are wanted.
private struct NearestLines {
  private let limit: Int?
  private var candidates: [Candidate] = []
  private(set) var total = 0
  /// So many candidates are looked through for those that are too far.
  private var pruneCount: Int

  private struct Candidate {
    let geodesic: Geodesic
    let line: [UInt8]
  }

  init(limit: Int?) {
    self.limit = limit
    pruneCount = limit.map { $0 < Int.max / 4 ? 2 * $0 + 1024 : .max } ?? .max
  }

  mutating func add(_ geodesic: Geodesic, _ line: UnsafeRawBufferPointer) {
    total += 1
    candidates.append(Candidate(geodesic: geodesic, line: Array(line)))
    // Now and then, so that a huge circle with a small limit does not hold all its lines.
    if let limit, candidates.count >= pruneCount { prune(to: limit) }
  }

  /// Keeps the nearest, with all that are exactly as far as the last of them: their paths decide later.
  private mutating func prune(to limit: Int) {
    candidates.sort { $0.geodesic.distance < $1.geodesic.distance }
    guard limit > 0 else { return candidates.removeAll() }
    let last = candidates[limit - 1].geodesic.distance
    let end = candidates.firstIndex { $0.geodesic.distance > last } ?? candidates.count
    candidates.removeLast(candidates.count - end)
    // Photos at one spot can all stay; then the next look waits until there are twice as many.
    pruneCount = max(pruneCount, 2 * candidates.count)
  }

  func hits() throws(JSONError) -> [NearQuery.Hit] {
    var hits: [NearQuery.Hit] = []
    hits.reserveCapacity(candidates.count)
    for candidate in candidates {
      let photo = try candidate.line.withBytes { (line) throws(JSONError) in try PhotoLine.decode(line) }
      hits.append(
        NearQuery.Hit(
          distance: candidate.geodesic.distance,
          bearing: candidate.geodesic.bearing,
          photo: photo
        )
      )
    }
    hits.sort { ($0.distance, $0.photo.path) < ($1.distance, $1.photo.path) }
    return limit.map { Array(hits.prefix($0)) } ?? hits
  }
}
