import CatalogKit

/// The order of a table: photos with places in the order of these, equal places in the order of ids, then the others in the order of ids.
enum DraftOrder {
  /// What decides nearly always; plain numbers are quicker to compare than photos.
  private struct Key {
    let bits: UInt64
    let id: UInt64
    let draft: UInt32
  }

  /// Where the drafts are, in their order.
  static func places(of drafts: [LevelTable.Draft]) -> [UInt32] {
    var keys: [Key] = []
    keys.reserveCapacity(drafts.count)
    for (number, draft) in drafts.enumerated() {
      keys.append(
        Key(bits: draft.place?.geohash.bits ?? .max, id: draft.row.id, draft: UInt32(number))
      )
    }
    keys.sort { first, second in
      if first.bits != second.bits { return first.bits < second.bits }
      if first.bits != .max, let mine = drafts[Int(first.draft)].place,
        let isBefore = drafts[Int(second.draft)].place.flatMap({ mine.precedes($0) })
      {
        return isBefore
      }
      return first.id < second.id
    }
    return keys.map(\.draft)
  }
}

/// The order of numbers that are spread evenly, as ids are: each is nearly in its place by its first bits.
enum SpreadOrder {
  private static let bits = 16

  /// Where the numbers are, smallest first.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - key: Gives the number of a place.
  /// - Returns: Each place once.
  static func places(of count: Int, _ key: (Int) -> UInt64) -> [UInt32] {
    let shift = 64 - bits
    var ends = [UInt32](repeating: 0, count: 1 << bits)
    for place in 0..<count { ends[Int(key(place) >> shift)] += 1 }
    var sum: UInt32 = 0
    for bucket in ends.indices {
      (ends[bucket], sum) = (sum, sum + ends[bucket])
    }
    var order = [UInt32](repeating: 0, count: count)
    for place in 0..<count {
      let bucket = Int(key(place) >> shift)
      order[Int(ends[bucket])] = UInt32(place)
      ends[bucket] += 1
    }
    var start = 0
    for end in ends.map({ Int($0) }) where end > start {
      // Some twenty of a million; more only where numbers are not spread.
      if end - start > 1 { order[start..<end].sort { key(Int($0)) < key(Int($1)) } }
      start = end
    }
    return order
  }
}
