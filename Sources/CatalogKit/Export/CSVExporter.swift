/// A table with a line of headings (RFC 4180): UTF-8, commas, every line ended by CR and LF.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets mark text: one that begins with
/// `=`, `+`, `-`, `@`, a tab or a line break, and is no number. A cell that is not known is empty.
public struct CSVExporter: PhotoExporter {
  /// The columns, in their order.
  public let columns: [PhotoField]

  /// What is written where no columns are named.
  public static let defaultColumns: [PhotoField] = [
    .path, .latitude, .longitude, .altitude, .accuracy, .taken, .make, .model, .format, .width, .height,
    .size, .problem,
  ]

  /// What is written of blurred photos where no columns are named: how far off they may be, and nothing of what blurring takes away.
  public static let blurredColumns: [PhotoField] = [
    .path, .latitude, .longitude, .uncertainty, .taken, .make, .model, .format, .width, .height, .problem,
  ]

  /// - Parameter columns: The columns, in their order; none gives ``defaultColumns``.
  public init(columns: [PhotoField] = defaultColumns) {
    self.columns = columns.isEmpty ? Self.defaultColumns : columns
  }

  /// Reads names of columns with commas between them, such as `path,latitude,longitude`.
  ///
  /// - Parameter text: The names; blanks may stand around them.
  /// - Returns: The columns.
  /// - Throws: ``PhotoFieldError`` for a name that no column has.
  public static func columns(_ text: some StringProtocol) throws(PhotoFieldError) -> [PhotoField] {
    var columns: [PhotoField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      columns.append(try PhotoField(named: String(name.filter { $0 != " " })))
    }
    return columns
  }

  public mutating func begin(_ sink: some ByteSink) throws {
    try sink.write(Array((columns.map(\.rawValue).joined(separator: ",") + "\r\n").utf8))
  }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    var line: [UInt8] = []
    for (index, column) in columns.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      if let value = column.value(of: photo) { Self.append(value.bytes, to: &line) }
    }
    line += Array("\r\n".utf8)
    try sink.write(line)
  }

  public mutating func end(_ sink: some ByteSink) throws {}

  private static func append(_ value: [UInt8], to line: inout [UInt8]) {
    var cell = isFormula(value) ? [UInt8(ascii: "'")] + value : value
    // No CSV reader expects a NUL, and some end the cell or the file there.
    if cell.contains(0) { cell = cell.flatMap { $0 == 0 ? replacement : [$0] } }
    guard needsQuotes(cell) else {
      line += cell
      return
    }
    line.append(JSONText.quote)
    for byte in cell {
      if byte == JSONText.quote { line.append(byte) }
      line.append(byte)
    }
    line.append(JSONText.quote)
  }

  private static func isFormula(_ value: [UInt8]) -> Bool {
    guard let first = value.first, formulaBeginnings.contains(first) else { return false }
    return DecimalText.parse(value) == nil
  }

  private static let formulaBeginnings = Array("=+-@\t\r\n".utf8)
  /// U+FFFD.
  private static let replacement = Array("\u{FFFD}".utf8)

  /// Semicolons and tabs separate cells where a spreadsheet's language says so.
  private static func needsQuotes(_ cell: [UInt8]) -> Bool {
    cell.contains { separators.contains($0) } || cell.first == UInt8(ascii: " ")
      || cell.last == UInt8(ascii: " ")
  }

  private static let separators = Array("\",;\t\r\n".utf8)
}
