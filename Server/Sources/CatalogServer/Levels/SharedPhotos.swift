import CatalogKit
import Crypto

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

  /// Metres of a cell.
  let cell: Double
  /// The second of the day, in UTC, at which the batch comes.
  let batchSecond: Int
  /// When the last batch came.
  let batch: Timestamp
  /// Public tags that a record has, in the order of their names: that of the index follows exact places.
  let tagNames: [String]
  /// In the order of numbers.
  let records: [Record]

  /// When the next batch is due.
  var nextBatch: Timestamp {
    let day = 86400
    let base = batch.seconds - batchSecond
    let days = base >= 0 ? base / day : -((-base + day - 1) / day)
    return Timestamp(seconds: (days + 1) * day + batchSecond, nanoseconds: 0)
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
    cell = blur.cell.metres
    self.batchSecond = batchSecond
    batch = now
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
  ///   - ids: Makes photos' ids.
  /// - Returns: The table.
  func table(
    now table: LevelTable,
    without hidden: Set<PhotoNumber>,
    _ blur: Blur,
    _ ids: PhotoIDMaker
  ) -> LevelTable {
    var places: [PhotoNumber: Int] = [:]
    places.reserveCapacity(table.rows.count)
    for (place, row) in table.rows.enumerated() where !hidden.contains(row.number) {
      places[row.number] = place
    }
    let numbers = Dictionary(table.tags.names.enumerated().map { ($1, UInt32($0)) }) { first, _ in first }
    // The tags' numbers of now; `nil` for those that nobody may know any more.
    let current = tagNames.map { blur.isPublic($0) ? numbers[$0] : nil }
    var kept = NumberedValues<String>()
    let drafts = records.compactMap { record -> LevelTable.Draft? in
      guard let place = places[record.number] else { return nil }
      let held = table.tags.numbers(of: place)
      let tags = record.tags.filter { tag in current[Int(tag)].map { held.contains($0) } ?? false }
      return LevelTable.Draft(
        row: LevelTable.Row(
          number: record.number,
          id: ids.id(of: record.number).prefix,
          start: record.start,
          length: record.length,
          camera: 0,
          offset: 0,
          count: 0,
          file: record.file
        ),
        place: table.coordinate(place) == nil ? nil : record.center.map { PlaceTable.Place($0) },
        tags: tags.map { kept.number(of: tagNames[Int($0)]) }
      )
    }
    return LevelTable(.coarse, drafts, tagNames: kept.values, cameras: [])
  }
}

// MARK: The file

extension SharedPhotos {
  static let fileName = "shared"
  private static let magic = Array("catalog shared photos 2\n".utf8)

  /// Reads the file of a state folder; `nil` where nothing was shared yet.
  ///
  /// - Parameters:
  ///   - folder: The state folder.
  ///   - secret: Whose seal the file has.
  /// - Throws: ``StateError`` where the file cannot be read, or is not as it was written.
  init?(in folder: StateFolder, _ secret: ServerSecret) throws(StateError) {
    guard let bytes = try folder.read(Self.fileName) else { return nil }
    let path = folder.path.appending(FilePathBytes(Self.fileName))
    let damage = StateError.damaged(path, "remove it: then all photos are shared anew at once")
    let size = SHA256.byteCount
    guard bytes.count > Self.magic.count + size, bytes.starts(with: Self.magic),
      HMAC<SHA256>.isValidAuthenticationCode(
        bytes.suffix(size),
        authenticating: bytes.dropLast(size),
        using: secret.key(for: "shared")
      )
    else { throw damage }
    var reader = FieldReader(bytes[Self.magic.count..<(bytes.count - size)])
    do {
      cell = Double(bitPattern: try reader.integer())
      batchSecond = Int(try reader.integer() as UInt32)
      batch = Timestamp(
        seconds: Int(bitPattern: UInt(try reader.integer() as UInt64)),
        nanoseconds: Int(try reader.integer() as UInt32)
      )
      tagNames = try (0..<Int(try reader.integer() as UInt32)).map { _ in try reader.text() }
      records = try (0..<Int(try reader.integer() as UInt32)).map { _ in try reader.record() }
    } catch {
      throw damage
    }
  }

  /// Writes the file of a state folder.
  func save(in folder: StateFolder, _ secret: ServerSecret) throws(StateError) {
    var bytes = Self.magic
    bytes.reserveCapacity(bytes.count + records.count * 40)
    bytes.append(integer: cell.bitPattern)
    bytes.append(integer: UInt32(batchSecond))
    bytes.append(integer: UInt64(UInt(bitPattern: batch.seconds)))
    bytes.append(integer: UInt32(batch.nanoseconds))
    bytes.append(integer: UInt32(tagNames.count))
    for name in tagNames {
      bytes.append(integer: UInt32(name.utf8.count))
      bytes += name.utf8
    }
    bytes.append(integer: UInt32(records.count))
    for record in records {
      bytes.append(integer: record.number)
      bytes.append(integer: record.center?.latitude.bitPattern ?? Double.nan.bitPattern)
      bytes.append(integer: record.center?.longitude.bitPattern ?? Double.nan.bitPattern)
      bytes.append(integer: UInt64(UInt(bitPattern: record.start)))
      bytes.append(integer: record.length)
      bytes.append(integer: UInt32(record.tags.count))
      for tag in record.tags { bytes.append(integer: tag) }
      bytes.append(integer: record.file)
    }
    bytes += HMAC<SHA256>.authenticationCode(for: bytes, using: secret.key(for: "shared"))
    try folder.write(bytes, to: Self.fileName)
  }
}

/// Reads integers of fixed sizes, little end first.
private struct FieldReader {
  private var rest: ArraySlice<UInt8>

  struct Short: Error {}

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  mutating func integer<I: FixedWidthInteger>() throws(Short) -> I {
    let size = I.bitWidth / 8
    guard rest.count >= size else { throw Short() }
    let value = rest.withUnsafeBytes { I(littleEndian: $0.loadUnaligned(as: I.self)) }
    rest = rest.dropFirst(size)
    return value
  }

  mutating func text() throws(Short) -> String {
    let count = Int(try integer() as UInt32)
    guard rest.count >= count else { throw Short() }
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }

  mutating func record() throws -> SharedPhotos.Record {
    let number: PhotoNumber = try integer()
    let latitude = Double(bitPattern: try integer())
    let longitude = Double(bitPattern: try integer())
    let start = Int(bitPattern: UInt(try integer() as UInt64))
    let length: UInt32 = try integer()
    let count = Int(try integer() as UInt32)
    guard count <= rest.count / 4 else { throw Short() }
    let tags = try (0..<count).map { _ in try integer() as UInt32 }
    return SharedPhotos.Record(
      number: number,
      center: latitude.isNaN ? nil : try Coordinate(latitude: latitude, longitude: longitude),
      start: start,
      length: length,
      tags: tags,
      file: try integer()
    )
  }
}

extension [UInt8] {
  fileprivate mutating func append(integer: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: integer.littleEndian) { append(contentsOf: $0) }
  }
}
