/// A piece of the geohash curve: all places whose geohash lies between two, both included.
///
/// It is made of cells, at most two of each size. Questions about a piece start at the smallest cell that holds all of it and halve
/// only the cells where that can change the answer.
struct GeohashRange: Hashable, Sendable {
  let first: Geohash
  let last: Geohash

  /// - Parameters:
  ///   - first: The first geohash.
  ///   - last: The last one, not before the first.
  init(first: Geohash, last: Geohash) {
    self.first = first
    self.last = last
  }

  /// The smallest value that a lower bound has in the cells of the piece.
  ///
  /// - Parameters:
  ///   - limit: Larger values need not be exact: the result is then some value above the limit that is no more than the true one.
  ///   - bound: A value that is right for all places of a box.
  /// - Returns: The smallest value.
  func lowest(upTo limit: Double, _ bound: (BoundingBox) -> Double) -> Double {
    var lowest = Double.infinity
    let whole = enclosingCell
    var pending = [BoundedCell(cell: whole, value: bound(whole.box))]
    while let next = pending.popLast() {
      if next.value >= lowest { continue }
      guard next.value <= limit, !isAll(of: next.cell), next.cell.length < whole.length + Self.depth,
        let halves = next.cell.halves
      else {
        lowest = next.value
        continue
      }
      let first = half(halves.first, of: next, bound)
      let second = half(halves.second, of: next, bound)
      // The better one is looked at first, so it comes last: it may settle the other.
      if let first, let second, first.value < second.value {
        pending.append(second)
        pending.append(first)
      } else {
        if let first { pending.append(first) }
        if let second { pending.append(second) }
      }
    }
    return lowest
  }

  /// A cell with a lower bound of all its places.
  private struct BoundedCell {
    let cell: GeohashCell
    let value: Double
  }

  /// `nil` where nothing of the piece lies in that half.
  private func half(_ cell: GeohashCell, of whole: BoundedCell, _ bound: (BoundingBox) -> Double)
    -> BoundedCell?
  {
    touches(cell) ? BoundedCell(cell: cell, value: max(whole.value, bound(cell.box))) : nil
  }

  /// So often the smallest cell that holds the piece is halved: then only one from which the piece begins or ends is left, with edges
  /// 4096 times shorter.
  private static let depth = 24

  /// Whether something is true of all places of the piece.
  ///
  /// - Parameter isTrue: Whether it is surely true of all places of a box.
  /// - Returns: `false` also where that cannot be known.
  func isEverywhere(_ isTrue: (BoundingBox) -> Bool) -> Bool {
    // Mostly the ends show that it is not.
    for end in [first, last] where !isTrue(GeohashCell(end).box) { return false }
    var pending = [enclosingCell]
    while let cell = pending.popLast() {
      if isTrue(cell.box) { continue }
      if isAll(of: cell) { return false }
      guard let halves = cell.halves else { return false }
      if touches(halves.first) { pending.append(halves.first) }
      if touches(halves.second) { pending.append(halves.second) }
    }
    return true
  }

  /// The smallest cell that holds all of the piece: the bits that its ends have in common.
  private var enclosingCell: GeohashCell {
    let length = (first.bits ^ last.bits).leadingZeroBitCount - (UInt64.bitWidth - Geohash.bitCount)
    let rest = UInt64(Geohash.bitCount - length)
    return GeohashCell(length: length, first: Geohash(bits: (first.bits >> rest) << rest))
  }

  private func isAll(of cell: GeohashCell) -> Bool { first <= cell.first && cell.last <= last }

  private func touches(_ cell: GeohashCell) -> Bool { first <= cell.last && cell.first <= last }
}
