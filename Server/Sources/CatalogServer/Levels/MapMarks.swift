import CatalogKit

/// What a map shows of a view: photos where they stand alone, and clusters where many are.
struct MapMarks: Sendable {
  /// One mark.
  struct Mark: Sendable {
    /// The mean of the photos' places.
    let center: Coordinate
    /// How many photos it stands for.
    let photos: Int
    /// The photo that stands for them: the first in the order of ids.
    let row: Int
    /// How many of them count for what; empty where nobody asked.
    var shares: [MarkShares.Share] = []
  }

  let marks: [Mark]
  /// How many photos all marks stand for.
  let total: Int

  /// At most this many marks are shown.
  static let limit = 2000
  /// A cell of a cluster is about so many pixels wide: two more halvings than the zoom level has, of a world of 256 pixels.
  private static let extraHalvings = 2

  /// - Parameters:
  ///   - box: What of the map is seen.
  ///   - zoom: The zoom level, `0...22`: the whole world is 256 · 2^zoom pixels wide.
  ///   - table: A level's photos.
  ///   - filter: Which of them.
  ///   - sharing: By what the photos of each mark are counted apart; `nil` counts them together.
  init(_ box: GeoBox, zoom: Int, of table: LevelTable, where filter: RowFilter, by sharing: MarkShares? = nil)
  {
    let cells = Self.cells(box, halvings: min(max(zoom, 0), 22) + Self.extraHalvings, table.places)
    let isAll = filter.isEmpty
    var candidates = filter.candidates(of: table)?[...]
    var marks: [Mark] = []
    var total = 0
    for cell in cells {
      if isAll {
        marks.append(
          Mark(
            center: table.places.middle(of: cell),
            photos: cell.count,
            row: Self.first(cell, table),
            shares: sharing?.shares(of: cell) ?? []
          )
        )
        total += cell.count
        continue
      }
      let rows: [Int]
      if candidates != nil {
        // Cells and candidates are both in the order of the table.
        candidates = candidates?.drop { $0 < cell.lowerBound }
        rows =
          candidates?.prefix { $0 < cell.upperBound }.map { Int($0) }.filter { filter.matches($0, of: table) }
          ?? []
      } else {
        rows = cell.filter { filter.matches($0, of: table) }
      }
      if var mark = Self.mark(rows, table) {
        mark.shares = sharing?.shares(of: rows) ?? []
        marks.append(mark)
        total += mark.photos
      }
    }
    self.marks = marks
    self.total = total
  }

  /// The cells of the size that was asked for, or the smallest larger one that makes no more marks than the limit.
  private static func cells(_ box: GeoBox, halvings: Int, _ places: PlaceTable) -> [Range<Int>] {
    func cells(_ halvings: Int) -> [Range<Int>]? {
      places.cells(touching: box, bits: 2 * halvings, limit: limit)
    }
    if let found = cells(halvings) { return found }
    var found: [Range<Int>] = []
    // With fewer halvings there are never more cells; with none there is one.
    var (low, high) = (0, halvings)
    while low < high {
      let middle = (low + high) / 2
      if let some = cells(middle) { (found, low) = (some, middle + 1) } else { high = middle }
    }
    return found
  }

  /// The row with the first id. In a cell with very many photos, the first of those that lead it: finding another would cost more than it
  /// says.
  private static func first(_ cell: Range<Int>, _ table: LevelTable) -> Int {
    let looked = cell.prefix(32)
    return looked.min { table.rows[$0].id < table.rows[$1].id } ?? cell.lowerBound
  }

  private static func mark(_ rows: [Int], _ table: LevelTable) -> Mark? {
    var (latitude, longitude, photos) = (0.0, 0.0, 0)
    var first: Int?
    for row in rows {
      let place = table.places.places[row].coordinate
      latitude += place.latitude
      longitude += place.longitude
      photos += 1
      if first.map({ table.rows[row].id < table.rows[$0].id }) ?? true { first = row }
    }
    guard let first,
      let center = try? Coordinate(latitude: latitude / Double(photos), longitude: longitude / Double(photos))
    else { return nil }
    return Mark(center: center.rounded, photos: photos, row: first)
  }
}
