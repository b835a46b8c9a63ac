/// What the index knew before a scan: which photos with which size and time, compactly, and where their lines are.
///
/// About 90 bytes a record. Filled once, then read by all threads.
final class PreviousRecords: @unchecked Sendable {
  // Written only while it is filled, before any other thread sees it.
  private var records: [Record] = []
  private var numbers: [PathKey: Int32] = [:]
  private var members = LineMembers()
  /// Whose work the records are that do not say so themselves.
  private let reader: Int
  /// Whose work they are by the index's own word, which decides what members mean.
  let extractor: Int
  /// Whether a record is marked as missing.
  private(set) var hasMissing = false

  /// Whether records may save their photos from being read again.
  let canSkipReading: Bool

  /// A record of the old index.
  struct Record {
    let size: Int
    let modified: Timestamp
    /// What its sidecars come to, as ``SidecarList`` sums them up.
    let sidecars: Int
    /// Whether the record tells that a photo with this size and time need not be read again.
    let isSettled: Bool
    /// Whether its photo could not be read.
    let isUnreadable: Bool
    /// Whether it is what this version would read.
    let isCurrent: Bool
    /// Whether it has members that no scan has written: somebody did.
    let hasUnknownFields: Bool
    /// Whether it is marked as missing.
    let isMissing: Bool
    fileprivate let length: Int32
    fileprivate let offset: Int

    /// Where its line lies, in the old index or in the store that replaces it.
    var line: Range<Int> { offset..<(offset + Int(length)) }
  }

  /// - Parameters:
  ///   - canSkipReading: Whether records may save their photos from being read again.
  ///   - reader: Whose work the records are that do not say so themselves; 0 where that cannot be told.
  ///   - extractor: Whose work they are by the index's own word.
  init(canSkipReading: Bool, reader: Int = 0, extractor: Int = ExtractorVersion.current) {
    self.canSkipReading = canSkipReading
    self.reader = reader
    self.extractor = extractor
  }

  /// Makes room for so many.
  func reserve(_ count: Int) {
    records.reserveCapacity(count)
    numbers.reserveCapacity(count)
  }

  var count: Int { records.count }

  subscript(number: Int) -> Record { records[number] }

  /// Adds a record from its line; a second one of the same path is ignored.
  ///
  /// - Returns: `false` where the line is not as a scan writes it.
  func add(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard (try? members.read(line)) != nil, SortKey.of(line) != nil,
      let path = try? PathKey(members, in: line),
      let number = Int32(exactly: records.count), let length = Int32(exactly: line.count)
    else { return false }
    let (size, modified) = (members.integer(.size, in: line), members.modified(in: line))
    guard numbers[path] == nil else { return true }
    numbers[path] = number
    let isMissing = members.isMissing(in: line)
    hasMissing = hasMissing || isMissing
    let isCurrent = (members.extractorVersion(in: line) ?? reader) == ExtractorVersion.current
    records.append(
      Record(
        size: size ?? -1,
        modified: modified ?? Timestamp(seconds: 0, nanoseconds: 0),
        sidecars: members.value(.sidecars, in: line).map(SidecarList.fingerprint) ?? 0,
        isSettled: isCurrent && size != nil && modified != nil && !members.isUnreadable(in: line),
        isUnreadable: members.isUnreadable(in: line),
        isCurrent: isCurrent,
        hasUnknownFields: members.hasHandWritten(members.extractorVersion(in: line) ?? extractor, in: line),
        isMissing: isMissing,
        length: length,
        offset: offset
      )
    )
    return true
  }

  /// The number of the record of a path.
  func number(of path: PathKey) -> Int? { numbers[path].map { Int($0) } }
}
