/// The photo lines of a sorted index, in ranges that begin and end where lines begin.
struct SortedLines {
  private let index: IndexFile
  /// All lines, as one range.
  let all: LineRange

  /// Lines that follow each other.
  struct LineRange {
    /// Where they lie in the file.
    let offsets: Range<Int>
    /// No line's sort key is outside: the first line's key, and that of the line behind the last.
    let sortKeys: ClosedRange<UInt64>

    /// Where the located photos of the range may have been taken; `nil` where it can have none.
    var places: GeohashRange? {
      let last = GeohashCell.world.last
      guard !offsets.isEmpty, sortKeys.lowerBound <= last.bits else { return nil }
      return GeohashRange(
        first: Geohash(bits: sortKeys.lowerBound),
        last: min(Geohash(bits: sortKeys.upperBound), last)
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
    all = LineRange(offsets: offsets, sortKeys: 0...SortKey.unlocated)
  }

  /// Takes a range apart near its middle, by reading the beginning of a line there.
  ///
  /// - Returns: Both parts; `nil` where the range is a single line.
  /// - Throws: ``BrokenOrder``, and the system's reason.
  func bisect(of range: LineRange) throws -> (LineRange, LineRange)? {
    let (start, end) = (range.offsets.lowerBound, range.offsets.upperBound)
    var searched = end
    // Where no line begins in the upper half, a very long one ends there. Each turn bisect what is left in front of it.
    while searched > start + 1 {
      let middle = start + max(1, (searched - start) / 2)
      guard let line = try firstLine(from: middle, below: searched) else {
        searched = middle
        continue
      }
      guard range.sortKeys.contains(line.sortKey) else { throw BrokenOrder() }
      return (
        LineRange(offsets: start..<line.offset, sortKeys: range.sortKeys.lowerBound...line.sortKey),
        LineRange(offsets: line.offset..<end, sortKeys: line.sortKey...range.sortKeys.upperBound)
      )
    }
    return nil
  }

  /// The first line that begins at or behind an offset: one read where its beginning lies in it as a whole.
  private func firstLine(from offset: Int, below end: Int) throws -> (offset: Int, sortKey: UInt64)? {
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
      var beginning = Array(bytes[(lineBreak + 1)...].prefix(SortKey.length))
      if beginning.count < SortKey.length {
        beginning = try index.file.read(at: start, count: SortKey.length)
      }
      guard let sortKey = beginning.withUnsafeBytes({ SortKey.of($0) }) else {
        throw BrokenOrder()
      }
      return (start, sortKey)
    }
    return nil
  }

  /// The lines of a range of the file, which are in their order.
  ///
  /// - Throws: ``BrokenOrder``, and the system's reason.
  func bytes(of range: Range<Int>) throws -> [UInt8] {
    let bytes = try index.file.read(at: range.lowerBound, count: range.count)
    guard bytes.count == range.count else { throw BrokenOrder() }
    var previous: UInt64 = 0
    try LinePiece(bytes: bytes, range: 0..<bytes.count, offset: range.lowerBound)
      .forEachLine { line, _ in
        guard let sortKey = SortKey.of(line), sortKey >= previous else { throw BrokenOrder() }
        previous = sortKey
      }
    return bytes
  }

  /// Goes through the located photos of a range.
  ///
  /// - Parameters:
  ///   - range: Some lines.
  ///   - isWanted: Whether a photo with that geohash matters.
  ///   - body: Called with each line that matters, and where its photo was taken.
  /// - Throws: ``BrokenOrder``, and what reading and the closure throw.
  func forEachPlace(
    in range: LineRange,
    where isWanted: (Geohash) -> Bool,
    _ body: (UnsafeRawBufferPointer, Coordinate) throws -> Void
  ) throws {
    var previous = range.sortKeys.lowerBound
    var members = LineMembers()
    try index.forEachLine(in: range.offsets) { line, _ in
      guard let sortKey = SortKey.of(line),
        (previous...range.sortKeys.upperBound).contains(sortKey)
      else { throw BrokenOrder() }
      previous = sortKey
      if sortKey == SortKey.unlocated || !isWanted(Geohash(bits: sortKey)), Self.isFlat(line) {
        return
      }
      // A whole object: behind a line break that was lost another photo would hide.
      guard (try? members.read(line)) != nil, members.agrees(with: sortKey, in: line) else {
        throw BrokenOrder()
      }
      if let coordinate = members.coordinate(in: line) { try body(line, coordinate) }
    }
  }

  /// Whether a line is surely one object alone, with none in it or behind it.
  private static func isFlat(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let base = line.baseAddress else { return true }
    return SystemCalls.find(UInt8(ascii: "{"), base + 1, line.count - 1) == nil
  }
}
