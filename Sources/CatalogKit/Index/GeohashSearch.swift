/// Finds the lines of a sorted index that lie in a region, by reading small pieces of the file.
///
/// The search starts with the whole world and walks down: a cell that the region does not touch is dropped; neighbours
/// that it touches, and that stand one behind the other in the file, are looked at together; where their lines take 64 KB
/// or less they are read, where they lie wholly in the region they are read straight through, and otherwise they are taken apart,
/// in the end into the 32 children of each. Where lines begin is found by probing; every probe is remembered and narrows
/// all later ones. So the file drives the depth: dense homes and empty oceans cost what they hold.
struct GeohashSearch {
  private let index: IndexFile
  private let lines: Range<Int>
  private var probes = LineProbes()
  /// What the search cost.
  private(set) var cost = Cost()

  /// How a cell lies to the region.
  enum Overlap { case outside, partly, inside }

  /// What a search looked at.
  struct Cost: Hashable {
    /// Cells that were compared with the region.
    var cells = 0
    /// Lines whose position was read.
    var lines = 0
  }

  /// Lines of this many bytes are read rather than taken apart: one call in place of many probes.
  static let spanSize = 64 << 10
  /// The edge of a cell is found to within this many bytes.
  private static let edgeSize = 4 << 10
  /// A probe reads this much: a line break is nearly always in it, with the geohash behind it.
  private static let probeSize = 1 << 10

  /// - Parameters:
  ///   - index: A sorted index.
  ///   - lines: Where its photo lines lie.
  init(_ index: IndexFile, lines: Range<Int>) {
    self.index = index
    self.lines = lines
  }

  /// Goes through the lines of a region, each once, in the order of the file within a cell.
  ///
  /// - Parameters:
  ///   - overlap: How a cell's box lies to the region. `outside` and `inside` must be certain.
  ///   - body: Called with the lines of all cells that are not outside, and with where each was taken.
  /// - Throws: ``BrokenOrder`` where the file is not in order, and what reading and the closure throw.
  mutating func run(
    overlap: (BoundingBox) -> Overlap,
    _ body: (UnsafeRawBufferPointer, Coordinate) throws -> Void
  ) throws {
    // At most 32 children stay behind on each of the twelve levels.
    var pending = [Stretch(cells: [.world], overlaps: [overlap(GeohashCell.world.box)])]
    while let stretch = pending.popLast() {
      if let span = try span(of: stretch) {
        try read(span, of: stretch, body)
      } else {
        pending += parts(of: stretch, overlap).reversed()
      }
    }
  }

  /// Cells of one length that follow each other, with how each lies to the region; none of them outside.
  private struct Stretch {
    var cells: [GeohashCell]
    var overlaps: [Overlap]

    /// The geohashes from the first cell's first to the last cell's last.
    var orders: ClosedRange<UInt64> {
      (cells.first?.first.bits ?? 0)...(cells.last?.last.bits ?? 0)
    }

    /// Every line of it is wanted, or it cannot be taken apart.
    var isWanted: Bool {
      overlaps.allSatisfy { $0 == .inside } || (cells.count == 1 && cells[0].length == Geohash.length)
    }
  }

  /// What a stretch is made of: first its cells, those that are wanted still together, then the children of a single one.
  private mutating func parts(of stretch: Stretch, _ overlap: (BoundingBox) -> Overlap) -> [Stretch] {
    if stretch.cells.count > 1 {
      return Self.stretches(stretch.cells, stretch.overlaps) { $0 == .inside && $1 == .inside }
    }
    let children = stretch.cells.flatMap { Array($0.children) }
    cost.cells += children.count
    return Self.stretches(children, children.map { overlap($0.box) }) { _, _ in true }
  }

  /// Puts neighbours together, cells that are outside left out.
  private static func stretches(
    _ cells: [GeohashCell],
    _ overlaps: [Overlap],
    areTogether: (Overlap, Overlap) -> Bool
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    var previous = Overlap.outside
    for (cell, overlap) in zip(cells, overlaps) {
      defer { previous = overlap }
      if overlap == .outside { continue }
      if previous == .outside || !areTogether(previous, overlap) {
        stretches.append(Stretch(cells: [cell], overlaps: [overlap]))
      } else {
        stretches[stretches.count - 1].cells.append(cell)
        stretches[stretches.count - 1].overlaps.append(overlap)
      }
    }
    return stretches
  }

