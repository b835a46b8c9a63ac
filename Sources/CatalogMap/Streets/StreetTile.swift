import CatalogKit

/// A tile of a street map in the page's own code, which `Page/ground.js` reads: green, water, buildings, three ranks of roads and railways,
/// each a count of paths; then names. It is that of packaging/world.py, with ``VectorTile/grid`` parts to a tile.
struct StreetTile {
  private var layers = [[[VectorTile.Point]]](repeating: [], count: Layer.allCases.count)
  private var names: [Name] = []

  enum Layer: Int, CaseIterable {
    case green, water, building, path, road, majorRoad, railway, waterway
  }

  struct Name {
    /// 2 for a road, 3 for a part of a town: 0 and 1 are those of the coarse world.
    var kind: Int
    var rank: Int
    var place: VectorTile.Point
    var text: String
  }

  /// Layers of Protomaps' and of OpenMapTiles' tiles.
  static let layers: Set<String> = [
    "water", "landuse", "landcover", "natural", "park", "roads", "buildings", "places", "waterway",
    "transportation",
    "transportation_name", "building", "place", "transit", "physical_line",
  ]

  /// - Parameter tile: What the map has there.
  init(_ tile: VectorTile) {
    var longest: [String: (length: Int, name: Name)] = [:]
    for feature in tile.features {
      if let layer = Self.layer(of: feature) {
        layers[layer.rawValue] += feature.paths.filter { $0.count > (feature.shape == .area ? 2 : 1) }
      }
      for name in Self.names(of: feature) where name.length > (longest[name.name.text]?.length ?? -1) {
        longest[name.name.text] = name
      }
    }
    names = longest.values.map(\.name).sorted { ($0.rank, $0.text) < ($1.rank, $1.text) }
  }

  private static func layer(of feature: VectorTile.Feature) -> Layer? {
    switch (feature.layer, feature.shape) {
    case ("water", .area): .water
    case ("water", .line), ("waterway", .line), ("physical_line", .line): .waterway
    case ("landuse", .area), ("landcover", .area), ("natural", .area), ("park", .area):
      greens.contains(feature.kind) || feature.layer == "park" ? .green : nil
    case ("buildings", .area), ("building", .area): .building
    case ("transit", .line): .railway
    case ("roads", .line), ("transportation", .line): road(feature.kind)
    default: nil
    }
  }

  private static func road(_ kind: String) -> Layer? {
    switch kind {
    case "highway", "major_road", "motorway", "trunk", "primary", "secondary": .majorRoad
    case "medium_road", "minor_road", "tertiary", "minor", "street", "residential", "service": .road
    case "path", "other", "track", "pedestrian", "footway": .path
    case "rail", "transit": .railway
    default: nil
    }
  }

  private static let greens: Set<String> = [
    "park", "forest", "wood", "grass", "grassland", "garden", "golf_course", "meadow", "scrub",
    "nature_reserve", "cemetery", "pitch",
    "orchard", "allotments", "village_green", "national_park", "zoo", "playground", "recreation_ground",
  ]

  private static func names(of feature: VectorTile.Feature) -> [(length: Int, name: Name)] {
    guard !feature.name.isEmpty else { return [] }
    switch (feature.layer, feature.shape) {
    case ("roads", .line), ("transportation_name", .line):
      guard let line = feature.paths.max(by: { $0.count < $1.count }), line.count > 1 else { return [] }
      let (before, behind) = (line[line.count / 2 - 1], line[line.count / 2])
      let middle = VectorTile.Point(x: (before.x + behind.x) / 2, y: (before.y + behind.y) / 2)
      let length = abs(line[0].x - line[line.count - 1].x) + abs(line[0].y - line[line.count - 1].y)
      let rank = road(feature.kind) == .majorRoad ? 4 : 6
      return [(length, Name(kind: 2, rank: rank, place: middle, text: feature.name))]
    case ("places", .point), ("place", .point):
      guard let place = feature.paths.first?.first else { return [] }
      return [(0, Name(kind: 3, rank: 2, place: place, text: feature.name))]
    default: return []
    }
  }

  /// The tile's text as the page carries it: deflated, in base 64; `nil` where there is nothing.
  var base64: [UInt8]? {
    let inside = names.filter {
      (0..<VectorTile.grid).contains($0.place.x) && (0..<VectorTile.grid).contains($0.place.y)
    }
    guard layers.contains(where: { !$0.isEmpty }) || !inside.isEmpty else { return nil }
    var numbers = NumberColumn()
    for layer in layers {
      numbers.add(layer.count)
      for path in layer {
        numbers.add(path.count)
        var before = VectorTile.Point(x: 0, y: 0)
        for point in path {
          numbers.add(signed: point.x - before.x)
          numbers.add(signed: point.y - before.y)
          before = point
        }
      }
    }
    numbers.add(inside.count)
    var bytes = numbers.bytes
    for name in inside {
      var about = NumberColumn()
      for number in [name.kind, name.rank, name.place.x, name.place.y, name.text.utf8.count] {
        about.add(number)
      }
      bytes += about.bytes + Array(name.text.utf8)
    }
    return Base64.encode(Deflate.bytes(bytes))
  }
}
