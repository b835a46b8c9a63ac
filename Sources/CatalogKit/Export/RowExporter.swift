/// A format that writes each photo by itself, whatever came before it. Several threads can write such rows at once.
public protocol RowExporter: PhotoExporter, Sendable {
  /// What was written so far.
  var rows: ExportedRows { get set }
  /// What comes before the first row.
  var opening: [UInt8] { get }
  /// What comes before each row but the first.
  var separator: [UInt8] { get }
  /// What comes before the first row only.
  var firstSeparator: [UInt8] { get }
  /// Whether a row is a line of the index as it is, followed by ``terminator``.
  var copiesLines: Bool { get }
  /// What comes after each row.
  var terminator: [UInt8] { get }
  /// What comes after the last row.
  ///
  /// - Parameter isEmpty: Whether there was none.
  /// - Returns: Bytes.
  func closing(isEmpty: Bool) -> [UInt8]
  /// Appends a photo's row.
  ///
  /// - Parameters:
  ///   - photo: The photo.
  ///   - bytes: Takes the row.
  /// - Returns: `false` where the format has no room for the photo, as waypoints have none for one without a position; nothing
  ///   is appended then.
  /// - Throws: ``JSONError`` where a value in the photo's line is not as it should be.
  func appendRow(_ photo: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool
}

/// How many rows were written.
public struct ExportedRows: Hashable, Sendable {
  /// Rows.
  public internal(set) var count = 0
  /// Photos that the format had no room for.
  public internal(set) var leftOut = 0

  /// None yet.
  public init() {}

  /// Counts a row.
  mutating func add() { count += 1 }
}

extension RowExporter {
  public var count: Int { rows.count + rows.leftOut }
  public var leftOut: Int { rows.leftOut }
  public var opening: [UInt8] { [] }
  public var separator: [UInt8] { [] }
  public var firstSeparator: [UInt8] { [] }
  public var copiesLines: Bool { false }
  public var terminator: [UInt8] { [] }
  public func closing(isEmpty: Bool) -> [UInt8] { [] }

  public mutating func begin(_ sink: some ByteSink) throws {
    if !opening.isEmpty { try sink.write(opening) }
  }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    var block = RowBlock()
    try block.append(photo, self)
    try add(block, to: sink)
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try sink.write(closing(isEmpty: rows.count == 0))
  }

  /// Rows of an index in its order are written by as many threads as there are cores.
  public mutating func add(_ index: IndexFile, _ selection: PhotoSelection, to sink: some ByteSink) throws {
    try addRows(of: index, selection, to: sink)
  }

  mutating func addRows(of index: IndexFile, _ selection: PhotoSelection, to sink: some ByteSink) throws {
    guard selection.isInIndexOrder else {
      return try selection.forEachPhoto(of: index) { try add($0, to: sink) }
    }
    let writer = self
    if copiesLines, selection.keepsAllLines(of: index) {
      return try index.forEachPiece { piece in
        RowBlock(piece, writer)
      } take: { block in
        try add(block, to: sink)
        return true
      }
    }
    try selection.forEachPiece(of: index, initial: RowBlock()) { block, photo in
      try block.append(photo, writer)
    } take: { block in
      try add(block, to: sink)
    }
  }

  private mutating func add(_ block: RowBlock, to sink: some ByteSink) throws {
    if block.rows.count > 0 {
      let before = rows.count == 0 ? firstSeparator : separator
      if !before.isEmpty { try sink.write(before) }
      try sink.write(block.bytes)
    }
    rows.count += block.rows.count
    rows.leftOut += block.rows.leftOut
  }
}

/// Rows that follow each other, without what comes before the first.
private struct RowBlock: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var rows = ExportedRows()

  init() {}

  /// The lines of a piece as they are.
  init(_ piece: LinePiece, _ writer: some RowExporter) {
    var last = piece.range.lowerBound
    piece.forEachLine { _, range in
      rows.count += 1
      last = range.upperBound
    }
    // A file of the index's own layout has between lines what comes between elements of an array.
    if piece.offset != nil, writer.terminator.isEmpty, writer.separator == LinePiece.separator {
      bytes = Array(piece.bytes[piece.range.lowerBound..<last])
      return
    }
    let (separator, terminator) = (writer.separator, writer.terminator)
    bytes.reserveCapacity(piece.range.count + rows.count)
    piece.forEachLine { line, _ in
      if !bytes.isEmpty { bytes += separator }
      bytes.append(contentsOf: line)
      bytes += terminator
    }
  }

  mutating func append(_ photo: FoundPhoto, _ writer: some RowExporter) throws(JSONError) {
    let start = bytes.count
    if rows.count > 0 { bytes += writer.separator }
    if try writer.appendRow(photo, to: &bytes) {
      bytes += writer.terminator
      rows.count += 1
    } else {
      bytes.removeLast(bytes.count - start)
      rows.leftOut += 1
    }
  }
}