  /// A range of lines that holds all of a stretch and little else; `nil` where it is better taken apart.
  private mutating func span(of stretch: Stretch) throws -> Range<Int>? {
    // Each turn halves a gap of at most the file's size or finds it small: 2 × 64 turns are more than can happen.
    while true {
      let known = probes.bounds(of: stretch.orders, in: lines)
      if known.outer.count <= Self.spanSize { return known.outer }
      if !stretch.isWanted, known.inner.count > Self.spanSize { return nil }
      let lowerGap = known.outer.lowerBound..<known.inner.lowerBound
      let upperGap = known.inner.upperBound..<known.outer.upperBound
      let gap = lowerGap.count >= upperGap.count ? lowerGap : upperGap
      if gap.count <= Self.edgeSize { return known.outer }
      try probe(gap)
    }
  }

  /// Reads the order of one line that begins inside of a gap, near its middle.
  private mutating func probe(_ gap: Range<Int>) throws {
    let middle = gap.lowerBound + gap.count / 2
    // Where no line begins in the upper half, a very long one ends there: go on from the lower end, a line at a time.
    guard
      let line = try line(from: middle, below: gap.upperBound)
        ?? line(from: gap.lowerBound + 1, below: gap.upperBound),
      probes.insert(offset: line.offset, order: line.order)
    else { throw BrokenOrder() }
  }

  /// The first line that begins at or behind an offset: one read where its beginning lies in it as a whole.
  private func line(from offset: Int, below end: Int) throws -> (offset: Int, order: UInt64)? {
    var position = offset - 1
    while position < end {
      let bytes = try index.file.read(at: position, count: min(Self.probeSize, lines.upperBound - position))
      guard let lineBreak = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
        if bytes.isEmpty { throw BrokenOrder() }
        position += bytes.count
        continue
      }
      let start = position + lineBreak + 1
      guard start < end else { return nil }
      var beginning = Array(bytes[(lineBreak + 1)...].prefix(PhotoLinePlace.orderLength))
      if beginning.count < PhotoLinePlace.orderLength {
        beginning = try index.file.read(at: start, count: PhotoLinePlace.orderLength)
      }
      guard let order = beginning.withUnsafeBytes({ PhotoLinePlace.order(of: $0) }) else {
        throw BrokenOrder()
      }
      return (start, order)
    }
    return nil
  }

  private mutating func read(
    _ span: Range<Int>,
    of stretch: Stretch,
    _ body: (UnsafeRawBufferPointer, Coordinate) throws -> Void
  ) throws {
    let orders = stretch.orders
    var previous: UInt64 = 0
    try index.forEachLine(in: span) { line, _ in
      guard let order = PhotoLinePlace.order(of: line), order >= previous else { throw BrokenOrder() }
      previous = order
      // The span may begin and end in cells beside these; their lines are read with them.
      guard orders.contains(order) else { return }
      cost.lines += 1
      // A whole object: behind a line break that was lost another photo would hide.
      guard let coordinate = PhotoLinePlace(line)?.coordinate, PhotoLineFile(line) != nil else {
        throw BrokenOrder()
      }
      try body(line, coordinate)
    }
  }

  /// The file is not in the order that it should have: it has to be read as a whole.
  struct BrokenOrder: Error {}
}

/// What probing has told about a sorted file: the order of the lines at some offsets.
private struct LineProbes {
  /// By offset, and so by order too.
  private var known: [(offset: Int, order: UInt64)] = []

  /// Remembers a line; `false` where it contradicts the others.
  mutating func insert(offset: Int, order: UInt64) -> Bool {
    let place = firstIndex { $0.offset >= offset }
    if place > 0, known[place - 1].order > order { return false }
    if place < known.count, known[place].order < order { return false }
    known.insert((offset, order), at: place)
    return true
  }

  /// Where lines of some orders lie: surely within `outer`, and surely all between the ends of `inner`.
  func bounds(of orders: ClosedRange<UInt64>, in lines: Range<Int>) -> (outer: Range<Int>, inner: Range<Int>)
  {
    let first = firstIndex { $0.order >= orders.lowerBound }
    let behind = firstIndex { $0.order > orders.upperBound }
    let start = first > 0 ? known[first - 1].offset : lines.lowerBound
    let end = behind < known.count ? known[behind].offset : lines.upperBound
    // The world's edges are the file's own; no probe has to find them.
    if orders == GeohashCell.world.first.bits...GeohashCell.world.last.bits { return (lines, lines) }
    guard first < behind else { return (start..<end, end..<end) }
    return (start..<end, known[first].offset..<known[behind - 1].offset)
  }

  private func firstIndex(where holds: ((offset: Int, order: UInt64)) -> Bool) -> Int {
    var low = 0
    var high = known.count
    while low < high {
      let middle = (low + high) / 2
      if holds(known[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
