/// A table with a line of headings (RFC 4180): UTF-8, commas, every line ended by CR and LF.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets mark text: one that begins with
/// `=`, `+`, `-`, `@`, a tab or a line break, and is no number. A cell that is not known is empty.
public struct CSVExporter: RowExporter {
  public var rows = ExportedRows()
  /// The columns, in their order.
  public let columns: [PhotoField]

  /// - Parameter columns: The columns, in their order; none gives ``defaultColumns``.
  public init(columns: [PhotoField] = defaultColumns) {
    self.columns = columns.isEmpty ? Self.defaultColumns : columns
  }

  /// Reads names of columns with commas between them, such as `path,latitude,longitude`.
  ///
  /// - Parameter text: The names; blanks may be around them.
  /// - Returns: The columns.
  /// - Throws: ``PhotoFieldError`` for a name that no column has.
  public static func columns(_ text: some StringProtocol) throws(PhotoFieldError) -> [PhotoField] {
    var columns: [PhotoField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      columns.append(try PhotoField(named: String(name.filter { $0 != " " })))
    }
    return columns
  }

  public var opening: [UInt8] { Array((columns.map(\.name).joined(separator: ",") + "\r\n").utf8) }

  public func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let start = bytes.count
      // A number needs no quotes, and a minus before it makes no formula of it.
      if try photo.appendText(column, to: &bytes) == .text { Self.quoteIfNeeded(from: start, in: &bytes) }
    }
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    return true
  }

  /// Turns the text at the end of a line into a cell.
  private static func quoteIfNeeded(from start: Int, in bytes: inout [UInt8]) {
    guard let last = bytes.last, bytes.count > start else { return }
    let first = bytes[start]
    if !beginsFormula(first), first != UInt8(ascii: " "), last != UInt8(ascii: " "),
      bytes.withUnsafeBytes({ isPlain(UnsafeRawBufferPointer(rebasing: $0[start...])) })
    {
      return
    }
    let text = Array(bytes[start...])
    bytes.removeLast(text.count)
    append(text, to: &bytes)
  }

  /// Whether a cell has no byte that separates cells, or that no CSV reader expects. Without a branch for each byte, many are looked at
  /// a time.
  private static func isPlain(_ cell: UnsafeRawBufferPointer) -> Bool {
    var found: UInt8 = 0
    for byte in cell {
      found |= byte < 0x20 ? 1 : 0
      found |= byte == JSONText.quote ? 1 : 0
      found |= byte == UInt8(ascii: ",") ? 1 : 0
      found |= byte == UInt8(ascii: ";") ? 1 : 0
    }
    return found == 0
  }

  /// Appends a text as a cell.
  ///
  /// - Parameters:
  ///   - cell: Any text.
  ///   - line: Takes it, quoted where that is needed.
  public static func append(cell: String, to line: inout [UInt8]) {
    let start = line.count
    line += cell.utf8
    quoteIfNeeded(from: start, in: &line)
  }

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
    guard let first = value.first, beginsFormula(first) else { return false }
    return DecimalText.parse(value) == nil
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  /// U+FFFD.
  private static let replacement = Array("\u{FFFD}".utf8)

  /// Semicolons and tabs separate cells where a spreadsheet's language says so.
  private static func needsQuotes(_ cell: [UInt8]) -> Bool {
    cell.contains { separators.contains($0) } || cell.first == UInt8(ascii: " ")
      || cell.last == UInt8(ascii: " ")
  }

  private static let separators = Array("\",;\t\r\n".utf8)
}
