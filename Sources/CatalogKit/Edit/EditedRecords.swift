/// Photos whose records are not what their files say any more, and how the index follows.
public struct EditedRecords: Sendable {
  /// Absolute paths of photos whose sidecars changed.
  private var touched: Set<FilePathBytes> = []
  /// Photos that are new to the index, and the folders that scans look for them in.
  private var added: [FilePathBytes: (folder: FilePathBytes, old: Photo?)] = [:]
  private var removed: Set<FilePathBytes> = []
  /// What was read of photos the last time, by the paths that the index keeps: good where their drive is away when
  /// the index is saved.
  private var read: [FilePathBytes: Photo] = [:]

  /// Nothing that has to follow.
  public init() {}

  /// Whether the index says all of it.
  public var isEmpty: Bool { touched.isEmpty && added.isEmpty && removed.isEmpty }

  /// Photos whose sidecars changed: absolute paths.
  public var changed: [FilePathBytes] { Array(touched) }

  /// Notes that a photo's record is to be read anew.
  ///
  /// - Parameter photo: Its file, absolute and without links.
  public mutating func touch(_ photo: FilePathBytes) { touched.insert(photo) }

  /// It is to have a record.
  mutating func add(_ photo: FilePathBytes, below folder: FilePathBytes, like old: Photo?) {
    removed.remove(photo)
    added[photo] = (folder, old)
  }

  /// It is to have none.
  mutating func remove(_ photo: FilePathBytes) {
    touched.remove(photo)
    added[photo] = nil
    removed.insert(photo)
  }

  /// Takes in what happened later.
  ///
  /// - Parameter later: The same of later changes.
  public mutating func add(_ later: EditedRecords) {
    for photo in later.removed { remove(photo) }
    for (photo, newcomer) in later.added { add(photo, below: newcomer.folder, like: newcomer.old) }
    touched.formUnion(later.touched)
    read.merge(later.read) { $1 }
  }

  /// A photo's record as it is to be.
  public struct Record: Sendable {
    /// The photo's path as the index keeps it.
    public let path: FilePathBytes
    /// What the index said of it; `nil` where it had no record.
    public let before: Photo?
    /// What its files say; `nil` where it is to have no record.
    public let after: Photo?
    /// Where later scans look for a photo that is new to the index: absolute.
    public var folder: FilePathBytes?
    /// Whether nothing of it could be read, so that `after` says what the index said and may not hold any more.
    public var isUnread = false
  }

  /// Reads what photos and sidecars say now.
  ///
  /// A photo that cannot be read keeps what was read of it before; the others do not wait for it.
  ///
  /// - Parameters:
  ///   - index: The index, resolved.
  ///   - known: What it says of a photo, by the path that it keeps; `nil` where it has no record.
  /// - Returns: The records that change. Photos that are gone by now are for the next scan to find out.
  /// - Throws: What the closure throws.
  public mutating func records(beside index: FilePathBytes, known: (FilePathBytes) throws -> Photo?) throws
    -> [Record]
  {
    let mapping = PathMapping(indexFolder: index.parent)
    var records: [Record] = []
    for path in touched.union(added.keys).union(removed) {
      let stored = mapping.stored(path)
      let before = try known(stored)
      let newcomer = added[path]
      guard before != nil || newcomer != nil else { continue }
      if removed.contains(path) {
        records.append(Record(path: stored, before: before, after: nil))
        continue
      }
      // A drive that is away, and a photo that is, say nothing.
      if let now = try? Self.read(path, as: stored, like: before ?? newcomer?.old) { read[stored] = now }
      guard let after = read[stored] ?? before else { continue }
      let isUnread = read[stored] == nil
      records.append(
        Record(path: stored, before: before, after: after, folder: newcomer?.folder, isUnread: isUnread)
      )
    }
    return records
  }

  /// Saves the index with the records that changed, and no other. Who calls it holds the lock.
  ///
  /// - Parameters:
  ///   - index: The index, resolved.
  ///   - now: The present moment.
  /// - Returns: The records that left.
  /// - Throws: ``IndexError``, ``SystemError`` where it could not be saved: the old one is untouched then.
  mutating func save(_ index: FilePathBytes, now: Timestamp) throws -> [Photo] {
    let file = try IndexFile(path: index)
    let mapping = PathMapping(indexFolder: index.parent)
    let known = try file.photos(
      at: Set((touched.union(added.keys).union(removed)).map(mapping.stored))
    )
    let records = try records(beside: index) { known[$0] }
    // Their drive is away: the index may not be right yet.
    var left = EditedRecords()
    for record in records where record.isUnread { left.touch(mapping.absolute(record.path)) }
    guard records.contains(where: { !$0.isUnread }) else {
      self = left
      return []
    }
    var header = try file.header()
    let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
    var folders = header.scanned.map(mapping.absolute)
    for record in records {
      if let photo = record.after { try builder.add(photo) }
      let path = mapping.absolute(record.path)
      if let folder = record.folder, !folders.contains(where: { path.relative(to: $0) != nil }) {
        folders.append(folder)
      }
    }
    header.scanned = folders.map(mapping.stored).sorted()
    let keys = Set(known.keys)
    try builder.merge(file) { !keys.contains($0) }
    header.written = now
    _ = try builder.save(header)
    self = left
    return records.compactMap { $0.after == nil ? $0.before : nil }
  }

  /// Reads a photo with its sidecars; `nil` where it is gone by now, which is for the next scan to find out.
  private static func read(_ path: FilePathBytes, as stored: FilePathBytes, like old: Photo?) throws -> Photo?
  {
    let folder = try PhotoFolder(path.parent)
    let name = path.lastComponent
    let beside = folder.sidecars.files(of: name)
    let reader = PhotoReader(followLinks: true)
    guard var photo = reader.read(name, in: folder.directory, as: stored, beside: beside) else { return nil }
    if let old { photo.unknownFields = old.unknownFields }
    return photo
  }
}
