import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Pieces of the geohash curve")
struct GeohashRangeTests {
  /// Pieces of every size, from a single cell to the world.
  private func range(_ generator: inout SeededGenerator) -> GeohashRange {
    let size = UInt64.random(in: 0..<(1 << UInt64.random(in: 1...60, using: &generator)), using: &generator)
    let first = UInt64.random(in: 0..<(1 << 60) - size, using: &generator)
    return GeohashRange(first: Geohash(bits: first), last: Geohash(bits: first + size))
  }

  private func place(_ generator: inout SeededGenerator) throws -> Coordinate {
    try Coordinate(
      latitude: Double.random(in: -90...90, using: &generator),
      longitude: Double.random(in: -180...180, using: &generator)
    )
  }

  /// A place in the piece, or near it, or anywhere.
  private func center(_ range: GeohashRange, _ generator: inout SeededGenerator) throws -> Coordinate {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: Geohash(bits: UInt64.random(in: range.first.bits...range.last.bits, using: &generator)).middle
    case 1: Geohash(bits: range.first.bits ^ UInt64.random(in: 0..<(1 << 30), using: &generator)).middle
    default: try place(&generator)
    }
  }

  @Test("no place of a piece is nearer than its bound, its ends least of all", arguments: 0..<4)
  func lowest(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(300 + seed))
    for _ in 0..<200 {
      let range = range(&generator)
      let center = try center(range, &generator)
      let random = (0..<8).map { _ in
        UInt64.random(in: range.first.bits...range.last.bits, using: &generator)
      }
      for bits in [range.first.bits, range.last.bits] + random {
        let distance = Geodesic(from: center, to: Geohash(bits: bits).middle).distance
        for limit in [distance, distance / 2, .infinity] {
          let bound = range.lowest(upTo: limit) { $0.lowerBound(from: center, deciding: limit) }
          #expect(bound <= distance, "\(range) \(center) \(bits) \(limit)")
        }
      }
    }
  }

  @Test("the bound of a piece is that of the best of its cells")
  func cells() throws {
    var generator = SeededGenerator(seed: 310)
    for _ in 0..<300 {
      // Three eighths of a cell that begin in its middle: one cell and a half of one.
      let cell = GeohashCell(Geohash(try place(&generator)), characters: 3)
      let eighth = (cell.last.bits - cell.first.bits + 1) / 8
      let first = cell.first.bits + 4 * eighth
      let range = GeohashRange(
        first: Geohash(bits: first),
        last: Geohash(bits: first + 3 * eighth - 1)
      )
      let center = try center(range, &generator)
      let quarter = GeohashCell(length: 17, first: range.first)
      let rest = GeohashCell(length: 18, first: Geohash(bits: first + 2 * eighth))
      let expected = min(quarter.box.lowerBound(from: center), rest.box.lowerBound(from: center))
      #expect(range.lowest(upTo: .infinity) { $0.lowerBound(from: center) } == expected)
    }
  }

  @Test("a piece that leaps from one end of the world to the other is not near what it leaps over")
  func leap() throws {
    // From the last places of the south-western quarter to the first of the north-western one.
    let (west, east) = (Geohash(bits: (1 << 58) - 10), Geohash(bits: (1 << 58) + 10))
    let center = try Coordinate(latitude: -60, longitude: -90)
    let bound = GeohashRange(first: west, last: east).lowest(upTo: .infinity) { $0.lowerBound(from: center) }
    #expect(bound > 6_000_000)
  }

  @Test("what is true of all places of a piece is true everywhere, and what fails at one place is not")
  func everywhere() throws {
    var generator = SeededGenerator(seed: 320)
    var count = 0
    for _ in 0..<400 {
      let range = range(&generator)
      let center = try center(range, &generator)
      let far = Double.random(in: 0..<20_100_000, using: &generator)
      let isWithin = range.isEverywhere { $0.upperBound(from: center) <= far }
      count += isWithin ? 1 : 0
      for bits in [range.first.bits, range.last.bits]
        + (0..<8).map({ _ in UInt64.random(in: range.first.bits...range.last.bits, using: &generator) })
      {
        let distance = Geodesic(from: center, to: Geohash(bits: bits).middle).distance
        #expect(!isWithin || distance <= far)
      }
      #expect(range.isEverywhere { $0.upperBound(from: center) <= 20_200_000 })
    }
    #expect((50..<350).contains(count))
  }
}
