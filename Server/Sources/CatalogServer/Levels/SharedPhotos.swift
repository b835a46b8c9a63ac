import CatalogKit

/// What everybody below the exact level may know of photos, since the last daily batch: kept in the state folder as `shared`.
///
/// A photo that is new or changed waits for the next batch, so that nobody can tell when somebody was out. The hour of the batch is drawn
/// once and kept. What is removed or hidden is left out at once.
struct SharedPhotos: Sendable {
  /// What is told of one photo.
  struct Record: Hashable, Sendable {
    let number: PhotoNumber
    /// The middle of its cell; `nil` where its place is not known.
    let center: Coordinate?
    /// The first second of the days that it may have been taken on; ``LevelTable/Row/noTime`` where that is not known.
    let start: Int
    /// Seconds of those days.
    let length: UInt32
    /// Its public tags in ``SharedPhotos/tagNames``, in their order.
    let tags: [UInt32]
    /// The file that its picture is of: a ``FileMark``. Another one at its place waits for the next batch.
    let file: UInt64
  }

  /// When it was shared, and how.
  struct Batch: Hashable, Sendable {
    /// Metres of a cell.
    let cell: Double
    /// The second of the day, in UTC, at which the batch comes.
    let second: Int
    /// When it came.
    let time: Timestamp

    /// When the next one is due.
    var next: Timestamp {
      let day = 86400
      let base = time.seconds - second
      let days = base >= 0 ? base / day : -((-base + day - 1) / day)
      return Timestamp(seconds: (days + 1) * day + second, nanoseconds: 0)
    }
  }

  let batch: Batch
  /// Public tags that a record has, in the order of their names: that of the index follows exact places.
  let tagNames: [String]
  /// In the order of numbers.
  let records: [Record]

  /// - Parameters:
  ///   - batch: When it was shared, and how.
  ///   - tagNames: Public tags, in the order of their names.
  ///   - records: In the order of numbers.
  init(_ batch: Batch, tagNames: [String], records: [Record]) {
    self.batch = batch
    self.tagNames = tagNames
    self.records = records
  }

