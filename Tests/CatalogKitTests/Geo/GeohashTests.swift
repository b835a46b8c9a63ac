import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Geohashes")
struct GeohashTests {
  private func geohash(_ latitude: Double, _ longitude: Double) throws -> String {
    Geohash(try Coordinate(latitude: latitude, longitude: longitude)).description
  }

  @Test(
    "Known places have known geohashes",
    arguments: [
      (42.605, -5.603, "ezs42"), (57.64911, 10.40744, "u4pruydqqvj8"), (37.8324, 112.5584, "ww8p1r4t8"),
      (-25.382708, -49.265506, "6gkzwgjzn820"), (0, 0, "s00000000000"), (90, 180, "zzzzzzzzzzzz"),
      (-90, -180, "000000000000"), (90, -180, "bpbpbpbpbpbp"), (-90, 180, "pbpbpbpbpbpb"),
      (0, 180, "xbpbpbpbpbpb"),
      (90, 0, "upbpbpbpbpbp"), (-90, 0, "h00000000000"), (0, -180, "800000000000"),
    ] as [(Double, Double, String)]
  )
  func known(_ latitude: Double, _ longitude: Double, _ prefix: String) throws {
    #expect(try geohash(latitude, longitude).hasPrefix(prefix))
  }

  @Test("A place just south or west of a line belongs to the cell before it")
  func edges() throws {
    #expect(try geohash((0.0).nextDown, 0).hasPrefix("k"))
    #expect(try geohash(0, (0.0).nextDown).hasPrefix("e"))
    #expect(try geohash((0.0).nextDown, (0.0).nextDown) == "7zzzzzzzzzzz")
    #expect(try geohash((45.0).nextDown, 45) != geohash(45, 45))
  }

  private func place(_ generator: inout SeededGenerator) throws -> Coordinate {
    try Coordinate(
      latitude: Double.random(in: -90...90, using: &generator),
      longitude: Double.random(in: -180...180, using: &generator)
    )
  }

  @Test("A geohash is read as it was written")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<2000 {
      let geohash = Geohash(try place(&generator))
      #expect(Geohash(ascii: geohash.description.utf8) == geohash)
    }
  }

  @Test(
    "Other text is no geohash",
    arguments: [
      "", "u4pruydqqvj", "u4pruydqqvj88", "U4PRUYDQQVJ8", "u4pruydqqvja", "u4pruydqqvji", "u4pruydqqvjl",
      "u4pruydqqvjo",
      "u4pruydqqv 8", "u4pruydqqv-8", "u4pruydqqvé",
    ]
  )
  func refused(_ text: String) {
    #expect(Geohash(ascii: text.utf8) == nil)
  }

  @Test("Geohashes are ordered as their text is")
  func order() throws {
    var generator = SeededGenerator(seed: 11)
    let geohashes = try (0..<1000).map { _ in Geohash(try place(&generator)) }
    let byText = geohashes.sorted {
      Array($0.description.utf8).lexicographicallyPrecedes(Array($1.description.utf8))
    }
    #expect(geohashes.sorted() == byText)
  }

  @Test("Every place lies in all the cells that its geohash names")
  func cellsContainTheirPlaces() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<2000 {
      let place = try place(&generator)
      let geohash = Geohash(place)
      for length in 0...Geohash.length {
        let cell = GeohashCell(geohash, characters: length)
        #expect(cell.first <= geohash && geohash <= cell.last)
        #expect(cell.box.south <= place.latitude && place.latitude <= cell.box.north)
        #expect(cell.box.west <= place.longitude && place.longitude <= cell.box.east)
      }
    }
  }

  @Test("The corner of a cell in the south and west belongs to it, and that in the north and east to another")
  func corners() throws {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<500 {
      let cell = GeohashCell(
        Geohash(try place(&generator)),
        characters: Int.random(in: 1...12, using: &generator)
      )
      let corner = try Coordinate(latitude: cell.box.south, longitude: cell.box.west)
      #expect(Geohash(corner) == cell.first)
      let opposite = Geohash(try Coordinate(latitude: cell.box.north, longitude: cell.box.east))
      #expect(opposite > cell.last || cell.box.north == 90 || cell.box.east == 180)
    }
  }

  @Test("The world is one cell, and every cell is made of its halves")
  func halves() throws {
    let world = GeohashCell.world
    #expect(world.box == BoundingBox(south: -90, west: -180, north: 90, east: 180))
    #expect(world.first.description == "000000000000")
    #expect(world.last.description == "zzzzzzzzzzzz")
    var generator = SeededGenerator(seed: 14)
    var cell = world
    while let halves = cell.halves {
      try checkHalves(cell)
      cell = Bool.random(using: &generator) ? halves.first : halves.second
    }
    #expect(cell == GeohashCell(cell.first))
    #expect(cell.first == cell.last)
  }

  private func checkHalves(_ cell: GeohashCell) throws {
    let (first, second) = try #require(cell.halves)
    #expect(first.first == cell.first && second.last == cell.last)
    #expect(second.first.bits == first.last.bits + 1)
    #expect(first.length == cell.length + 1 && second.length == cell.length + 1)
    let box = cell.box
    if cell.length.isMultiple(of: 2) {
      #expect(
        first.box == BoundingBox(south: box.south, west: box.west, north: box.north, east: second.box.west)
      )
      #expect(second.box.east == box.east && second.box.south == box.south)
    } else {
      #expect(
        first.box == BoundingBox(south: box.south, west: box.west, north: second.box.south, east: box.east)
      )
      #expect(second.box.north == box.north && second.box.west == box.west)
    }
  }
}

extension GeohashCell {
  /// The cell of this many characters that holds a geohash.
  init(_ geohash: Geohash, characters: Int) {
    let rest = UInt64(5 * (Geohash.length - characters))
    self.init(length: 5 * characters, first: Geohash(bits: (geohash.bits >> rest) << rest))
  }
}
