import Synchronization

/// The index as it was before a scan: its header, its records in a compact form, and its lines to go through again.
final class PreviousIndex: @unchecked Sendable {
  /// `nil` where there is no index yet.
  let header: IndexHeader?
  let records: PreviousRecords
  private let lines: Lines
  /// Held by whoever reads from ``lines``: reading counts, and counting is not for two threads.
  private let reading = Mutex(())

  /// Where the old lines are.
  private enum Lines {
    case none
    case sorted(IndexFile, Range<Int>)
    /// An index of another layout, written anew line by line.
    case store(LineStore)
  }

  /// Opens the index at a path, if there is one.
  ///
  /// - Parameters:
  ///   - path: The index, resolved.
  ///   - readAll: Whether all photos are to be read again.
  /// - Throws: ``IndexError`` where there is a file that cannot be understood: it must not be overwritten then.
  init(path: FilePathBytes, readAll: Bool) throws {
    let index: IndexFile
    do throws(IndexError) {
      index = try IndexFile(path: path)
    } catch {
      guard case .missing = error else { throw error }
      header = nil
      records = PreviousRecords(canSkipReading: false)
      lines = .none
      return
    }
    let header = try index.header()
    self.header = header
    // What is not as a scan wrote it may have been changed in any way, so nothing in it saves a photo from being read.
    let isSorted = if case .sorted = index.layout { true } else { false }
    records = PreviousRecords(
      canSkipReading: isSorted && !readAll && header.reader == IndexHeader.currentReader
    )
    if case .sorted(_, _, let range) = index.layout, try Self.fill(records, from: index, range) {
      lines = .sorted(index, range)
    } else {
      records.removeAll()
      let store = LineStore(beside: index.path)
      try Self.fill(records, from: index, into: store)
      lines = .store(store)
    }
  }

  /// Reads the records of a sorted index; `false` where a line is not as a scan writes it.
  private static func fill(_ records: PreviousRecords, from index: IndexFile, _ range: Range<Int>) throws
    -> Bool
  {
    var isIntact = true
    try index.forEachLine(in: range) { line, offset in
      isIntact = isIntact && records.add(line, at: offset)
    }
    return isIntact
  }

  private static func fill(_ records: PreviousRecords, from index: IndexFile, into store: LineStore) throws {
    try index.readDocument { photo in
      var line: [UInt8] = []
      PhotoLine.append(photo, to: &line)
      let offset = store.count
      try store.append(line)
      _ = line.withUnsafeBytes { records.add($0, at: offset) }
    }
    try store.finish()
  }

  /// Goes through all lines in their order. The closure gets the number of the record too; a second line of the same
  /// path is passed over. Only while no other thread reads.
  ///
  /// - Parameter body: Must not keep the pointer.
  /// - Throws: What reading and the closure throw.
  func forEachLine(_ body: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
    var number = 0
    switch lines {
    case .none: return
    case .sorted(let index, let range):
      try index.forEachLine(in: range) { line, offset in
        guard number < records.count, records[number].line.lowerBound == offset else { return }
        try body(line, number)
        number += 1
      }
    case .store(let store):
      while number < records.count {
        try store.withBytes(records[number].line) { try body($0, number) }
        number += 1
      }
    }
  }

  /// Goes through the paths of all records.
  func forEachPath(_ body: (FilePathBytes) throws -> Void) throws {
    try forEachLine { line, _ in try body(try PhotoLine.decode(line).path) }
  }

  /// The reader whose work the records are; 0 where someone else may have changed them.
  var reader: Int { isSorted ? header?.reader ?? 0 : 0 }

  /// Whether lines come in the order of an index.
  var isSorted: Bool {
    if case .store = lines { false } else { true }
  }

  /// The fields of a record that this version does not know.
  func unknownFields(of number: Int) -> [UInt8] {
    let range = records[number].line
    let photo = try? reading.withLock { _ in
      switch lines {
      case .none: nil as Photo?
      case .sorted(let index, _):
        try index.file.read(at: range.lowerBound, count: range.count)
          .withBytes { (line) throws(JSONError) in try PhotoLine.decode(line) }
      case .store(let store): try store.withBytes(range) { try PhotoLine.decode($0) }
      }
    }
    return photo?.unknownFields ?? []
  }
}
