/// Writes words and places that people give to photos into the sidecars beside them, and lets the index follow.
///
/// A photo is never written to. Each sidecar is replaced as a whole or not at all; what it was is kept for ``undo()`` before that. The index
/// is saved once in the end: where that fails, the next scan mends it.
public final class PhotoEditor {
  /// The index, resolved; `nil` where there is none.
  private let index: FilePathBytes?
  private let undo: UndoStore
  private let generator: String
  private let clock: SystemClock
  private let followLinks: Bool
  private let lock: FileLock?
  /// The folder of the last photo; nearly always that of the next one too.
  private var last: (path: FilePathBytes, folder: PhotoFolder)?
  private var run: UndoStore.Run?
  /// Whether the run has replaced a file.
  private var hasReplaced = false
  /// What the index has to follow.
  private var records = EditedRecords()

  /// Changes nothing, and says what would change.
  public var isDry = false
  /// What was done so far.
  public private(set) var result = EditResult()
  /// Records that left the index, with what nobody knows in them.
  public private(set) var left: [Photo] = []

  /// Seconds that it waits for another writer of the index.
  public static let patience = 10.0

  /// - Parameters:
  ///   - index: The index, which need not exist; links are followed.
  ///   - generator: Written into sidecars and index: `catalog 0.1.0`.
  ///   - followLinks: Whether a photo may be a link.
  ///   - clock: Where the time comes from.
  ///   - patience: Seconds that it waits for another writer of the index.
  ///   - keeping: Where what it replaces is kept.
  /// - Throws: ``IndexError/locked(_:by:)`` where another process went on holding the index, ``SystemError``.
  public init(
    index: FilePathBytes,
    generator: String,
    followLinks: Bool = false,
    clock: SystemClock = .live,
    patience: Double = PhotoEditor.patience,
    keeping: UndoKeeping = .lastRuns
  ) throws {
    self.generator = generator
    self.clock = clock
    self.followLinks = followLinks
    let target = try FilePathResolver.resolveForWriting(index)
    undo = UndoStore(keeping, beside: target)
    if (try? SystemCalls.status(of: target)) == nil {
      self.index = nil
      lock = nil
    } else {
      self.index = target
      lock = try IndexLockQueue.lock(target, clock, patience: patience)
      try TemporaryFile.removeLeftovers(of: target)
    }
  }

  /// Changes what is said of one photo.
  ///
  /// - Parameters:
  ///   - photo: Its file, absolute.
  ///   - changes: Gets the photo as it is now, and says what is to be written; nothing where all is as it should be.
  public func edit(_ photo: FilePathBytes, _ changes: (Photo) throws -> XMPChanges) {
    do {
      try write(photo, changes)
    } catch {
      result.failures.append(EditFailure(photo: photo, error: error))
    }
  }

  private func write(_ photo: FilePathBytes, _ changes: (Photo) throws -> XMPChanges) throws {
    let parent = try SystemCalls.resolve(photo.parent)
    let name = photo.lastComponent
    // A pattern of a shell names them together with the photos.
    if PhotoExtensions.isSidecar(name) { return }
    guard PhotoExtensions.matches(name) else { throw EditError.notPhoto }
    let folder = try last.flatMap { $0.path == parent ? $0.folder : nil } ?? PhotoFolder(parent)
    last = (parent, folder)
    if !followLinks,
      try SystemCalls.status(of: name, in: folder.directory.descriptor, followLinks: false).kind == .link
    {
      throw EditError.link
    }
    let path = parent.appending(name)
    let beside = folder.sidecars.files(of: name)
    guard
      let read = PhotoReader(followLinks: followLinks).read(
        name,
        in: folder.directory,
        as: path,
        beside: beside
      )
    else {
      throw SystemError.missing(path)
    }
    // What is not known of it would be lost in the list that the sidecar gets.
    if let problem = read.problem, problem.isUnreadable { throw EditError.unreadable(problem.reason) }
    let changes = try changes(read)
    let choice = folder.choice(of: name)
    let sidecar = parent.appending(choice.name)
    let before = choice.exists ? try Self.bytes(of: sidecar) : nil
    if changes.isEmpty { return result.unchanged += 1 }
    let after: [UInt8]
    do throws(XMPWriteError) {
      after = try XMPWriter.bytes(writing: changes, into: before, generator: generator)
    } catch {
      throw EditError.sidecar(sidecar, error)
    }
    guard after != before else { return result.unchanged += 1 }
    if !isDry {
      try replace(sidecar, before, after)
      folder.add(sidecar: choice.name)
      for other in folder.photos(of: choice.name) {
        records.touch(parent.appending(other))
      }
    }
    result.changed.append(EditedPhoto(photo: path, sidecar: sidecar, isNew: before == nil))
  }

  private func replace(_ sidecar: FilePathBytes, _ before: [UInt8]?, _ after: [UInt8]) throws {
    let run = try self.run ?? undo.begin(clock.now())
    self.run = run
    try run.keep(sidecar, before: before, after: after)
    let file = try AtomicFile(replacing: sidecar, newMode: SystemCalls.permissionsOfNewFiles())
    try after.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
    try file.commit()
    if !hasReplaced {
      hasReplaced = true
      try undo.removeOldest(clock.now())
    }
  }

