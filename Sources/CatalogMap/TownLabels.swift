public import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Names of towns that a page carries, out of the gazetteer: the largest of the world, and the towns around its photos, thinned so that at
/// each zoom there is room for those which it shows.
public struct TownLabels {
  private let gazetteer: Gazetteer
  private let language: PlaceLanguage

  /// Whose names they are, as the licence (CC BY 4.0) wants it shown.
  static let credit = "Places: GeoNames, CC BY 4.0"

  /// So many towns of the world are looked at, those of most inhabitants.
  private static let largest = 500
  /// Tiles around photos whose towns are looked at, those with most photos first.
  private static let tileLimit = 64
  /// Bytes of base 64 in the page: with coasts, borders and details less than 300 KB.
  static let limit = 18_000
  /// The zooms at which towns are thinned. At the last, what is left out is a village beside a town.
  private static let zooms = 2...12
  /// Pixels that a name wants for itself, at the zoom from which it is shown.
  private static let room = 96.0
  /// Rows of names in as many pixels.
  private static let rows = 6.0

  /// - Parameters:
  ///   - gazetteer: Knows the towns.
  ///   - language: The language of their names.
  public init(_ gazetteer: Gazetteer, language: PlaceLanguage) {
    self.gazetteer = gazetteer
    self.language = language
  }

  /// A town, and the zoom from which it has room.
  struct Label: Hashable {
    let town: GazetteerTown
    let zoom: Int
  }

  /// The block of the page: a count, then for each town the zoom from which it is shown, its steps east and south in 2²²ths of the world,
  /// and its name. `Page/towns.js` reads it.
  ///
  /// - Parameter tiles: Where photos are, those with the most first: which towns there are follows from nothing else.
  /// - Returns: The element; as many towns as there is room for, those that are shown first before others.
  /// - Throws: `GazetteerError`.
  func block(around tiles: [MapTile]) throws(GazetteerError) -> [UInt8] {
    let all = try labels(around: tiles)
    // A name of a town takes some twenty bytes.
    var (low, high) = (0, min(all.count, Self.limit / 4))
    while low < high {
      let middle = (low + high + 1) / 2
      if Self.packed(all[..<middle]).count <= Self.limit { low = middle } else { high = middle - 1 }
    }
    return DataBlock.element("towns", about: "\(low)", base64: Self.packed(all[..<low]))
  }

  private static func packed(_ labels: ArraySlice<Label>) -> [UInt8] {
    var numbers = NumberColumn()
    var text: [UInt8] = []
    let grid = Double(1 << 22)
    for column in [0, 1, 2, 3] {
      var last = 0
      for label in labels {
        let (x, y) = MapTile.square(label.town.coordinate)
        switch column {
        case 0: numbers.add(label.zoom)
        case 3:
          let name = Array(label.town.name.utf8)
          numbers.add(name.count)
          text += name
        default:
          let place = Int((column == 1 ? x : y) * grid)
          numbers.add(signed: place - last)
          last = place
        }
      }
    }
    return Base64.encode(Deflate.bytes(numbers.bytes + text))
  }

  /// The towns, by the zoom from which they are shown, then in the order of the tiles and of inhabitants.
  func labels(around tiles: [MapTile]) throws(GazetteerError) -> [Label] {
    var towns: [(town: GazetteerTown, tile: Int)] = []
    var seen: Set<Int> = []
    for (place, tile) in tiles.prefix(Self.tileLimit).enumerated() {
      let found = try gazetteer.towns(latitudes: tile.latitudes, longitudes: tile.longitudes, in: language)
      for town in found where seen.insert(town.number).inserted { towns.append((town, place)) }
    }
    for town in try gazetteer.largestTowns(Self.largest, in: language) where seen.insert(town.number).inserted
    {
      towns.append((town, tiles.count))
    }
    towns.sort { ($1.town.inhabitants, $0.town.number) < ($0.town.inhabitants, $1.town.number) }
    var taken: Set<Cell> = []
    var labels: [(label: Label, tile: Int)] = []
    for (town, tile) in towns {
      // Behind the last zoom at which a larger one is too near.
      let taking = Self.zooms.last { taken.contains(Cell(town, $0)) }
      let zoom = taking.map { $0 + 1 } ?? Self.zooms.lowerBound
      guard zoom <= Self.zooms.upperBound else { continue }
      // At this zoom and all closer ones nothing smaller is shown so near to it.
      for zoom in zoom...Self.zooms.upperBound { taken.formUnion(Cell(town, zoom).withNeighbours) }
      labels.append((Label(town: town, zoom: zoom), tile))
    }
    // The sort is stable, so that of one tile the larger town comes first.
    return labels.sorted { ($0.label.zoom, $0.tile) < ($1.label.zoom, $1.tile) }.map(\.label)
  }

  /// A piece of the map that has room for one name.
  private struct Cell: Hashable {
    let zoom: Int
    let column: Int
    let row: Int

    init(zoom: Int, column: Int, row: Int) {
      (self.zoom, self.column, self.row) = (zoom, column, row)
    }

    init(_ town: GazetteerTown, _ zoom: Int) {
      let (x, y) = MapTile.square(town.coordinate)
      let cells = 256 * Double(1 << zoom) / TownLabels.room
      self.init(zoom: zoom, column: Int(x * cells), row: Int(y * cells * TownLabels.rows))
    }

    /// The piece with those around it.
    var withNeighbours: [Cell] {
      (-1...1).flatMap { down in
        (-1...1).map { Cell(zoom: zoom, column: column + $0, row: row + down) }
      }
    }
  }
}

/// A tile of the map's finest level, which is 64 tiles wide and high.
struct MapTile: Hashable {
  let column: Int
  let row: Int

  static let level = 6
  /// Tiles from west to east.
  static let columns = 1 << level

  /// Degrees from south to north.
  var latitudes: ClosedRange<Double> { Self.latitude(row + 1)...Self.latitude(row) }

  /// Degrees from west to east.
  var longitudes: ClosedRange<Double> { Self.longitude(column)...Self.longitude(column + 1) }

  private static func longitude(_ column: Int) -> Double { Double(column) / Double(columns) * 360 - 180 }

  private static func latitude(_ row: Int) -> Double {
    atan(sinh(.pi * (1 - 2 * Double(row) / Double(columns)))) * 180 / .pi
  }

  /// A place in the square of Web Mercator, `0..<1` from west and from north.
  static func square(_ place: Coordinate) -> (x: Double, y: Double) {
    let radians = max(-85.05, min(85.05, place.latitude)) * .pi / 180
    return ((place.longitude + 180) / 360, max(0, 0.5 - asinh(tan(radians)) / (2 * .pi)))
  }
}
