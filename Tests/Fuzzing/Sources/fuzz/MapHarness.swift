import FuzzSupport

@testable import CatalogKit
@testable import CatalogMap

/// A map in one file: a whole one, its directories and tiles in a file that is right otherwise, or the bytes of a tile.
enum MapHarness {
  static func run(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    switch kind {
    case UInt8(ascii: "t"): check(tile: rest)
    case UInt8(ascii: "d"): check(file: header(rest.count, isPacked: false) + rest)
    case UInt8(ascii: "z"): check(file: header(rest.count, isPacked: true) + rest)
    default: check(file: rest)
    }
  }

  /// Asks a file for tiles of all levels.
  private static func check(file: [UInt8]) {
    var read = 0
    do {
      let map = try PMTilesFile { offset, count in
        expect(
          offset >= 0 && count >= 0 && count <= PMTilesFile.limit,
          "no more than a limit is read at once"
        )
        read += 1
        return Array(file.dropFirst(offset).prefix(count))
      }
      expect(map.zooms.lowerBound >= 0 && map.zooms.upperBound <= 26, "levels in range")
      for zoom in 0...min(15, map.zooms.upperBound) {
        let last = (1 << zoom) - 1
        for (column, row) in [(0, 0), (last, last), (last / 2, last / 3), (1 & last, 2 & last)] {
          let before = read
          guard let tile = try map.tile(zoom, column, row) else { continue }
          expect(read - before <= 5, "directories are at most four deep")
          expect(tile.count <= PMTilesFile.limit, "a tile is no larger than the limit")
          if map.kind == .vector { check(tile: tile) }
        }
      }
    } catch let error as PMTilesError {
      expect(!error.description.isEmpty, "a reason")
    } catch {
      fail("an error of another kind: \(error)")
    }
  }

  private static func check(tile bytes: [UInt8]) {
    let tile = VectorTile(bytes, layers: StreetTile.layers)
    for path in tile.features.flatMap(\.paths) {
      expect(!path.isEmpty, "no path is empty")
      for point in path {
        let range = -VectorTile.grid...(2 * VectorTile.grid)
        expect(
          range.contains(point.x) && range.contains(point.y),
          "a point is in the tile or in its neighbours"
        )
      }
    }
    _ = StreetTile(tile).base64
  }

  /// A header before so many bytes, each part of which is all of them.
  private static func header(_ count: Int, isPacked: Bool) -> [UInt8] {
    var header = Array("PMTiles".utf8) + [3]
    for number in [127, count, 127, 0, 127, count, 127, count, 1, 1, 1] {
      header += (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    header += [1, isPacked ? 2 : 1, isPacked ? 2 : 1, 1, 0, 14]
    return header + [UInt8](repeating: 0, count: 127 - header.count)
  }

  // MARK: Seeds

  static let seeds: [[UInt8]] = {
    let tile = layer("roads", 2, [9, 0, 0, 18, 200, 1, 100, 50, 60], ["kind": "highway", "name": "Way"])
    let area = layer("water", 3, [9, 2, 2, 26, 50, 0, 0, 50, 49, 0, 15], ["kind": "lake"])
    let place = layer("places", 1, [9, 80, 80], ["kind": "city", "name": "Town"])
    // One tile, then one directory that leads to another.
    let root: [UInt8] = [1, 0, 1, UInt8(tile.count), 1 + 5] + tile
    let leaf: [UInt8] = [1, 0, 0, 5, 6, 1, 0, 1, UInt8(tile.count), 11] + tile
    return [
      [UInt8(ascii: "t")] + tile, [UInt8(ascii: "t")] + tile + area + place, [UInt8(ascii: "d")] + root,
      [UInt8(ascii: "d")] + leaf, [UInt8(ascii: "f")] + header(root.count, isPacked: false) + root,
      [UInt8(ascii: "z"), 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + Deflate.bytes(root) + [
        0, 0, 0, 0, 0, 0, 0, 0,
      ],
    ]
  }()

  private static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
    [UInt8(number << 3 | 2), UInt8(bytes.count)] + bytes
  }

  private static func layer(_ name: String, _ shape: UInt8, _ geometry: [UInt8], _ tags: [String: String])
    -> [UInt8]
  {
    let keys = tags.keys.sorted()
    let numbers = keys.indices.flatMap { [UInt8($0), UInt8($0)] }
    let feature = field(2, numbers) + [3 << 3, shape] + field(4, geometry)
    let texts = keys.flatMap { field(3, Array($0.utf8)) }
    let values = keys.flatMap { field(4, field(1, Array((tags[$0] ?? "").utf8))) }
    return field(3, field(1, Array(name.utf8)) + field(2, feature) + texts + values + [5 << 3, 128, 32])
  }
}