  /// A sidecar that may be replaced.
  private static func bytes(of sidecar: FilePathBytes) throws -> [UInt8] {
    let file = try FileReader(path: sidecar)
    guard file.status.size <= XMPWriter.sizeLimit else {
      throw EditError.sidecar(sidecar, .unreadable("it is larger than 1 MB"))
    }
    // To replace it takes only the right to write into its folder; its own says what its owner wants.
    guard file.status.mode & 0o222 != 0 else { throw EditError.readOnly(sidecar) }
    return try file.read(at: 0, count: file.status.size)
  }

  // MARK: The end

  /// Ends the run, so that what comes next is another one.
  ///
  /// - Returns: The name by which ``takeBack(_:)`` finds what was replaced; `nil` where nothing was.
  /// - Throws: ``SystemError``.
  @discardableResult
  public func endRun() throws(SystemError) -> String? {
    guard let run else { return nil }
    self.run = nil
    defer { hasReplaced = false }
    // A run that wrote nothing is none that could be taken back.
    guard hasReplaced else {
      try undo.forget(run.folder)
      return nil
    }
    return run.folder.lastComponent.lossyText
  }

  /// Takes a run back: each sidecar is, byte for byte, what it was. One that somebody changed since is left as it is.
  ///
  /// - Parameter name: The run's name; `nil` is the last one.
  /// - Throws: ``EditError/nothingToUndo``, ``SystemError``.
  public func takeBack(_ name: String? = nil) throws {
    guard let (run, entries) = try name.map({ try undo.run($0) }) ?? undo.last() else {
      throw EditError.nothingToUndo
    }
    let failures = result.failures.count
    for entry in entries.reversed() {
      do {
        try takeBack(entry)
      } catch {
        result.failures.append(EditFailure(photo: entry.path, error: error))
      }
    }
    if result.failures.count == failures, !isDry { try undo.forget(run) }
  }

  private func takeBack(_ entry: UndoStore.Entry) throws {
    let now = try UndoStore.read(entry.path)
    // A run that was killed may have kept it and not replaced it yet.
    if now == entry.before { return result.unchanged += 1 }
    var checksum = CRC32()
    checksum.add(now ?? [])
    guard let now, now.count == entry.size, checksum.number == entry.checksum else {
      throw EditError.changedSince
    }
    if !isDry {
      if let before = entry.before {
        let file = try AtomicFile(replacing: entry.path, newMode: SystemCalls.permissionsOfNewFiles())
        try before.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
        try file.commit()
      } else {
        try SystemCalls.remove(entry.path)
        try AtomicFile.syncFolder(entry.path.parent)
      }
      let folder = try PhotoFolder(entry.path.parent)
      let name = entry.path.lastComponent
      folder.add(sidecar: name)
      for photo in folder.photos(of: name) {
        records.touch(entry.path.parent.appending(photo))
      }
    }
    result.changed.append(EditedPhoto(photo: entry.path, sidecar: entry.path, isNew: false))
  }

  /// Hands over what the index has to follow, for somebody who saves it later with ``add(_:)`` and ``saveIndex()``.
  ///
  /// - Returns: Everything since the start, or since this was called.
  /// - Throws: ``SystemError``.
  public func takeRecords() throws -> EditedRecords {
    try endRun()
    defer { records = EditedRecords() }
    return records
  }

  /// Whether there is an index that can follow.
  public var hasIndex: Bool { index != nil }

  /// Takes in what another editor handed over, before anything else.
  ///
  /// - Parameter records: What the index has to follow.
  public func add(_ records: EditedRecords) { self.records.add(records) }

  /// Lets the index follow: the records of the photos that changed are read anew, and no other.
  ///
  /// - Throws: ``IndexError``, and ``SystemError`` where it could not be saved; the sidecars are right then, and the next scan mends it.
  public func saveIndex() throws {
    try endRun()
    guard let index, !records.isEmpty else { return }
    left += try records.save(index, now: clock.now())
  }

  // MARK: Files that come and go

  /// Gives a photo that is new a record, once the index is saved.
  ///
  /// - Parameters:
  ///   - photo: Its file, absolute and without links.
  ///   - folder: The folder that later scans look for it in, unless they look above it already: absolute and without links.
  ///   - old: Its record of before, whose members that nobody knows it gets; `nil` where it had none.
  public func add(_ photo: FilePathBytes, below folder: FilePathBytes, like old: Photo? = nil) {
    records.add(photo, below: folder, like: old)
  }

  /// Takes a photo out of the index, once that is saved. Its file is not touched.
  ///
  /// - Parameter photo: Its file, absolute and without links.
  public func remove(_ photo: FilePathBytes) { records.remove(photo) }

  /// The sidecars that are about one photo alone, and would be about none without it.
  ///
  /// - Parameter photo: Its file, absolute.
  /// - Returns: Their names in its folder.
  /// - Throws: ``SystemError`` where the folder cannot be listed.
  public static func sidecars(of photo: FilePathBytes) throws(SystemError) -> [FilePathBytes] {
    let folder = try PhotoFolder(photo.parent)
    let name = photo.lastComponent
    return folder.sidecars.xmpFiles(of: name).filter { folder.photos(of: $0) == [name] }
  }
}
