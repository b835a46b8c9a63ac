/// The nearest of the lines seen so far.
struct NearestLines {
  private let radius: Double
  private let limit: Int
  private let isCounting: Bool
  /// Which photos are wanted; `nil` where all are, and no line has to be decoded.
  private let filter: PhotoFilter?
  /// The farthest on top, as long as a nearer one can take its place.
  private var candidates = Heap<Candidate> { $1 < $0 }
  /// How many lines within the radius were seen.
  private(set) var total = 0

  private struct Candidate: Comparable {
    let geodesic: Geodesic
    let line: [UInt8]

    /// By distance; the path is read only where two are equally far.
    static func < (first: Candidate, second: Candidate) -> Bool {
      if first.geodesic.distance != second.geodesic.distance {
        return first.geodesic.distance < second.geodesic.distance
      }
      return first.path < second.path
    }

    private var path: FilePathBytes {
      // A line that is not readable is an error when its photo is made.
      line.withUnsafeBytes { (try? PhotoLine.decodePath($0)) ?? FilePathBytes("") }
    }
  }

  /// - Parameters:
  ///   - scope: Which lines are wanted.
  ///   - filter: Which photos among them.
  init(_ scope: NearQuery.Scope, _ filter: PhotoFilter = PhotoFilter()) {
    self.filter = filter.isEmpty ? nil : filter
    switch scope {
    case .within(let radius, let limit):
      self.radius = radius.metres
      self.limit = limit ?? .max
      isCounting = true
    case .nearest(let count, let radius):
      self.radius = radius?.metres ?? .infinity
      limit = count
      isCounting = false
    }
  }

  /// No line that is farther changes the answer.
  var reach: Double {
    guard !isCounting, candidates.count >= limit else { return radius }
    return min(radius, candidates.top?.geodesic.distance ?? -.infinity)
  }

  /// So many lines at least have to be seen yet, wherever they are.
  var missing: Int { isCounting ? 0 : max(0, limit - candidates.count) }

  /// So many lines within reach are worth to be taken together; of more, most would make place for nearer ones again.
  var portion: Int { isCounting ? .max : limit / 4 }

  /// Takes a line, if it is wanted.
  ///
  /// - Throws: `JSONError` where a filter has to read the line and cannot.
  mutating func add(_ geodesic: Geodesic, _ line: UnsafeRawBufferPointer) throws(JSONError) {
    guard geodesic.distance <= reach else { return }
    if let filter, try !filter.matches(PhotoLine.decode(line)) { return }
    total += 1
    if candidates.count < limit {
      candidates.push(Candidate(geodesic: geodesic, line: Array(line)))
    } else if let farthest = candidates.top, geodesic.distance <= farthest.geodesic.distance {
      let candidate = Candidate(geodesic: geodesic, line: Array(line))
      if candidate < farthest { candidates.replaceTop(with: candidate) }
    }
  }

  /// The photos, nearest first; equal distances by path. Nothing is left here then.
  mutating func takeHits() throws(JSONError) -> [NearQuery.Hit] {
    var hits: [NearQuery.Hit] = []
    hits.reserveCapacity(candidates.count)
    var farthestFirst = candidates.takeAll().sorted(by: >)
    // A line goes when its photo is made: of a million photos nothing is held twice.
    while let candidate = farthestFirst.popLast() {
      let photo = try candidate.line.withBytes { (line) throws(JSONError) in try PhotoLine.decode(line) }
      hits.append(
        NearQuery.Hit(
          distance: candidate.geodesic.distance,
          bearing: candidate.geodesic.bearing,
          photo: photo
        )
      )
    }
    return hits
  }
}

extension PhotoLine {
  /// Reads the path alone of a located photo's line, exactly as it was written.
  fileprivate static func decodePath(_ line: UnsafeRawBufferPointer) throws(JSONError) -> FilePathBytes {
    let start = min(line.count, PhotoLinePlace.orderLength + pathKey.count)
    var scanner = JSONScanner(UnsafeRawBufferPointer(rebasing: line[start...]))
    let path = try scanner.string()
    if scanner.skip(","), try scanner.string() == Array("pathBytes".utf8) {
      try scanner.expect(":")
      if let bytes = Base64.decode(try scanner.string()) { return FilePathBytes(bytes) }
    }
    return FilePathBytes(path)
  }
}
