/// A cell of the geohash grid: all places whose geohash begins with the same bits. No bits are the whole world, 60 the smallest
/// cell; five make one character.
struct GeohashCell: Hashable, Sendable {
  /// How many bits are fixed, in `0...60`.
  let length: Int
  /// The first geohash of the cell: its fixed bits, zeros behind them.
  let first: Geohash

  /// - Parameters:
  ///   - length: How many bits are fixed.
  ///   - first: The first geohash of the cell.
  init(length: Int, first: Geohash) {
    self.length = length
    self.first = first
  }

  /// The smallest cell at a geohash.
  init(_ geohash: Geohash) {
    self.init(length: Geohash.bitCount, first: geohash)
  }

  static let world = GeohashCell(length: 0, first: Geohash(bits: 0))

  /// The last geohash of the cell.
  var last: Geohash { Geohash(bits: first.bits | ((1 << UInt64(Geohash.bitCount - length)) - 1)) }

  /// The two cells with one bit more, in order: west and east, or south and north. `nil` for the smallest cell.
  var halves: (first: GeohashCell, second: GeohashCell)? {
    guard length < Geohash.bitCount else { return nil }
    let bit: UInt64 = 1 << UInt64(Geohash.bitCount - length - 1)
    return (
      GeohashCell(length: length + 1, first: first),
      GeohashCell(length: length + 1, first: Geohash(bits: first.bits | bit))
    )
  }

  /// The latitudes and longitudes that the cell covers, both edges included.
  var box: BoundingBox {
    let south = Int(Geohash.gather(first.bits))
    let north = Int(Geohash.gather(last.bits)) + 1
    let west = Int(Geohash.gather(first.bits >> 1))
    let east = Int(Geohash.gather(last.bits >> 1)) + 1
    return BoundingBox(
      south: Geohash.edge(south, half: 90),
      west: Geohash.edge(west, half: 180),
      north: Geohash.edge(north, half: 90),
      east: Geohash.edge(east, half: 180)
    )
  }
}
