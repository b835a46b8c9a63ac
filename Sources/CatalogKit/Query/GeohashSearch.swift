/// Finds the photos nearest to a place in a sorted index, by reading small pieces of the file.
///
/// The search starts with all lines as one range. The range that may hold the nearest photos is taken first: where it is small
/// it is read, otherwise it is halved by reading the geohash of one line in its middle, and each half waits with a lower bound
/// of its distance, which its first and its last geohash tell. It ends when the next range is farther than all that is
/// wanted. So the file drives the depth: dense homes and empty oceans cost what they hold, date line and poles are
/// only cells.
struct GeohashSearch {
  private let center: Coordinate
  private let lines: SortedLines
  /// How long a line is on the average.
  private let lineLength: Int
  private var waiting = Heap<Waiting> { $0.distance < $1.distance }
  /// What the search cost.
  private(set) var cost = Cost()

  /// What a search looked at.
  struct Cost: Hashable {
    /// Cells whose distance was estimated.
    var cells = 0
    /// Lines whose position was read.
    var lines = 0
  }

  private struct Waiting {
    /// No photo of the range is nearer.
    let distance: Double
    let range: SortedLines.LineRange
  }

  /// A range up to this size is read: that takes no longer than to find out which part of it is wanted.
  static let rangeSize = 16 << 10

  /// - Parameters:
  ///   - center: The place.
  ///   - lines: The lines of a sorted index.
  ///   - count: How many there are.
  init(from center: Coordinate, in lines: SortedLines, count: Int) {
    self.center = center
    self.lines = lines
    lineLength = lines.all.offsets.count / max(1, count)
  }

  /// Goes through the photos that may be wanted, each once.
  ///
  /// - Parameter nearest: Takes the photos, and tells how far others may be.
  /// - Throws: ``SortedLines/BrokenOrder``, `JSONError` where a line cannot be decoded, and the system's reason.
  mutating func run(collecting nearest: inout NearestLines) throws {
    add(lines.all, nearest.reach)
    while let next = waiting.pop(), next.distance <= nearest.reach {
      if !isToBeRead(next.range, nearest), let (first, second) = try lines.bisect(of: next.range) {
        add(first, nearest.reach)
        add(second, nearest.reach)
      } else {
        try read(next.range, &nearest)
      }
    }
  }

  private mutating func add(_ range: SortedLines.LineRange, _ reach: Double) {
    guard let places = range.places else { return }
    let distance = places.lowest(upTo: reach) { box in
      cost.cells += 1
      return box.lowerBound(from: center, deciding: reach)
    }
    if distance <= reach { waiting.push(Waiting(distance: distance, range: range)) }
  }

  /// Whether most of a range is wanted, or little would be saved by taking it apart.
  private mutating func isToBeRead(_ range: SortedLines.LineRange, _ nearest: NearestLines) -> Bool {
    let size = range.offsets.count
    let count = size / max(1, lineLength)
    if size <= Self.rangeSize || count <= nearest.missing / 2 { return true }
    let reach = nearest.reach
    guard reach.isFinite, count <= nearest.portion, let places = range.places else { return false }
    return places.isEverywhere { box in
      cost.cells += 1
      return box.upperBound(from: center) <= reach
    }
  }

  private mutating func read(_ range: SortedLines.LineRange, _ nearest: inout NearestLines) throws {
    try lines.forEachPlace(in: range) { geohash in
      GeohashCell(geohash).box.lowerBound(from: center) <= nearest.reach
    } _: { line, coordinate in
      cost.lines += 1
      try nearest.add(Geodesic(from: center, to: coordinate), line)
    }
  }
}
