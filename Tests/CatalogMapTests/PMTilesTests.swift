import Testing

@testable import CatalogKit
@testable import CatalogMap
@testable import TestSupport

@Suite("PMTiles")
struct PMTilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A file of one tile per place, which another program wrote: the tiles' bytes are "z/x/y".
  private func file(_ places: [(Int, Int, Int)], leaves: Bool = true) throws -> PMTilesFile {
    let script = """
      import sys; sys.path.insert(0, sys.argv[1]); import pmtiles
      places = [tuple(map(int, place.split("/"))) for place in sys.argv[4:]]
      open(sys.argv[2], "wb").write(pmtiles.pmtiles({place: "/".join(map(str, place)).encode() for place in places}, leaves=sys.argv[3] == "1"))
      """
    let tests = SchemaPython.repository.appending(FilePathBytes("Tests/Browser"))
    let names = places.map { "\($0)/\($1)/\($2)" }
    let path = folder("map.pmtiles")
    let arguments = ["-c", script, tests.lossyText, path.lossyText, leaves ? "1" : "0"] + names
    let result = try OtherProgram.python(arguments)
    #expect(result.status == 0, "\(result.errors)")
    return try PMTilesFile(path)
  }

  @Test("tiles are numbered level after level, along a Hilbert curve")
  func numbers() {
    // From the specification's table.
    #expect(PMTilesFile.number(0, 0, 0) == 0)
    let level1 = [(0, 0), (0, 1), (1, 1), (1, 0)].map { PMTilesFile.number(1, $0.0, $0.1) }
    #expect(level1 == [1, 2, 3, 4])
    #expect(PMTilesFile.number(2, 0, 0) == 5)
    #expect(PMTilesFile.number(12, 3423, 1763) == 19_078_479)
    var seen = Set<Int>()
    for column in 0..<16 { for row in 0..<16 { seen.insert(PMTilesFile.number(4, column, row)) } }
    #expect(seen == Set(85..<341))
  }

  @Test(
    "each tile is found in the root or in a leaf, and where there is none there is none",
    arguments: [true, false]
  )
  func tiles(_ leaves: Bool) throws {
    let places = [(14, 13970, 6344), (14, 13971, 6344), (3, 1, 2), (0, 0, 0)]
    let map = try file(places, leaves: leaves)
    #expect(map.kind == .vector && map.zooms == 0...14)
    for (zoom, column, row) in places {
      #expect(try map.tile(zoom, column, row) == Array("\(zoom)/\(column)/\(row)".utf8))
    }
    #expect(try map.tile(14, 13972, 6344) == nil)
    #expect(try map.tile(1, 0, 0) == nil)
  }

  @Test("every prefix of a file, and every file with a byte changed, ends in an error or a tile")
  func damaged() throws {
    _ = try file([(14, 13970, 6344), (14, 13971, 6344)])
    let bytes = try TemporaryFolder.read(folder("map.pmtiles"))
    for count in stride(from: 0, to: bytes.count, by: 7) { try open(Array(bytes[..<count])) }
    var random = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(
          in: .min ... .max,
          using: &random
        )
      }
      try open(changed)
    }
  }

  private func open(_ bytes: [UInt8]) throws {
    try folder.write(bytes, to: "broken")
    do {
      _ = try PMTilesFile(folder("broken")).tile(14, 13970, 6344)
    } catch is PMTilesError {
    }
  }

  @Test("a directory that leads to itself is damage, and one that claims a million entries in ten bytes too")
  func loops() throws {
    // One entry of run 0 at offset 0 of the leaves: the leaf is a copy of the root.
    let entry: [UInt8] = [1, 0, 0, 5, 1]
    var header = Array("PMTiles".utf8) + [3]
    for number in [127, 5, 132, 0, 132, 5, 137, 0, 1, 1, 1] as [UInt64] {
      header += (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    header += [1, 1, 1, 1, 0, 14]
    header += [UInt8](repeating: 0, count: 127 - header.count)
    try folder.write(header + entry + entry, to: "loop")
    #expect(throws: PMTilesError.damaged) { try PMTilesFile(folder("loop")).tile(14, 0, 0) }
    #expect(throws: PMTilesError.damaged) {
      try PMTilesFile.directory([0xC0, 0x84, 0x3D, 0, 0, 0, 0, 0, 0, 0])
    }
  }

  @Test("what unpacks to more than a tile may have is damage")
  func bombs() throws {
    let script = "import gzip, sys; sys.stdout.buffer.write(gzip.compress(bytes(200_000_000)))"
    let bomb = try OtherProgram.python(["-c", script]).output
    #expect(throws: InflateError.tooLarge) { try Inflate.gzip(bomb, limit: PMTilesFile.limit) }
  }
}

@Suite("VectorTile")
struct VectorTileTests {
  @Test("random bytes and changed tiles are read to some end, and no coordinate is far away")
  func fuzz() throws {
    let script = """
      import sys; sys.path.insert(0, sys.argv[1]); import pmtiles; sys.stdout.buffer.write(pmtiles.town(1, 2))
      """
    let tests = SchemaPython.repository.appending(FilePathBytes("Tests/Browser"))
    let town = try OtherProgram.python(["-c", script, tests.lossyText]).output
    let whole = VectorTile(town, layers: StreetTile.layers)
    #expect(
      whole.features.contains { $0.layer == "roads" && $0.name == "Avenue 1" && $0.kind == "major_road" }
    )
    // 80 of 4,096 parts are 20 of 1,024; the last point, which is the first again, is left out.
    let house = try #require(whole.features.first { $0.layer == "buildings" })
    #expect(house.paths[0].count == 4 && house.paths[0][0] == VectorTile.Point(x: 25, y: 27))
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var changed = town
      for _ in 0..<8 {
        changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(
          in: .min ... .max,
          using: &random
        )
      }
      let tile = VectorTile(changed, layers: StreetTile.layers)
      for feature in tile.features {
        for path in feature.paths {
          #expect(path.allSatisfy { (-1024...2048).contains($0.x) && (-1024...2048).contains($0.y) })
        }
      }
      _ = StreetTile(tile).base64
    }
    #expect(VectorTile([UInt8](repeating: 0xFF, count: 100), layers: StreetTile.layers).features.isEmpty)
  }
}
