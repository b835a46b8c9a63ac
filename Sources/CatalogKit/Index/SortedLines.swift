/// The photo lines of a sorted index, in stretches that begin and end where lines begin.
struct SortedLines {
  private let index: IndexFile
  /// All lines, as one stretch.
  let all: LineRange

  /// Lines that follow each other.
  struct LineRange {
    /// Where they lie in the file.
    let offsets: Range<Int>
    /// No line's order is outside: the first line's order, and that of the line behind the last.
    let orders: ClosedRange<UInt64>

    /// Where the located photos of the stretch may have been taken; `nil` where it can have none.
    var places: GeohashRange? {
      let last = GeohashCell.world.last
      guard !offsets.isEmpty, orders.lowerBound <= last.bits else { return nil }
      return GeohashRange(
        first: Geohash(bits: orders.lowerBound),
        last: min(Geohash(bits: orders.upperBound), last)
      )
    }
  }

  /// The file is not in the order that it should have: it has to be read as a whole.
  struct BrokenOrder: Error {}

  /// A probe reads this much: a line break is nearly always in it, with the geohash behind it.
  private static let probeSize = 1 << 10

  /// - Parameters:
  ///   - index: A sorted index.
  ///   - offsets: Where its photo lines lie.
  init(_ index: IndexFile, offsets: Range<Int>) {
    self.index = index
    all = LineRange(offsets: offsets, orders: 0...PhotoLinePlace.unlocatedOrder)
  }

  /// Takes a stretch apart near its middle, by reading the beginning of a line there.
  ///
  /// - Returns: Both parts; `nil` where the stretch is a single line.
  /// - Throws: ``BrokenOrder``, and the system's reason.
  func bisect(of stretch: LineRange) throws -> (LineRange, LineRange)? {
    let (start, end) = (stretch.offsets.lowerBound, stretch.offsets.upperBound)
    var searched = end
    // Where no line begins in the upper half, a very long one ends there. Each turn bisect what is left in front of it.
    while searched > start + 1 {
      let middle = start + max(1, (searched - start) / 2)
      guard let line = try firstLine(from: middle, below: searched) else {
        searched = middle
        continue
      }
      guard stretch.orders.contains(line.order) else { throw BrokenOrder() }
      return (
        LineRange(offsets: start..<line.offset, orders: stretch.orders.lowerBound...line.order),
        LineRange(offsets: line.offset..<end, orders: line.order...stretch.orders.upperBound)
      )
    }
    return nil
  }

  /// The first line that begins at or behind an offset: one read where its beginning lies in it as a whole.
  private func firstLine(from offset: Int, below end: Int) throws -> (offset: Int, order: UInt64)? {
    var position = offset - 1
    var size = Self.probeSize
    while position < end {
      let bytes = try index.file.read(at: position, count: min(size, all.offsets.upperBound - position))
      guard let lineBreak = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
        if bytes.isEmpty { throw BrokenOrder() }
        position += bytes.count
        size = min(2 * size, 1 << 20)
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

  /// Goes through the located photos of a stretch.
  ///
  /// - Parameters:
  ///   - stretch: Some lines.
  ///   - isWanted: Whether a photo with that geohash matters.
  ///   - body: Called with each line that matters, and where its photo was taken.
  /// - Throws: ``BrokenOrder``, and what reading and the closure throw.
  func forEachPlace(
    in stretch: LineRange,
    where isWanted: (Geohash) -> Bool,
    _ body: (UnsafeRawBufferPointer, Coordinate) throws -> Void
  ) throws {
    var previous = stretch.orders.lowerBound
    try index.forEachLine(in: stretch.offsets) { line, _ in
      guard let order = PhotoLinePlace.order(of: line),
        (previous...stretch.orders.upperBound).contains(order)
      else { throw BrokenOrder() }
      previous = order
      if order == PhotoLinePlace.unlocatedOrder || !isWanted(Geohash(bits: order)), Self.isFlat(line) {
        return
      }
      // A whole object: behind a line break that was lost another photo would hide.
      guard let place = PhotoLinePlace(line), PhotoLineFile(line) != nil else { throw BrokenOrder() }
      if let coordinate = place.coordinate { try body(line, coordinate) }
    }
  }

  /// Whether a line is surely one object alone, with none in it or behind it.
  private static func isFlat(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let base = line.baseAddress else { return true }
    return SystemCalls.find(UInt8(ascii: "{"), base + 1, line.count - 1) == nil
  }
}
