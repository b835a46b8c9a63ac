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
  /// How many records there are.
  let count: Int
  /// Gives the records one after the other; see ``forEach(_:)``.
  private let records: Records

  /// Goes through records once. What `body` throws ends it.
  typealias Records = @Sendable (_ body: (Record) throws(SystemError) -> Void) throws(SystemError) -> Void

  /// - Parameters:
  ///   - batch: When it was shared, and how.
  ///   - tagNames: Public tags, in the order of their names.
  ///   - count: How many records there are.
  ///   - records: Gives them, each number once, in the order of a coarse table.
  init(_ batch: Batch, tagNames: [String], count: Int, _ records: @escaping Records) {
    self.batch = batch
    self.tagNames = tagNames
    self.count = count
    self.records = records
  }

  /// Goes through the records, in the order of the coarse table that they make: none of a million has to be held or sorted.
  ///
  /// - Parameter body: Called with each.
  /// - Throws: What `body` throws, and where they come from a file, what reading it throws.
  func forEach(_ body: (Record) throws(SystemError) -> Void) throws(SystemError) { try records(body) }

  /// Makes a batch of what is known exactly.
  ///
  /// - Parameters:
  ///   - table: The exact table.
  ///   - blur: The grid, and which tags are public.
  ///   - hidden: Photos that are left out.
  ///   - batchSecond: The second of the day for later batches.
  ///   - now: The present moment.
  init(_ table: LevelTable, _ blur: Blur, hidden: Set<PhotoNumber>, batchSecond: Int, now: Timestamp) {
    let batch = Batch(cell: blur.cell.metres, second: batchSecond, time: now)
    let names = table.tags.names.indices.filter { tag in
      blur.isPublic(table.tags.names[tag])
        && table.tags.rows[tag].contains { !hidden.contains(table.rows[Int($0)].number) }
    }.map { table.tags.names[$0] }.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0)) })
    let shared = table.tags.names.map { numbers[$0] }
    let order = Self.order(of: table, blur, hidden: hidden)
    self.init(batch, tagNames: names, count: order.count) { (body) throws(SystemError) in
      for place in order.map({ Int($0) }) {
        let row = table.rows[place]
        let days = row.seconds.map(Self.days)
        try body(
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
    }
  }

  /// The rows of an exact table that are shared, in the order of the coarse table.
  private static func order(of table: LevelTable, _ blur: Blur, hidden: Set<PhotoNumber>) -> [UInt32] {
    var keys: [(bits: UInt64, id: UInt64, place: UInt32)] = []
    keys.reserveCapacity(table.rows.count)
    for (place, row) in table.rows.enumerated() where !hidden.contains(row.number) {
      // Middles of cells are never so near to each other that their geohashes are the same.
      let bits = table.coordinate(place).map { Geohash(blur.cell(of: $0).center).bits } ?? .max
      keys.append((bits, row.id, UInt32(place)))
    }
    keys.sort { ($0.bits, $0.id) < ($1.bits, $1.id) }
    return keys.map(\.place)
  }

  /// What a coarse table was made of, as far as it still holds.
  ///
  /// - Parameters:
  ///   - table: A coarse table.
  ///   - batch: When it was shared, and how.
  init(_ table: LevelTable, _ batch: Batch) {
    self.init(batch, tagNames: table.tags.names, count: table.rows.count) { (body) throws(SystemError) in
      for (place, row) in table.rows.enumerated() {
        try body(
          Record(
            number: row.number,
            center: table.coordinate(place),
            start: row.start,
            length: row.length,
            tags: Array(table.tags.numbers(of: place)),
            file: row.file
          )
        )
      }
    }
  }

  /// The whole days of a span of time.
  private static func days(_ seconds: Range<Int>) -> Range<Int> {
    let day = 86400
    let first = seconds.lowerBound >= 0 ? seconds.lowerBound / day : -((-seconds.lowerBound + day - 1) / day)
    let end = seconds.upperBound >= 0 ? (seconds.upperBound + day - 1) / day : -(-seconds.upperBound / day)
    return (first * day)..<(end * day)
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
  /// - Throws: What reading the records throws.
  func table(now table: LevelTable, without hidden: Set<PhotoNumber>, _ blur: Blur) throws(SystemError)
    -> LevelTable
  {
    let numbers = Dictionary(table.tags.names.enumerated().map { ($1, UInt32($0)) }) { first, _ in first }
    // The tags' numbers of now; `nil` for those that nobody may know any more.
    let current = tagNames.map { blur.isPublic($0) ? numbers[$0] : nil }
    let places = NumberIndex(table.rows)
    var photos = CoarsePhotos(capacity: count)
    try forEach { (record) throws(SystemError) in
      guard !hidden.contains(record.number), let place = places[record.number] else { return }
      let row = table.rows[place]
      let held = table.tags.numbers(of: place)
      photos.append(
        LevelTable.Row(
          number: row.number,
          idRest: row.idRest,
          id: row.id,
          start: record.start,
          file: record.file,
          length: record.length
        ),
        table.coordinate(place) == nil ? nil : record.center.map { PlaceTable.Place($0) },
        tags: record.tags.filter { tag in current[Int(tag)].map { held.contains($0) } ?? false }
      )
    }
    return photos.table(tagNames)
  }
}

/// The photos of a coarse table as they come: but for some, in its order.
private struct CoarsePhotos {
  private var rows: [LevelTable.Row] = []
  private var places: [PlaceTable.Place] = []
  private var tags = TagLists()
  /// Those without a place, which come last.
  private var unplaced: (rows: [LevelTable.Row], tags: TagLists) = ([], TagLists())
  private var isOrdered = true

  init(capacity: Int) {
    rows.reserveCapacity(capacity)
    places.reserveCapacity(capacity)
    tags.starts.reserveCapacity(capacity + 1)
  }

  mutating func append(_ row: LevelTable.Row, _ place: PlaceTable.Place?, tags numbers: [UInt32]) {
    guard let place else {
      unplaced.rows.append(row)
      unplaced.tags.append(numbers[...])
      return
    }
    if let last = places.last, let before = rows.last {
      isOrdered = isOrdered && last.precedes(place) ?? (before.id < row.id)
    }
    rows.append(row)
    places.append(place)
    tags.append(numbers[...])
  }

  /// The table.
  ///
  /// - Parameter tagNames: All names that tags may have.
  /// - Returns: The table. Names that no photo has are not even in it; the others keep their order.
  consuming func table(_ tagNames: [String]) -> LevelTable {
    // Nearly in order: a place that was taken away since is the only reason for another one.
    for number in unplaced.rows.indices.sorted(by: { unplaced.rows[$0].id < unplaced.rows[$1].id }) {
      rows.append(unplaced.rows[number])
      tags.append(unplaced.tags.numbers(of: number))
    }
    unplaced = ([], TagLists())
    let names = tags.renumber(tagNames)
    if isOrdered { return LevelTable(.coarse, rows, [], places, tags, tagNames: names, cameras: []) }
    // A file of before it had an order.
    let drafts = rows.indices.map { row in
      LevelTable.Draft(
        row: rows[row],
        place: row < places.count ? places[row] : nil,
        tags: Array(tags.numbers(of: row))
      )
    }
    return LevelTable(.coarse, drafts, tagNames: names, cameras: [])
  }
}

/// Where photos' numbers are in a table.
private struct NumberIndex {
  /// By number; numbers are counted up, so that few are missing.
  private var dense: [UInt32] = []
  /// For numbers of which most are missing.
  private var sparse: [PhotoNumber: UInt32] = [:]

  init(_ rows: [LevelTable.Row]) {
    let end = Int(rows.lazy.map(\.number).max() ?? 0) + 1
    if end <= 4 * rows.count + 1000 {
      dense = [UInt32](repeating: .max, count: end)
      for (place, row) in rows.enumerated() { dense[Int(row.number)] = UInt32(place) }
    } else {
      for (place, row) in rows.enumerated() { sparse[row.number] = UInt32(place) }
    }
  }

  subscript(number: PhotoNumber) -> Int? {
    let place =
      dense.isEmpty ? sparse[number] : Int(number) < dense.count ? dense[Int(number)] : nil
    return place.flatMap { $0 == .max ? nil : Int($0) }
  }
}