  /// Makes a batch of what is known exactly.
  ///
  /// - Parameters:
  ///   - table: The exact table.
  ///   - blur: The grid, and which tags are public.
  ///   - hidden: Photos that are left out.
  ///   - batchSecond: The second of the day for later batches.
  ///   - now: The present moment.
  init(_ table: LevelTable, _ blur: Blur, hidden: Set<PhotoNumber>, batchSecond: Int, now: Timestamp) {
    batch = Batch(cell: blur.cell.metres, second: batchSecond, time: now)
    let names = table.tags.names.indices.filter { tag in
      blur.isPublic(table.tags.names[tag])
        && table.tags.rows[tag].contains { !hidden.contains(table.rows[Int($0)].number) }
    }.map { table.tags.names[$0] }.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0)) })
    let shared = table.tags.names.map { numbers[$0] }
    tagNames = names
    var records: [Record] = []
    records.reserveCapacity(table.rows.count)
    for (place, row) in table.rows.enumerated() where !hidden.contains(row.number) {
      let days = row.seconds.map(Self.days)
      records.append(
        Record(
          number: row.number,
          center: table.coordinate(place).map { blur.cell(of: $0).center },
          start: days?.lowerBound ?? LevelTable.Row.noTime,
          length: UInt32(days?.count ?? 0),
          tags: table.tags.numbers(of: place).compactMap { shared[Int($0)] }.sorted(),
          file: row.file
        )
      )
    }
    self.records = records.sorted { $0.number < $1.number }
  }

  /// What a coarse table was made of, as far as it still holds.
  ///
  /// - Parameters:
  ///   - table: A coarse table.
  ///   - batch: When it was shared, and how.
  init(_ table: LevelTable, _ batch: Batch) {
    self.batch = batch
    let names = table.tags.names.sorted()
    let numbers = Dictionary(names.enumerated().map { ($1, UInt32($0)) }) { first, _ in first }
    let shared = table.tags.names.map { numbers[$0] }
    tagNames = names
    records = table.rows.enumerated().map { place, row in
      Record(
        number: row.number,
        center: table.coordinate(place),
        start: row.start,
        length: row.length,
        tags: table.tags.numbers(of: place).compactMap { shared[Int($0)] }.sorted(),
        file: row.file
      )
    }.sorted { $0.number < $1.number }
  }

  /// The whole days of a span of time.
  private static func days(_ seconds: Range<Int>) -> Range<Int> {
    let day = 86400
    let first = seconds.lowerBound >= 0 ? seconds.lowerBound / day : -((-seconds.lowerBound + day - 1) / day)
    let end = seconds.upperBound >= 0 ? (seconds.upperBound + day - 1) / day : -(-seconds.upperBound / day)
    return (first * day)..<(end * day)
  }

  /// Whether another batch says the same of the same photos.
  func hasSameRecords(as other: SharedPhotos) -> Bool {
    tagNames == other.tagNames && records == other.records
  }

  /// The coarse table: of what was shared, all that was not taken back since.
  ///
  /// Photos that are gone or hidden, tags that a photo has no more or that are not public any more, and places that were taken away leave at
  /// once; what was added or changed waits for the next batch.
  ///
  /// - Parameters:
  ///   - table: What is known exactly now.
  ///   - hidden: Photos that are left out.
  ///   - blur: Says which tags are public now.
  /// - Returns: The table.
  func table(now table: LevelTable, without hidden: Set<PhotoNumber>, _ blur: Blur) -> LevelTable {
    let numbers = Dictionary(table.tags.names.enumerated().map { ($1, UInt32($0)) }) { first, _ in first }
    // The tags' numbers of now; `nil` for those that nobody may know any more.
    let current = tagNames.map { blur.isPublic($0) ? numbers[$0] : nil }
    let places = NumberIndex(records.map(\.number))
    var isUsed = [Bool](repeating: false, count: tagNames.count)
    var drafts: [LevelTable.Draft] = []
    drafts.reserveCapacity(records.count)
    for (place, row) in table.rows.enumerated() where !hidden.contains(row.number) {
      guard let record = places[row.number].map({ records[$0] }) else { continue }
      let held = table.tags.numbers(of: place)
      let tags = record.tags.filter { tag in current[Int(tag)].map { held.contains($0) } ?? false }
      for tag in tags { isUsed[Int(tag)] = true }
      drafts.append(
        LevelTable.Draft(
          row: LevelTable.Row(
            number: row.number,
            id: row.id,
            start: record.start,
            length: record.length,
            camera: 0,
            offset: 0,
            count: 0,
            file: record.file,
            idRest: row.idRest
          ),
          place: table.coordinate(place) == nil ? nil : record.center.map { PlaceTable.Place($0) },
          tags: tags
        )
      )
    }
    // Names that no photo has are not even in the table; the others keep their order.
    let used = tagNames.indices.filter { isUsed[$0] }
    var renumbered = [UInt32](repeating: 0, count: tagNames.count)
    for (number, tag) in used.enumerated() { renumbered[tag] = UInt32(number) }
    for draft in drafts.indices where !drafts[draft].tags.isEmpty {
      drafts[draft].tags = drafts[draft].tags.map { renumbered[Int($0)] }
    }
    return LevelTable(.coarse, drafts, tagNames: used.map { tagNames[$0] }, cameras: [])
  }
}

/// Where photos' numbers are in a list.
private struct NumberIndex {
  /// By number; numbers are counted up, so that few are missing.
  private var dense: [UInt32] = []
  /// For numbers of which most are missing.
  private var sparse: [PhotoNumber: UInt32] = [:]

  init(_ numbers: [PhotoNumber]) {
    let end = Int(numbers.max() ?? 0) + 1
    if end <= 4 * numbers.count + 1000 {
      dense = [UInt32](repeating: .max, count: end)
      for (place, number) in numbers.enumerated() { dense[Int(number)] = UInt32(place) }
    } else {
      for (place, number) in numbers.enumerated() { sparse[number] = UInt32(place) }
    }
  }

  subscript(number: PhotoNumber) -> Int? {
    let place =
      dense.isEmpty ? sparse[number] : Int(number) < dense.count ? dense[Int(number)] : nil
    return place.flatMap { $0 == .max ? nil : Int($0) }
  }
}
