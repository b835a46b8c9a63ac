import Synchronization

/// The index as it was before a scan: its header, its records in a compact form, and its lines to go through again.
final class PreviousIndex: @unchecked Sendable {
  /// `nil` where there is no index yet.
  let header: IndexHeader?
  let records: PreviousRecords
  private let lines: Lines
  /// Held by whoever reads from a store, which takes note of what it has in memory.
  private let reading = Mutex(())

  /// Where the old lines are.
  private enum Lines {
    case none
    case sorted(IndexFile, Range<Int>)
    /// An index of another layout, written anew line by line, and its records in the order of their lines.
    case store(SpillFile, order: [Int])
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
    if case .sorted(_, let summary, let range) = index.layout {
      let records = PreviousRecords(
        canSkipReading: !readAll,
        reader: header.reader,
        extractor: header.reader
      )
      if try Self.fill(records, from: index, range, expecting: summary.lines) {
        self.records = records
        lines = .sorted(index, range)
        return
      }
    }
    records = PreviousRecords(canSkipReading: false, extractor: header.reader)
    let store = SpillFile(beside: index.path)
    try Self.fill(records, from: index, into: store)
    lines = .store(store, order: Self.sorted(records, store))
  }

  /// Reads the records of a sorted index; `false` where a line is not as a scan writes it.
  private static func fill(
    _ records: PreviousRecords,
    from index: IndexFile,
    _ range: Range<Int>,
    expecting count: Int
  ) throws -> Bool {
    // What the file says of itself, as far as it can be true: no line is shorter.
    records.reserve(min(count, range.count / SortKey.length))
    var isIntact = true
    var last: UInt64 = 0
    try index.forEachLine(in: range) { line, offset in
      guard isIntact else { return }
      let order = SortKey.of(line)
      isIntact = order.map { $0 >= last } ?? false && records.add(line, at: offset)
      last = order ?? last
    }
    return isIntact
  }

  private static func fill(_ records: PreviousRecords, from index: IndexFile, into store: SpillFile) throws {
    try index.readDocument { photo in
      var line: [UInt8] = []
      PhotoLine.append(photo, to: &line)
      let offset = store.count
      try store.append(line)
      _ = line.withUnsafeBytes { records.add($0, at: offset) }
    }
    try store.finish()
  }

  /// The numbers of all records, in the order that their lines have in an index.
  private static func sorted(_ records: PreviousRecords, _ store: SpillFile) -> [Int] {
    let orders = (0..<records.count).map { number in
      store.withBytes(records[number].line) { SortKey.of($0) ?? SortKey.unlocated }
    }
    return orders.indices.sorted { first, second in
      if orders[first] != orders[second] { return orders[first] < orders[second] }
      return store.withBytes(records[first].line) { line in
        store.withBytes(records[second].line) { line.lexicographicallyPrecedes($0) }
      }
    }
  }

  /// Goes through all lines in the order of an index. The closure gets the number of the record too; a second line of the
  /// same path is passed over.
  ///
  /// - Parameter body: Must not keep the pointer.
  /// - Throws: What reading and the closure throw.
  func forEachLine(_ body: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
    var all = PreviousLines(self) { _, _ in true }
    var line: [UInt8] = []
    while try all.next(into: &line) { try line.withUnsafeBytes { try body($0, all.number) } }
  }

  /// How the lines are gone through: their numbers, and where they are.
  fileprivate enum Source {
    case file(IndexLineStream)
    case numbers(ArraySlice<Int>)
  }

  fileprivate func source() -> Source {
    switch lines {
    case .none: .numbers([])
    case .sorted(let index, let range): .file(IndexLineStream(index, in: range))
    case .store(_, let order): .numbers(order[...])
    }
  }

  /// The line of a record, from a store.
  fileprivate func storedLine(_ number: Int, into line: inout [UInt8]) {
    guard case .store(let store, _) = lines else { return }
    reading.withLock { _ in
      store.withBytes(records[number].line) {
        line.removeAll(keepingCapacity: true)
        line += $0
      }
    }
  }

  /// The line of a record.
  ///
  /// - Throws: What reading throws.
  func line(of number: Int) throws -> [UInt8] {
    switch lines {
    case .none: return []
    case .sorted(let index, _):
      let range = records[number].line
      return try index.file.read(at: range.lowerBound, count: range.count)
    case .store:
      var line: [UInt8] = []
      storedLine(number, into: &line)
      return line
    }
  }

  /// Goes through the paths of all records.
  func forEachPath(_ body: (FilePathBytes) throws -> Void) throws {
    try forEachLine { line, _ in try body(try PhotoLine.decode(line, .path).path) }
  }

  /// The reader whose work the records are; 0 where someone else may have changed them.
  var reader: Int { isSorted ? header?.reader ?? 0 : 0 }

  /// Whether the index, if there is one, is as a scan wrote it.
  var isSorted: Bool {
    if case .store = lines { false } else { true }
  }

  /// What the index holds, where its file is in every way as a scan leaves it: whole, with nothing twice, and with the
  /// modification time that spares readers the checksum.
  var intactSummary: IndexFooter? {
    guard case .sorted(let index, _) = lines, case .sorted(let header, let summary, _) = index.layout,
      summary.lines == records.count, index.file.status.modified == header.written
    else { return nil }
    return summary
  }

  /// The members of a record that no scan has written.
  func unknownFields(of number: Int) -> [UInt8] {
    let extractor = records.extractor
    let range = records[number].line
    let photo = try? reading.withLock { _ in
      switch lines {
      case .none: nil as Photo?
      case .sorted(let index, _):
        try index.file.read(at: range.lowerBound, count: range.count)
          .withBytes { (line) throws(JSONError) in try PhotoLine.decode(line, extractor: extractor) }
      case .store(let store, _): try store.withBytes(range) { try PhotoLine.decode($0, extractor: extractor) }
      }
    }
    return photo?.unknownFields ?? []
  }
}

/// The lines of the index as it was, in their order; those that are wanted, changed where they have to be. A second line of the same path is
/// passed over.
struct PreviousLines: LineStream {
  private let previous: PreviousIndex
  private var source: PreviousIndex.Source
  private let edit: (Int, inout [UInt8]) throws -> Bool
  /// The record whose line was taken last.
  private(set) var number = -1

  /// - Parameters:
  ///   - previous: The index as it was.
  ///   - edit: Gets a record's number and line, which it may change but for what decides on the order; `false` leaves it out.
  init(_ previous: PreviousIndex, edit: @escaping (Int, inout [UInt8]) throws -> Bool) {
    self.previous = previous
    self.edit = edit
    source = previous.source()
  }

  mutating func next(into line: inout [UInt8]) throws -> Bool {
    while try step(into: &line) { if try edit(number, &line) { return true } }
    return false
  }

  /// Takes the next line that is a record's.
  private mutating func step(into line: inout [UInt8]) throws -> Bool {
    switch source {
    case .file(var lines):
      // Not held twice while it changes: what it has read would be copied.
      source = .numbers([])
      defer { source = .file(lines) }
      while try lines.next(into: &line) {
        let next = number + 1
        guard next < previous.records.count, previous.records[next].line.lowerBound == lines.offset else {
          continue
        }
        number = next
        return true
      }
      return false
    case .numbers(var numbers):
      guard let next = numbers.popFirst() else { return false }
      source = .numbers(numbers)
      number = next
      previous.storedLine(next, into: &line)
      return true
    }
  }
}
