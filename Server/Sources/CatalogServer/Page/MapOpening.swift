import CatalogKit

/// What a map of very many photos opens with, from the cells of a level's places: where the densest half of them is, and where all of them are.
struct MapOpening {
  /// A piece of the map that holds photos.
  struct Cell {
    let middle: Coordinate
    let photos: Int
  }

  /// The densest part that holds half of all photos; `nil` where none has a place.
  let densest: GeoBox?
  /// All places.
  let whole: GeoBox?
  /// All places, roughly.
  let cells: [Cell]

  /// So many cells give the shape of what is drawn around photos.
  private static let limit = 20_000
  /// Cells of the finest size are some metres wide.
  private static let finest = 22

  /// - Parameter places: A level's places.
  init(_ places: PlaceTable) {
    guard places.count > 0, let world = try? GeoBox("-90,-180,90,180") else {
      (densest, whole, cells) = (nil, nil, [])
      return
    }
    let ranges = Self.cells(of: places, in: world, bits: 14)
    cells = ranges.map { Cell(middle: places.middle(of: $0), photos: $0.count) }
    whole = Self.box(around: ranges.flatMap { Self.corners(of: $0, places) })
    var square = world
    var found: [Range<Int>] = []
    // A square that holds half at one size is a part of such a square at every larger size; squares with half of all overlap, so that the box around
    // them is small.
    for halvings in 1...Self.finest {
      let squares = Self.squares(of: places, in: square, halvings: halvings)
      guard let best = squares.max(by: { $0.photos < $1.photos }),
        let next = Self.box(around: squares.flatMap { Self.ends(column: $0.column, row: $0.row, halvings) })
      else { break }
      (square, found) = (next, best.ranges)
    }
    densest = Self.box(around: found.flatMap { Self.corners(of: $0, places) }) ?? whole
  }

  private struct Square {
    let column: Int
    let row: Int
    var photos = 0
    var ranges: [Range<Int>] = []
  }

  private static func cells(of places: PlaceTable, in box: GeoBox, bits: Int) -> [Range<Int>] {
    places.cells(touching: box, bits: bits, limit: limit) ?? []
  }

  /// The squares of two by two cells with at least half of all places.
  private static func squares(of places: PlaceTable, in box: GeoBox, halvings: Int) -> [Square] {
    let columns = 1 << halvings
    var squares: [Int: Square] = [:]
    for range in cells(of: places, in: box, bits: 2 * halvings) {
      let place = places.places[range.lowerBound].coordinate
      let column = min(columns - 1, Int((place.longitude + 180) / 360 * Double(columns)))
      let row = min(columns - 1, Int((place.latitude + 90) / 180 * Double(columns)))
      for (left, bottom) in [(column, row), (column - 1, row), (column, row - 1), (column - 1, row - 1)] {
        let key = bottom * 2 * columns + left
        var square = squares[key] ?? Square(column: left, row: bottom)
        square.photos += range.count
        square.ranges.append(range)
        squares[key] = square
      }
    }
    return squares.values.filter { $0.photos * 2 >= places.count }.sorted {
      ($0.row, $0.column) < ($1.row, $1.column)
    }
  }

  /// Two corners of a square of two by two cells.
  private static func ends(column: Int, row: Int, _ halvings: Int) -> [Coordinate] {
    let side = Double(1 << halvings)
    return [0, 2].compactMap { far in
      try? Coordinate(
        latitude: max(-90, min(90, Double(row + far) / side * 180 - 90)),
        longitude: max(-180, min(180, Double(column + far) / side * 360 - 180))
      )
    }
  }

  /// The south-western and the north-eastern end of some places.
  private static func corners(of range: Range<Int>, _ places: PlaceTable) -> [Coordinate] {
    var (south, west, north, east) = (90.0, 180.0, -90.0, -180.0)
    for number in range {
      let place = places.places[number].coordinate
      (south, north) = (min(south, place.latitude), max(north, place.latitude))
      (west, east) = (min(west, place.longitude), max(east, place.longitude))
    }
    return [(south, west), (north, east)].compactMap { try? Coordinate(latitude: $0.0, longitude: $0.1) }
  }

  private static func box(around places: [Coordinate]) -> GeoBox? {
    guard let first = places.first else { return nil }
    var (south, west, north, east) = (first.latitude, first.longitude, first.latitude, first.longitude)
    for place in places {
      (south, north) = (min(south, place.latitude), max(north, place.latitude))
      (west, east) = (min(west, place.longitude), max(east, place.longitude))
    }
    guard let southWest = try? Coordinate(latitude: south, longitude: west),
      let northEast = try? Coordinate(latitude: north, longitude: east)
    else { return nil }
    return try? GeoBox(southWest: southWest, northEast: northEast)
  }
}
