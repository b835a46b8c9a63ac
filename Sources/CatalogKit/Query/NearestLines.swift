/// The nearest of the lines seen so far.
struct NearestLines {
  private let radius: Double
  private let limit: Int
  private let isCounting: Bool
  /// Which photos are wanted; `nil` where all are, and no line has to be decoded.
  private let filter: PhotoFilter?
  private var members = LineMembers()
  /// Whether photos may be missing, so that each line has to be looked at for that.
  private let mayHaveMissing: Bool
  /// The farthest on top, as long as a nearer one can take its place.
  private var candidates = Heap<Candidate> { $1 < $0 }
  /// Where lines wait if all are wanted: there may be a million.
  private let store: SpillFile?
  /// How many lines within the radius were seen.
  private(set) var total = 0

  private struct Candidate: Comparable {
    let geodesic: Geodesic
    /// Empty where the line is in the store.
    let line: [UInt8]
    var place = 0..<0

    /// By distance; the path is read only where two are equally far.
    static func < (first: Candidate, second: Candidate) -> Bool {
      if first.geodesic.distance != second.geodesic.distance {
        return first.geodesic.distance < second.geodesic.distance
      }
      return NearestLines.path(first.line[...]) < NearestLines.path(second.line[...])
    }
  }

  /// A line that is not readable is an error when it is handed on.
  private static func path(_ line: ArraySlice<UInt8>) -> FilePathBytes {
    line.withUnsafeBytes { (try? PhotoLine.decode($0, .path).path) ?? FilePathBytes("") }
  }

  /// - Parameters:
  ///   - scope: Which lines are wanted.
  ///   - filter: Which photos among them.
  ///   - mayHaveMissing: Whether there are records of missing photos, which are never wanted.
  ///   - index: A file beside which a temporary one may be made.
  init(
    _ scope: NearQuery.Scope,
    _ filter: PhotoFilter = PhotoFilter(),
    mayHaveMissing: Bool = false,
    beside index: FilePathBytes
  ) {
    self.mayHaveMissing = mayHaveMissing
    self.filter = filter.isEmpty ? nil : filter
    switch scope {
    case .within(let radius, let limit):
      self.radius = radius.metres
      self.limit = limit ?? .max
      isCounting = true
      store = limit == nil ? Self.store(beside: index) : nil
    case .nearest(let count, let radius):
      self.radius = radius?.metres ?? .infinity
      limit = count
      isCounting = false
      store = nil
    }
  }

  private static func store(beside index: FilePathBytes) -> SpillFile {
    SpillFile(
      beside: index,
      otherwise: FilePathBytes("/tmp/").appending(index.lastComponent),
      residentLimit: 128 << 20
    )
  }

  /// No line that is farther changes the answer.
  var reach: Double {
    guard !isCounting, candidates.count >= limit else { return radius }
    return min(radius, candidates.top?.geodesic.distance ?? -.infinity)
  }

  /// At least this many lines have to be seen yet, wherever they are.
  var missing: Int { isCounting ? 0 : max(0, limit - candidates.count) }

  /// How many lines within reach are best read together. Reading more at once wastes work: nearer photos would push most of them out.
  var portion: Int { isCounting ? .max : limit / 4 }

  /// Takes a line, if it is wanted.
  ///
  /// - Throws: `JSONError` where a filter has to read the line and cannot, ``SystemError`` where it cannot be kept.
  mutating func add(_ geodesic: Geodesic, _ line: UnsafeRawBufferPointer) throws {
    guard geodesic.distance <= reach else { return }
    if let filter {
      try members.read(line)
      guard try filter.matches(members, in: line) else { return }
    }
    if mayHaveMissing {
      try members.read(line)
      if members.isMissing(in: line) { return }
    }
    total += 1
    if let store {
      let start = store.count
      try store.append(Array(line))
      candidates.push(Candidate(geodesic: geodesic, line: [], place: start..<store.count))
    } else if candidates.count < limit {
      candidates.push(Candidate(geodesic: geodesic, line: Array(line)))
    } else if let farthest = candidates.top, geodesic.distance <= farthest.geodesic.distance {
      let candidate = Candidate(geodesic: geodesic, line: Array(line))
      if candidate < farthest { candidates.replaceTop(with: candidate) }
    }
  }

  /// The photos, nearest first; equal distances by path. Nothing is left here then.
  mutating func takeHits() throws(SystemError) -> NearHits {
    try store?.finish()
    let candidates = candidates.takeAll()
    guard let store else {
      return NearHits(
        candidates.sorted().map { NearHits.Place(geodesic: $0.geodesic, line: .memory($0.line)) },
        nil
      )
    }
    let sorted = candidates.sorted { first, second in
      if first.geodesic.distance != second.geodesic.distance {
        return first.geodesic.distance < second.geodesic.distance
      }
      let paths = [first, second].map { store.withBytes($0.place) { Self.path(Array($0)[...]) } }
      return paths[0] < paths[1]
    }
    return NearHits(sorted.map { NearHits.Place(geodesic: $0.geodesic, line: .store($0.place)) }, store)
  }
}
