/// Photo lines on their way into an index, added in any order.
///
/// They wait in a temporary file once they are many; what is sorted in memory is 24 bytes a line.
final class WaitingLines {
  private let store: SpillFile
  private var lines: [WaitingLine] = []

  private struct WaitingLine {
    let order: UInt64
    let offset: Int
    let length: Int32

    var range: Range<Int> { offset..<(offset + Int(length)) }
  }

  /// - Parameter target: The index that they are for; the temporary file is made beside it.
  init(beside target: FilePathBytes) {
    store = SpillFile(beside: target)
  }

  /// Photos that were added.
  var count: Int { lines.count }

  /// One line of a buffer.
  struct Part: Sendable {
    let order: UInt64
    let length: Int
  }

  /// Adds a photo.
  ///
  /// - Throws: ``SystemError`` where it cannot be kept.
  func add(_ photo: Photo) throws(SystemError) {
    let line = photo.json
    try add(line, parts: [Part(order: SortKey.of(photo), length: line.count)])
  }

  /// Adds lines that follow each other in a buffer.
  ///
  /// - Parameters:
  ///   - bytes: The lines, without line breaks.
  ///   - parts: Order and length of each.
  /// - Throws: ``SystemError`` where they cannot be kept.
  func add(_ bytes: [UInt8], parts: [Part]) throws(SystemError) {
    var offset = store.count
    try store.append(bytes)
    for part in parts {
      lines.append(
        WaitingLine(order: part.order, offset: offset, length: Int32(truncatingIfNeeded: part.length))
      )
      offset += part.length
    }
  }

  /// Hands each line to a closure, in the order in which they wait now; none may be added meanwhile.
  ///
  /// - Throws: ``SystemError`` where they cannot be read, and what the closure throws.
  func forEachLine(_ body: (Int, UnsafeRawBufferPointer) throws -> Void) throws {
    try store.finish()
    for number in lines.indices { try store.withBytes(lines[number].range) { try body(number, $0) } }
  }

  /// One line, by its number in ``forEachLine(_:)``.
  func line(_ number: Int) throws(SystemError) -> [UInt8] {
    try store.finish()
    return store.withBytes(lines[number].range) { Array($0) }
  }

  /// Puts another line of the same photo in the place of one.
  func replace(_ number: Int, with line: [UInt8]) throws(SystemError) {
    let offset = store.count
    try store.append(line)
    lines[number] = WaitingLine(
      order: lines[number].order,
      offset: offset,
      length: Int32(truncatingIfNeeded: line.count)
    )
  }

  /// All lines in the order of an index. Lines may be added after that; the stream does not have them.
  ///
  /// - Parameters:
  ///   - extractor: What each line names as its extractor, where that is not the index's.
  ///   - isWanted: Which lines are taken; without it all are.
  /// - Returns: The lines.
  /// - Throws: ``SystemError`` where they cannot be read.
  func stream(naming extractor: Int? = nil, where isWanted: ((UnsafeRawBufferPointer) -> Bool)? = nil)
    throws(SystemError) -> some LineStream
  {
    try store.finish()
    sort()
    return Sorted(lines: lines, store: store, extractor: extractor, isWanted: isWanted)
  }

  private struct Sorted: LineStream {
    let lines: [WaitingLine]
    let store: SpillFile
    let extractor: Int?
    let isWanted: ((UnsafeRawBufferPointer) -> Bool)?
    var place = 0

    mutating func next(into line: inout [UInt8]) -> Bool {
      if let isWanted {
        while place < lines.count, !store.withBytes(lines[place].range, isWanted) { place += 1 }
      }
      guard place < lines.count else { return false }
      store.withBytes(lines[place].range) { bytes in
        line.removeAll(keepingCapacity: true)
        if let extractor { line += LineRevision.added(extractor, to: bytes) } else { line += bytes }
      }
      place += 1
      return true
    }
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
      store.withBytes(first.range) { line in
        store.withBytes(second.range) { SystemCalls.compare(line, $0) < 0 }
      }
    }
  }
}
