import CatalogKit

/// Photos as a table for people, with a line of headings; nothing where there are no photos.
///
/// Columns are as wide as the first rows need. Memory does not grow with the number of photos: a later cell that is wider takes the room it
/// needs.
struct PhotoTable: PhotoExporter {
  let columns: [PhotoField]
  var units = Units.metric
  /// Cells of the terminal: paths are shortened to fit in; `nil` shortens nothing.
  var width: Int?
  /// How headings look.
  var style = TerminalStyle.plain

  /// What has to be read of a photo for its cells.
  private let fields: PhotoFieldSet
  private var rows: [[String]] = []
  private var widths: [Int]?

  /// The number of rows that decide how wide columns are.
  static let sample = 1000
  /// A path is not made shorter than this, however narrow the terminal is.
  private static let shortestPath = 12
  private static let gap = 2

  init(
    _ columns: [PhotoField],
    units: Units = .metric,
    width: Int? = nil,
    style: TerminalStyle = .plain
  ) {
    self.columns = columns
    fields = PhotoFieldSet(columns)
    self.units = units
    self.width = width
    self.style = style
  }

  mutating func begin(_ sink: some ByteSink) throws {}

  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    let known = try photo.photo(fields)
    let cells = try columns.map { try TableCell.text($0, of: photo, known, units) }
    if let widths {
      try sink.write(Array((line(cells, widths) + "\n").utf8))
    } else {
      rows.append(cells)
      if rows.count == Self.sample { try flush(to: sink) }
    }
  }

  mutating func end(_ sink: some ByteSink) throws { try flush(to: sink) }

  private mutating func flush(to sink: some ByteSink) throws {
    guard !rows.isEmpty else { return }
    let headings = columns.map(TableCell.heading)
    let table = [headings] + rows
    let widths = fitted(columns.indices.map { column in table.map { CellWidth.of($0[column]) }.max() ?? 0 })
    self.widths = widths
    try sink.write(Array((style.heading(line(headings, widths)) + "\n").utf8))
    for cells in rows { try sink.write(Array((line(cells, widths) + "\n").utf8)) }
    rows = []
  }

  /// The widths with what a terminal leaves for paths.
  private func fitted(_ widths: [Int]) -> [Int] {
    guard let width, let path = columns.firstIndex(of: .path) else { return widths }
    let others = widths.reduce(0, +) - widths[path] + Self.gap * (columns.count - 1)
    var fitted = widths
    fitted[path] = min(widths[path], max(Self.shortestPath, width - others))
    return fitted
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      var cell = cells[index]
      if width != nil, column == .path { cell = CellWidth.shortened(cell, to: widths[index]) }
      let padding = String(repeating: " ", count: max(0, widths[index] - CellWidth.of(cell)))
      if TableCell.isNumber(column) {
        line += padding + cell
      } else {
        // No blanks at the end of a line.
        line += index == columns.count - 1 ? cell : cell + padding
      }
      if index < columns.count - 1 { line += String(repeating: " ", count: Self.gap) }
    }
    return line
  }
}

/// One cell of a table.
enum TableCell {
  /// `GPS TIME` of `gpsTime`.
  static func heading(_ column: PhotoField) -> String {
    column.name.reduce(into: "") { $0 += ($1.isUppercase ? " " : "") + $1.uppercased() }
  }

  /// Whether its values are aligned right.
  static func isNumber(_ column: PhotoField) -> Bool {
    column.isNumber && column != .bearing && column != .heading
  }

  /// What a photo has in a column, for people: on one line, harmless for a terminal, `-` where it is not known.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - found: The photo.
  ///   - photo: What is known of it in the columns of the table.
  ///   - units: The units of lengths.
  /// - Returns: Text that takes one line.
  /// - Throws: `JSONError` where a value in the photo's line is not as it should be.
  static func text(_ column: PhotoField, of found: FoundPhoto, _ photo: Photo, _ units: Units) throws
    -> String
  {
    let text: String? =
      switch column {
      case .distance: found.distance.map(units.distance)
      case .bearing: found.bearing.map(direction)
      case .heading: (photo.heading?.degrees).map(direction)
      case .uncertainty: found.uncertainty.map(units.distance)
      case .altitude: photo.position?.altitude.map(units.length)
      case .accuracy: photo.position?.accuracy.map(units.length)
      case .latitude: photo.position.map { degrees($0.coordinate.latitude) }
      case .longitude: photo.position.map { degrees($0.coordinate.longitude) }
      case .taken: photo.taken.map { TimeText.minutes("\($0)") }
      case .path: "\(photo.path)"
      default: try found.text(column).map(PrintableText.escape)
      }
    return text ?? "-"
  }

  /// Five decimals, which are about a metre, also where they are zeros.
  private static func degrees(_ value: Double) -> String {
    let text = FixedPoint.text(value, decimals: 5)
    let decimals = text.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst().count
    return text + (decimals == 0 ? "." : "") + String(repeating: "0", count: 5 - decimals)
  }

  /// Degrees below each other: `  5° N`, `208° SSW`.
  private static func direction(_ degrees: Double) -> String {
    let text = Compass.text(degrees)
    let digits = text.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
    return String(repeating: " ", count: max(0, 3 - digits)) + text
  }
}
