import CatalogKit

/// An answer as a table for people: distance, bearing, when, which.
enum NearTable {
  /// The table with a line of headings; nothing where there are no rows.
  static func render(_ rows: [NearRow]) -> [UInt8] {
    guard !rows.isEmpty else { return [] }
    var table = [["DISTANCE", "BEARING", "TAKEN", "PATH"]]
    for row in rows {
      let taken = row.hit.photo.taken.map { TimeText.minutes("\($0)") }
      table.append([distance(row.hit.distance), bearing(row.hit.bearing), taken ?? "-", "\(row.path)"])
    }
    // Every column before the last is ASCII but for the degree sign, one cell each: characters are cells here.
    let widths = (0..<3).map { column in table.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for cells in table {
      text += padding(cells[0], widths[0]) + cells[0] + "  "
      text += padding(cells[1], widths[1]) + cells[1] + "  "
      text += cells[2] + padding(cells[2], widths[2]) + "  "
      text += cells[3] + "\n"
    }
    return Array(text.utf8)
  }

  /// A distance in the unit that suits it: `38 m`, `1.2 km`, `8296 km`.
  static func distance(_ metres: Double) -> String {
    if metres < 999.5 { return "\(FixedPoint.text(metres, decimals: 0)) m" }
    let kilometres = metres / 1000
    guard kilometres < 99.95 else { return "\(FixedPoint.text(kilometres, decimals: 0)) km" }
    let text = FixedPoint.text(kilometres, decimals: 1)
    return text.contains(".") ? "\(text) km" : "\(text).0 km"
  }

  /// A bearing in whole degrees, `0°` to `359°`.
  static func bearing(_ degrees: Double) -> String {
    let whole = FixedPoint.round(degrees, decimals: 0)
    return "\(FixedPoint.text(whole == 360 ? 0 : whole, decimals: 0))°"
  }

  private static func padding(_ cell: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - cell.count))
  }
}
