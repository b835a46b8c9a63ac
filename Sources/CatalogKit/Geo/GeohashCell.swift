/// A cell of the geohash grid: all places whose geohash begins with the same characters. The empty beginning is
/// the whole world, twelve characters are the smallest cell.
struct GeohashCell: Hashable, Sendable {
  /// How many characters are fixed, in `0...12`.
  let length: Int
  /// The first geohash of the cell: its fixed bits, zeros behind them.
  let first: Geohash

  static let world = GeohashCell(length: 0, first: Geohash(bits: 0))

  /// The last geohash of the cell.
  var last: Geohash { Geohash(bits: first.bits | (1 << UInt64(5 * (Geohash.length - length)) - 1)) }

  /// The 32 cells with one character more, in order; none below twelve characters.
  var children: some Collection<GeohashCell> {
    let count = length < Geohash.length ? 32 : 0
    let shift = UInt64(max(0, 5 * (Geohash.length - length - 1)))
    return (0..<count).lazy.map { child in
      GeohashCell(length: length + 1, first: Geohash(bits: first.bits | UInt64(child) << shift))
    }
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
