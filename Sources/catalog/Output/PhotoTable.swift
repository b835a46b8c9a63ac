import CatalogKit

/// Photos as a table for people, with a line of headings; nothing where there are no photos.
///
/// Columns are as wide as the first rows need. Memory does not grow with the number of photos: a later cell that is wider
/// takes the room it needs. Cells are bytes, since most of a search's time would go into strings otherwise.
struct PhotoTable: PhotoExporter {
  let columns: [PhotoField]
  var units = Units.metric
  /// Cells of the terminal: paths are shortened to fit in; `nil` shortens nothing.
  var width: Int?
  /// How headings look.
  var style = TerminalStyle.plain

  private(set) var count = 0
  /// The text of the cells that wait, row by row, without anything between them.
  private var text: [UInt8] = []
  private var cells: [Cell] = []
  /// `nil` until the first rows have been written.
  private var widths: [Int]?

  private struct Cell {
    /// Where its text ends.
    let end: Int
    /// Cells of the terminal.
    let width: Int
  }

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
    self.units = units
    self.width = width
    self.style = style
  }

  mutating func begin(_ sink: some ByteSink) throws {}

  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    count += 1
    try keep(photo)
    if widths != nil || cells.count == Self.sample * columns.count { try sink.write(takeRows()) }
  }

  mutating func end(_ sink: some ByteSink) throws {
    if !cells.isEmpty { try sink.write(takeRows()) }
  }

  private mutating func keep(_ found: FoundPhoto) throws {
    for column in columns {
      let start = text.count
      try TableCell.append(column, of: found, units, to: &text)
      cells.append(Cell(end: text.count, width: CellWidth.of(text[start...])))
    }
  }

  /// The lines of the rows that wait; before the first of them the headings.
  private mutating func takeRows() -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(2 * text.count)
    let widths = self.widths ?? takeHeadings(&lines)
    var start = 0
    for (index, cell) in cells.enumerated() {
      appendCell(text[start..<cell.end], cell.width, index % columns.count, widths, to: &lines)
      start = cell.end
    }
    text.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    return lines
  }

  /// Decides how wide columns are, and writes their headings.
  private mutating func takeHeadings(_ lines: inout [UInt8]) -> [Int] {
    let headings = columns.map { TableCell.heading($0) }
    var widths = headings.map { $0.count }
    for (index, cell) in cells.enumerated() {
      widths[index % columns.count] = max(widths[index % columns.count], cell.width)
    }
    widths = fitted(widths)
    self.widths = widths
    var line: [UInt8] = []
    for (column, heading) in headings.enumerated() {
      appendCell(heading[...], heading.count, column, widths, to: &line)
    }
    lines += Array(style.heading(String(decoding: line.dropLast(), as: UTF8.self)).utf8)
    lines.append(UInt8(ascii: "\n"))
    return widths
  }

  /// The widths with what a terminal leaves for paths.
  private func fitted(_ widths: [Int]) -> [Int] {
    guard let width, let path = columns.firstIndex(of: .path) else { return widths }
    let others = widths.reduce(0, +) - widths[path] + Self.gap * (columns.count - 1)
    var fitted = widths
    fitted[path] = min(widths[path], max(Self.shortestPath, width - others))
    return fitted
  }

  /// One cell with its padding, and after it the gap or the line break.
  private func appendCell(
    _ cell: ArraySlice<UInt8>,
    _ width: Int,
    _ column: Int,
    _ widths: [Int],
    to line: inout [UInt8]
  ) {
    var (cell, width) = (cell, width)
    if self.width != nil, columns[column] == .path, width > widths[column] {
      let short = CellWidth.shortened(String(decoding: cell, as: UTF8.self), to: widths[column])
      (cell, width) = (Array(short.utf8)[...], CellWidth.of(short))
    }
    let isLast = column == columns.count - 1
    let padding = max(0, widths[column] - width)
    if TableCell.isNumber(columns[column]) {
      Self.appendBlanks(padding, to: &line)
      line += cell
    } else {
      line += cell
      // No blanks at the end of a line.
      if !isLast { Self.appendBlanks(padding, to: &line) }
    }
    if isLast { line.append(UInt8(ascii: "\n")) } else { Self.appendBlanks(Self.gap, to: &line) }
  }

  private static func appendBlanks(_ count: Int, to line: inout [UInt8]) {
    for _ in 0..<count { line.append(UInt8(ascii: " ")) }
  }
}
