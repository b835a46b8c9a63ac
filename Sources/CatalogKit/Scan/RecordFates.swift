/// What becomes of each record of an old index, while a scan finds out.
struct RecordFates {
  /// What became of a record.
  enum Fate: UInt8 {
    case unseen, unchanged, replaced, gone
    /// It was not missing before, and is now.
    case missing

    /// Whether its line goes into the new index.
    var stays: Bool { self == .unseen || self == .unchanged || self == .missing }
  }

  private var fates: [Fate]
  private let records: PreviousRecords
  private let prunes: Bool
  /// What leaves the index for good and somebody wrote by hand.
  var removed: RemovedRecords
  /// Whether a record may be marked as missing.
  private(set) var mayHaveMissing: Bool

  /// Nothing is known of any record yet.
  init(_ records: PreviousRecords, removed: RemovedRecords, prunes: Bool) {
    self.records = records
    self.removed = removed
    self.prunes = prunes
    mayHaveMissing = records.hasMissing
    fates = [Fate](repeating: .unseen, count: records.count)
  }

  subscript(number: Int) -> Fate { fates[number] }
  var indices: Range<Int> { fates.indices }

  func contains(_ fate: Fate) -> Bool { fates.contains(fate) }
  func count(of fate: Fate) -> Int { fates.count { $0 == fate } }

  /// Takes records whose photos were where they were.
  mutating func add(unchanged: [Int], replaced: [Int]) {
    for number in unchanged { fates[number] = .unchanged }
    for number in replaced { fates[number] = .replaced }
  }

  /// Drops a record whose photo has another one by now.
  mutating func leave(_ number: Int) { fates[number] = .gone }

  /// Takes what a record that was not seen becomes.
  mutating func take(
    _ becomes: RetentionPolicy.Fate,
    _ number: Int,
    _ line: UnsafeRawBufferPointer,
    _ summary: inout ScanSummary
  ) {
    switch becomes {
    case .elsewhere: break
    case .passedOver: passOver(number, line, &summary)
    case .gone:
      summary.gone += 1
      remove(number, line, &summary)
    case .missing:
      guard !records[number].isMissing else { return }
      summary.newlyMissing += 1
      mark(number, line, &summary)
    case .kept(let folder, let reason):
      summary.kept[folder, default: KeptRecords(reason: reason)].count += 1
    }
  }

  /// A record whose photo is none any more leaves, unless somebody has added to it.
  private mutating func passOver(_ number: Int, _ line: UnsafeRawBufferPointer, _ summary: inout ScanSummary)
  {
    guard records[number].hasUnknownFields, !prunes else {
      summary.passedOverRecords += 1
      return remove(number, line, &summary)
    }
    guard !records[number].isMissing else { return }
    summary.markedMissing += 1
    mark(number, line, &summary)
  }

  /// Marks a record as missing. It becomes one of this version's, so what somebody wrote under names that are fields by now goes elsewhere.
  private mutating func mark(_ number: Int, _ line: UnsafeRawBufferPointer, _ summary: inout ScanSummary) {
    fates[number] = .missing
    mayHaveMissing = true
    guard records[number].hasUnknownFields,
      let photo = try? PhotoLine.decode(line, extractor: records.extractor)
    else { return }
    var displaced = DisplacedMembers()
    _ = displaced.taken(from: photo.unknownFields, of: photo.path)
    removed.add(displaced)
    summary.displacedMembers += displaced.count
  }

  private mutating func remove(_ number: Int, _ line: UnsafeRawBufferPointer, _ summary: inout ScanSummary) {
    fates[number] = .gone
    guard records[number].hasUnknownFields else { return }
    removed.add(line)
    summary.removedWithMembers += 1
  }

  /// A record's line with the mark that its photo is missing.
  static func missingLine(_ line: [UInt8], _ time: Timestamp, _ extractor: Int) throws -> [UInt8] {
    var photo = try line.withUnsafeBytes { try PhotoLine.decode($0, extractor: extractor) }
    var displaced = DisplacedMembers()
    photo.unknownFields = displaced.taken(from: photo.unknownFields, of: photo.path)
    photo.missing = time
    return photo.json
  }
}
