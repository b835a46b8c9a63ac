/// A tile of vectors: Mapbox Vector Tile, version 2 (github.com/mapbox/vector-tile-spec). Only what a street map is made of is read.
struct VectorTile {
  /// One thing on the map.
  struct Feature {
    var layer: String
    /// `kind` in Protomaps' tiles, `class` in OpenMapTiles'.
    var kind = ""
    var name = ""
    var shape = Shape.point
    /// Paths in parts of the tile's width, times 1024: rings without their last point, lines, or single points.
    var paths: [[Point]] = []
  }

  enum Shape: Int {
    case point = 1
    case line = 2
    case area = 3
  }

  struct Point: Hashable {
    var x: Int
    var y: Int
  }

  /// Parts of a tile's width in which coordinates are kept: 2.4 metres at the equator at zoom 14.
  static let grid = 1024
  /// Of what lies farther outside of the tile than this part of its width, nothing is kept.
  private static let reach = 1
  /// More points than any map has in a tile.
  private static let pointLimit = 400_000

  private(set) var features: [Feature] = []
  /// Whether something of it could not be read.
  private(set) var isDamaged = false
  private var points = 0

  /// - Parameters:
  ///   - bytes: A tile; what cannot be read of it is left out.
  ///   - layers: The layers that are read.
  init(_ bytes: [UInt8], layers: Set<String>) {
    var reader = ProtobufReader(bytes[...])
    while let field = reader.field() {
      if field.number == 3, case .bytes(let layer) = field.value { add(layer, layers) }
    }
    if !reader.isAtEnd { isDamaged = true }
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>, _ layers: Set<String>) {
    var name = ""
    var extent = 4096
    var keys: [String] = []
    var values: [String?] = []
    var features: [ArraySlice<UInt8>] = []
    var reader = ProtobufReader(bytes)
    while let field = reader.field() {
      switch (field.number, field.value) {
      case (1, .bytes(let text)): name = Self.text(text)
      case (2, .bytes(let feature)): features.append(feature)
      case (3, .bytes(let key)): keys.append(Self.text(key))
      case (4, .bytes(let value)): values.append(Self.value(value))
      case (5, .number(let number)): extent = number
      default: break
      }
    }
    if !reader.isAtEnd { isDamaged = true }
    guard layers.contains(name), (1...65536).contains(extent) else { return }
    for feature in features { add(feature, of: name, extent, keys, values) }
  }

  private mutating func add(
    _ bytes: ArraySlice<UInt8>,
    of layer: String,
    _ extent: Int,
    _ keys: [String],
    _ values: [String?]
  ) {
    var feature = Feature(layer: layer)
    var geometry: ArraySlice<UInt8> = []
    var reader = ProtobufReader(bytes)
    while let field = reader.field() {
      switch (field.number, field.value) {
      case (2, .bytes(let tags)):
        var reader = ProtobufReader(tags)
        while let key = reader.number(), let value = reader.number() {
          guard key < keys.count, value < values.count, let text = values[value] else { continue }
          switch keys[key] {
          case "kind", "class": feature.kind = text
          case "name": feature.name = text
          default: break
          }
        }
      case (3, .number(let number)): feature.shape = Shape(rawValue: number) ?? .point
      case (4, .bytes(let commands)): geometry = commands
      default: break
      }
    }
    feature.paths = paths(geometry, extent, isArea: feature.shape == .area)
    if !feature.paths.isEmpty { features.append(feature) }
  }

  /// Follows the commands of a geometry; a path that leaves the tile far behind is dropped.
  private mutating func paths(_ geometry: ArraySlice<UInt8>, _ extent: Int, isArea: Bool) -> [[Point]] {
    var paths: [[Point]] = []
    var path: [Point] = []
    var (x, y) = (0, 0)
    var isInside = true
    func end() {
      if isArea, path.count > 1, path.first == path.last { path.removeLast() }
      if isInside, path.count >= (isArea ? 3 : 1) { paths.append(path) }
      path = []
      isInside = true
    }
    var reader = ProtobufReader(geometry)
    while let command = reader.number() {
      guard command & 7 != 7 else { continue }
      for _ in 0..<(command >> 3) {
        guard points < Self.pointLimit, let right = reader.signed(), let down = reader.signed() else {
          end()
          return paths
        }
        points += 1
        if command & 7 == 1 { end() }
        // Steps may claim anything: far away is far away.
        x = min(1 << 20, max(-1 << 20, x + min(1 << 20, max(-1 << 20, right))))
        y = min(1 << 20, max(-1 << 20, y + min(1 << 20, max(-1 << 20, down))))
        let range = (-Self.reach * extent)...((1 + Self.reach) * extent)
        if !range.contains(x) || !range.contains(y) { isInside = false }
        let point = Point(x: x * Self.grid / extent, y: y * Self.grid / extent)
        if path.last != point { path.append(point) }
      }
    }
    end()
    return paths
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(200), as: UTF8.self)
  }

  /// A value that is text; others say nothing that a map shows.
  private static func value(_ bytes: ArraySlice<UInt8>) -> String? {
    var reader = ProtobufReader(bytes)
    guard let field = reader.field(), field.number == 1, case .bytes(let text) = field.value else {
      return nil
    }
    return Self.text(text)
  }
}
