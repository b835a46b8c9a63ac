/// Finds the photos in a box of the map in a sorted index, by reading only the pieces of the file that can have some.
enum BoxSearch {
  /// Goes through pieces of an index that hold all photos of a box, and some around it.
  ///
  /// Cost: proportional to the photos in the box, and to the logarithm of all.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - box: A piece of the map, perhaps over the date line.
  ///   - body: Called with each piece in the order of the index; `false` ends the search.
  /// - Returns: `false` where the whole index has to be read, for it is not laid out as a scan does it; nothing was handed over then.
  /// - Throws: ``IndexError``, and what the closure throws.
  static func forEachPiece(
    of index: IndexFile,
    in box: GeoBox,
    _ body: (LinePiece) throws -> Bool
  ) throws -> Bool {
    guard case .sorted(_, _, let offsets) = index.layout else { return false }
    let lines = SortedLines(index, offsets: offsets)
    do {
      var ranges: [SortedLines.LineRange] = []
      try collect(lines.all, lines, box.searchParts, &ranges)
      // Most of a large file is read sooner by several threads.
      guard ranges.reduce(0, { $0 + $1.offsets.count }) <= sizeLimit else { return false }
      let pieces = try merged(ranges).map { try piece(lines, $0) }
      for piece in pieces {
        guard try body(piece) else { break }
      }
      return true
    } catch is SortedLines.BrokenOrder {
      return false
    }
  }

  /// What is read into memory at once.
  private static let sizeLimit = 16 << 20

  /// Takes ranges apart until each is small or lies in the box as a whole. West comes before east: in the order of the file.
  private static func collect(
    _ range: SortedLines.LineRange,
    _ lines: SortedLines,
    _ boxes: [BoundingBox],
    _ ranges: inout [SortedLines.LineRange]
  ) throws {
    guard let places = range.places, touches(places, boxes) else { return }
    let isWhole = boxes.contains { box in places.isEverywhere { box.contains($0) } }
    if !isWhole, range.offsets.count > GeohashSearch.rangeSize,
      let (first, second) = try lines.bisect(of: range)
    {
      try collect(first, lines, boxes, &ranges)
      try collect(second, lines, boxes, &ranges)
    } else {
      ranges.append(range)
    }
  }

  private static func touches(_ places: GeohashRange, _ boxes: [BoundingBox]) -> Bool {
    boxes.contains { box in places.lowest(upTo: 0) { $0.touches(box) ? 0 : 1 } == 0 }
  }

  /// Ranges that follow each other as one.
  private static func merged(_ ranges: [SortedLines.LineRange]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.map(\.offsets) {
      if let last = merged.last, last.upperBound == range.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<range.upperBound
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private static func piece(_ lines: SortedLines, _ range: Range<Int>) throws -> LinePiece {
    let bytes = try lines.bytes(of: range)
    return LinePiece(bytes: bytes, range: 0..<bytes.count, offset: range.lowerBound)
  }
}
