/// Sorts files into those that are equal, by a sum first and byte for byte in the end.
enum FileComparison {
  private static let pieceSize = 256 << 10

  /// A sum over some bytes of a file.
  static func sum(_ ranges: [Range<Int>], of contents: FileContents) throws(SystemError) -> UInt32 {
    var sum = CRC32()
    for range in ranges {
      var position = range.lowerBound
      while position < range.upperBound {
        let bytes = try contents.bytes(position..<min(range.upperBound, position + pieceSize))
        // It was cut short meanwhile.
        guard !bytes.isEmpty else { break }
        sum.add(bytes)
        position += bytes.count
      }
    }
    return sum.number
  }

  /// Whether some bytes of one file are some of another.
  static func isEqual(
    _ ranges: [Range<Int>],
    of contents: FileContents,
    and others: [Range<Int>],
    of other: FileContents
  ) throws(SystemError) -> Bool {
    var (left, right) = (Pieces(ranges, contents), Pieces(others, other))
    guard left.count == right.count else { return false }
    var (one, two): ([UInt8], [UInt8]) = ([], [])
    while true {
      if one.isEmpty { one = try left.next() }
      if two.isEmpty { two = try right.next() }
      if one.isEmpty || two.isEmpty { return one.isEmpty && two.isEmpty }
      let count = min(one.count, two.count)
      guard one.prefix(count) == two.prefix(count) else { return false }
      one.removeFirst(count)
      two.removeFirst(count)
    }
  }

  /// Bytes of a file, piece by piece.
  private struct Pieces {
    private var ranges: ArraySlice<Range<Int>>
    private let contents: FileContents
    let count: Int

    init(_ ranges: [Range<Int>], _ contents: FileContents) {
      self.ranges = ranges[...]
      self.contents = contents
      count = ranges.reduce(0) { $0 + $1.count }
    }

    /// Empty at the end, and where the file was cut short meanwhile.
    mutating func next() throws(SystemError) -> [UInt8] {
      while let range = ranges.first {
        guard !range.isEmpty else {
          ranges.removeFirst()
          continue
        }
        let end = min(range.upperBound, range.lowerBound + pieceSize)
        ranges[ranges.startIndex] = end..<range.upperBound
        return try contents.bytes(range.lowerBound..<end)
      }
      return []
    }
  }
}
