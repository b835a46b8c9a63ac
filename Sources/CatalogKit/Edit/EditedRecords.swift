/// Photos whose records are not what their files say any more, and how the index follows.
struct EditedRecords {
  /// Absolute paths of photos whose sidecars changed.
  private var touched: Set<FilePathBytes> = []
  /// Photos that are new to the index, and the folders that scans look for them in.
  private var added: [FilePathBytes: (folder: FilePathBytes, old: Photo?)] = [:]
  private var removed: Set<FilePathBytes> = []

  var isEmpty: Bool { touched.isEmpty && added.isEmpty && removed.isEmpty }

  /// Its record is to be read anew.
  mutating func touch(_ photo: FilePathBytes) { touched.insert(photo) }

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
    var header = try file.header()
    let newcomers = added.keys.filter { known[mapping.stored($0)] == nil }
    guard !known.isEmpty || !newcomers.isEmpty else { return [] }
    let builder = IndexBuilder(target: index, waiting: WaitingLines(beside: index))
    var left: [Photo] = []
    for photo in known.values {
      if removed.contains(mapping.absolute(photo.path)) {
        left.append(photo)
      } else {
        try builder.add(try Self.read(mapping.absolute(photo.path), as: photo.path, like: photo) ?? photo)
      }
    }
    var folders = header.scanned.map(mapping.absolute)
    for path in newcomers {
      guard let (folder, old) = added[path],
        let photo = try Self.read(path, as: mapping.stored(path), like: old)
      else { continue }
      try builder.add(photo)
      if !folders.contains(where: { path.relative(to: $0) != nil }) {
        folders.append(folder)
      }
    }
    header.scanned = folders.map(mapping.stored).sorted()
    let keys = Set(known.keys)
    try builder.merge(file) { !keys.contains($0) }
    header.written = now
    _ = try builder.save(header)
    self = EditedRecords()
    return left
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
