import CatalogKit

/// Coasts, lakes, rivers, borders and names that a page carries: the whole world coarsely, and in detail where its photos are.
struct WorldBackground {
  /// How many photos are in each tile of the finest level, by its number from the north-west.
  private var counts: [Int: Int] = [:]

  /// Bytes of detail in a page; the tiles with the most photos come first.
  private static let detailLimit = 110_000
  private static let finest = MapTile.level
  private static let columns = MapTile.columns

  /// Notes where a photo is; below exact, that is the middle of its cell.
  mutating func note(_ place: Coordinate, photos: Int = 1) {
    let (x, y) = MapTile.square(place)
    let column = min(Self.columns - 1, Int(x * Double(Self.columns)))
    let row = min(Self.columns - 1, Int(y * Double(Self.columns)))
    counts[row * Self.columns + column, default: 0] += photos
  }

  /// The blocks of the page: one tile each.
  var blocks: [UInt8] {
    var blocks: [UInt8] = []
    var left = Self.detailLimit
    var details: [Int: WorldTile] = [:]
    for tile in WorldTile.all {
      if tile.level == Self.finest {
        details[tile.row * Self.columns + tile.column] = tile
      } else if tile.level == 0 || !counts.isEmpty {
        blocks += tile.block
      }
    }
    for number in wanted {
      guard let tile = details[number], tile.size <= left else { continue }
      left -= tile.size
      blocks += tile.block
    }
    return blocks
  }

  /// Tiles with photos, the most first, then those around them.
  var tiles: [MapTile] {
    wanted.map { MapTile(column: $0 % Self.columns, row: $0 / Self.columns) }
  }

  /// The same by their numbers.
  private var wanted: [Int] {
    let full = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
    var seen = Set(full)
    var around: [Int] = []
    for number in full {
      let (row, column) = (number / Self.columns, number % Self.columns)
      for (down, right) in [(-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1)]
      where (0..<Self.columns).contains(row + down) {
        let neighbour = (row + down) * Self.columns + (column + right + Self.columns) % Self.columns
        if seen.insert(neighbour).inserted { around.append(neighbour) }
      }
    }
    return full + around
  }
}

/// One tile of ``WorldTiles``.
struct WorldTile {
  let level: Int
  let column: Int
  let row: Int
  /// Where its text begins, and how many bytes it has.
  let offset: Int
  let size: Int

  /// All tiles, in the order of the text.
  static var all: [WorldTile] {
    var tiles: [WorldTile] = []
    var offset = 0
    WorldTiles.table.withUTF8Buffer { table in
      for entry in table.split(separator: UInt8(ascii: ";")) {
        let numbers = entry.split(separator: UInt8(ascii: " ")).map {
          $0.reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        tiles.append(
          WorldTile(level: numbers[0], column: numbers[1], row: numbers[2], offset: offset, size: numbers[3])
        )
        offset += numbers[3]
      }
    }
    return tiles
  }

  /// The tile as a block of the page's data.
  var block: [UInt8] {
    WorldTiles.text.withUTF8Buffer { text in
      DataBlock.element("world", about: "\(level) \(column) \(row)", base64: text[offset..<(offset + size)])
    }
  }
}
