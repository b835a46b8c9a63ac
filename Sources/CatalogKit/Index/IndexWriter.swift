/// Sorts photo lines and saves them as an index.
///
/// Lines come in any order and wait in a temporary file; what is sorted in memory is 24 bytes a line. Saving is atomic:
/// whoever reads the index sees the old one or the new one.
final class IndexWriter {
  private let target: FilePathBytes
  private let store: SpillFile
  private var lines: [WaitingLine] = []
  /// Whether photos may be marked as missing; each line is looked at for that.
  var mayHaveMissing = false

  private struct WaitingLine {
    let order: UInt64
    let offset: Int
    let length: Int32
  }

  /// - Parameter target: The index, resolved; the caller holds its lock.
  init(target: FilePathBytes) {
    self.target = target
    store = SpillFile(beside: target)
  }

  /// Photos that were added.
  var count: Int { lines.count }

  /// Adds lines that lie one behind the other in a buffer.
  ///
  /// - Parameters:
  ///   - bytes: The lines, without line breaks.
  ///   - parts: Order and length of each.
  /// - Throws: ``SystemError`` where they cannot be kept.
  func add(_ bytes: [UInt8], parts: [LinePart]) throws(SystemError) {
    var offset = store.count
    try store.append(bytes)
    for part in parts {
      lines.append(
        WaitingLine(order: part.order, offset: offset, length: Int32(truncatingIfNeeded: part.length))
      )
      offset += part.length
    }
  }

  /// One line of a buffer.
  struct LinePart: Sendable {
    let order: UInt64
    let length: Int
  }

  /// Whether the lines that were added are these and no others.
  ///
  /// - Parameter forEachLine: Hands over lines in the order of an index.
  /// - Returns: `true` where both are the same, byte for byte.
  /// - Throws: What reading throws.
  func holds(_ forEachLine: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws -> Bool {
    try store.finish()
    sort()
    var same = 0
    var seen = 0
    try forEachLine { line in
      if seen < lines.count, seen == same, store.withBytes(range(lines[seen]), { $0.elementsEqual(line) }) {
        same += 1
      }
      seen += 1
    }
    return same == lines.count && seen == same
  }

  /// Writes the index and puts it in the place of the old one. More may be added after that and saved again.
  ///
  /// - Parameters:
  ///   - header: What the index begins with; its time becomes the file's.
  ///   - lineReader: The reader that the added lines name, where it is not the header's.
  ///   - forEachKeptLine: Hands over lines of the old index that stay as they are, in its order.
  /// - Returns: What was counted.
  /// - Throws: ``SystemError``, and what reading the kept lines throws; the old index is untouched then.
  func save(
    _ header: IndexHeader,
    lineReader: Int? = nil,
    forEachKeptLine: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> IndexFooter {
    try store.finish()
    sort()
    let output = try IndexOutput(replacing: target, header: header, mayHaveMissing: mayHaveMissing)
    var next = 0
    try forEachKeptLine { line in
      while next < lines.count, isBefore(lines[next], line) {
        try write(lines[next], lineReader, to: output)
        next += 1
      }
      try output.append(line)
    }
    while next < lines.count {
      try write(lines[next], lineReader, to: output)
      next += 1
    }
    return try output.commit()
  }

  private func write(_ waiting: WaitingLine, _ reader: Int?, to output: IndexOutput) throws {
    try store.withBytes(range(waiting)) { line in
      guard let reader else { return try output.append(line) }
      try LineRevision.added(reader, to: line).withUnsafeBytes { try output.append($0) }
    }
  }

  private func isBefore(_ waiting: WaitingLine, _ line: UnsafeRawBufferPointer) -> Bool {
    let order = SortKey.of(line) ?? SortKey.unlocated
    if waiting.order != order { return waiting.order < order }
    return store.withBytes(range(waiting)) { $0.lexicographicallyPrecedes(line) }
  }

  private func range(_ waiting: WaitingLine) -> Range<Int> {
    waiting.offset..<(waiting.offset + Int(waiting.length))
  }

  /// By geohash, which needs no reading; then each run of equal ones by its lines' bytes.
  private func sort() {
    lines.sort { $0.order < $1.order }
    var start = 0
    while start < lines.count {
      let order = lines[start].order
      var end = start + 1
      while end < lines.count, lines[end].order == order { end += 1 }
      if end - start > 1 { sortRun(start..<end) }
      start = end
    }
  }

  private func sortRun(_ run: Range<Int>) {
    lines[run].sort { first, second in
      store.withBytes(range(first)) { first in
        store.withBytes(range(second)) { first.lexicographicallyPrecedes($0) }
      }
    }
  }
}

/// The bytes of an index on their way into the file, counted and summed up.
private final class IndexOutput {
  private let file: AtomicFile
  private let written: Timestamp
  private var checksum = CRC32()
  private var size = 0
  private var summary = IndexFooter()

  /// Whether photos may be marked as missing; else no line has to be looked at for that.
  private let mayHaveMissing: Bool

  init(replacing target: FilePathBytes, header: IndexHeader, mayHaveMissing: Bool) throws(SystemError) {
    self.mayHaveMissing = mayHaveMissing
    // Only its owner may read a new index: it says where animals and people live.
    file = try AtomicFile(replacing: target, newMode: 0o600)
    written = header.written
    try append(header.encoded())
  }

  /// Adds a photo's line behind those before it.
  func append(_ line: UnsafeRawBufferPointer) throws(SystemError) {
    if summary.lines > 0 { try append(Self.separator) }
    try file.append(line)
    checksum.add(line)
    size += line.count
    if mayHaveMissing, Self.isMissing(line) {
      summary.missing += 1
      return
    }
    summary.photos += 1
    if SortKey.of(line) != SortKey.unlocated {
      summary.located += 1
    } else if Self.isUnreadable(line) {
      summary.unreadable += 1
    }
  }

  func commit() throws(SystemError) -> IndexFooter {
    if summary.lines > 0 { try append([UInt8(ascii: "\n")]) }
    try append(IndexFooter.closing)
    try append(summary.encodedWithoutChecksum(size: size + IndexFooter.length))
    try append(IndexFooter.encoded(checksum))
    try file.commit(modified: written)
    return summary
  }

  private static let separator = Array(",\n".utf8)

  private static func isMissing(_ line: UnsafeRawBufferPointer) -> Bool {
    var members = LineMembers()
    return (try? members.read(line)) != nil && members.isMissing(in: line)
  }

  private static func isUnreadable(_ line: UnsafeRawBufferPointer) -> Bool {
    var members = LineMembers()
    return (try? members.read(line)) != nil && members.isUnreadable(in: line)
  }

  private func append(_ bytes: [UInt8]) throws(SystemError) {
    checksum.add(bytes)
    size += bytes.count
    try bytes.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
  }
}
