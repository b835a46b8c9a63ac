/// Scans folders into an index.
///
/// One thread walks, workers read, and what they find is collected, sorted and saved as a whole: in the end, and in a long scan
/// about once a minute, so that little is lost where it does not come to its end. Photos are never written to.
public struct Scanner: Sendable {
  /// Read all photos anew, also those that did not change.
  public var readsAll = false
  /// Drop records whose photos were not found, also where a whole folder is missing.
  public var prunes = false
  /// Follow symbolic links; `nil` is as the last scan of the index did. The index keeps it.
  public var followsLinks: Bool?
  /// Patterns of what is passed over, from the index's folder; `nil` is those of the last scan. The index keeps them.
  public var excludes: [PathPattern]?
  /// How many threads read; `nil` is as many as the drive answers well, beginning with one a core.
  public var jobs: Int?
  /// How many threads read at most where ``jobs`` is `nil`. Each may hold three files open, and the walk one folder for each.
  public var mostReaders = 256
  /// Written into the index: `catalog 0.1.0`.
  public var generator: String
  /// Where the time comes from.
  public var clock: SystemClock
  /// The least time between two saves; it becomes longer where saving takes long.
  public var saveInterval = Duration.seconds(60)
  /// Whether progress is told. Photos are counted ahead for it, so that it can be said how many are left.
  public var reportsProgress = false
  /// Gets each folder before it is listed.
  var watch: FolderWatch?
  /// Asked now and then; once it is `true` the scan ends, and what was read is saved.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told what happens, from any thread but never from two at once.
  public var onEvent: @Sendable (ScanEvent) -> Void = { _ in }

  /// - Parameters:
  ///   - generator: The program that scans, with its version.
  ///   - jobs: How many threads read, at least 1; `nil` is as many as the drive answers well.
  ///   - clock: Where the time comes from.
  public init(generator: String, jobs: Int? = nil, clock: SystemClock = .live) {
    self.generator = generator
    self.jobs = jobs
    self.clock = clock
  }

  /// Scans folders and saves the index.
  ///
  /// - Parameters:
  ///   - folders: Where photos are; empty for those that the index names.
  ///   - indexPath: The index; links are followed.
  /// - Returns: What was found.
  /// - Throws: ``ScanError`` or ``IndexError`` before anything was written, ``SystemError`` where saving failed: the old
  ///   index is untouched then.
  public func run(folders: [FilePathBytes], index indexPath: FilePathBytes) throws -> ScanSummary {
    let target = try Self.resolveIndex(indexPath)
    let mapping = PathMapping(indexFolder: target.parent)
    var named = try Self.resolve(folders)
    // Nothing is created for a scan that has nowhere to go: not even the lock.
    if (try? SystemCalls.status(of: target)) == nil { try Self.requireFolders(named, target) }
    let lock = try FileLock.ofIndex(target, clock.now())
    defer { withExtendedLifetime(lock) {} }
    try TemporaryFile.removeLeftovers(of: target)
    let previous = try PreviousIndex(path: target, readAll: readsAll)
    if !previous.isSorted { onEvent(.indexWasChanged(target)) }
    let known = (previous.header?.scanned ?? []).map(mapping.absolute)
    if folders.isEmpty { named = known.map { NamedFolder(path: $0) } }
    if named.isEmpty { throw ScanError.nothingToScan(target) }

    let roots = Self.outermost(named.map(\.path))
    let missing = try Self.missingFolders(named, roots, previous, mapping)
    if missing.count == roots.count, !prunes, let folder = missing.first {
      throw ScanError.missingFolder(folder)
    }
    let settings = try ScanSettings(self, previous.header, target, naming: folders.isEmpty ? [] : roots)
    let collector = ScanCollector(
      target: target,
      previous: previous,
      scanned: Self.outermost(known + roots).map(mapping.stored).sorted(),
      settings: settings,
      scanner: self
    )
    for folder in missing {
      collector.addMissingFolder(folder)
      onEvent(.missingFolder(folder))
    }
    let walk = ScanWalk(roots: roots, settings: settings)
    try read(walk, collector)
    let policy = RetentionPolicy(
      roots: roots,
      mapping: mapping,
      prunes: prunes,
      isInterrupted: isCancelled(),
      passedOver: collector.passedOverPaths(walk.passedOver),
      knownMounts: previous.header?.mounts.map { Set($0) },
      sharedMounts: Set(previous.header?.sharedMounts ?? []),
      now: clock.now()
    )
    return try collector.finish(policy, mountPoints: MountPoints.all())
  }

  private func read(_ walk: ScanWalk, _ collector: ScanCollector) throws {
    let mapping = walk.settings.mapping
    let (limit, ahead) = Self.work(jobs: jobs ?? mostReaders, openFiles: SystemCalls.openFileLimit())
    let queue = BoundedQueue<PhotoWalker.Batch>(capacity: ahead)
    let readers = try ReaderPool(
      readers: jobs == nil ? min(limit, WorkerThreads.processorCount) : limit,
      limit: limit,
      queue: queue
    ) { [records = collector.previous.records] in
      ScanWorker(
        records: records,
        previous: collector.previous,
        mapping: mapping,
        followLinks: walk.settings.followsLinks
      )
    } take: { [self] worker, batch, gate in
      // What waits after the wish to end is for the next scan.
      if isCancelled() { return }
      gate?.begin()
      let outcome = worker.read(batch, timedFor: gate)
      gate?.end()
      collector.add(outcome)
    }
    var counter: WorkerThreads?
    var found = 0
    walk.run(isCancelled: isCancelled) { batch in
      if counter == nil, reportsProgress, collector.elapsed > Self.countingDelay {
        counter = try? WorkerThreads(count: 1) { _ in count(walk, collector) }
      }
      found += batch.names.count
      return !isCancelled() && !collector.hasFailed && queue.push(batch)
    } unreadable: { path, error in
      collector.addUnreadableFolder(mapping.stored(path), error)
    } noticed: { notice in
      if case .entered(let folder, let device) = notice { watch?.add(folder, on: device) }
      collector.add(notice)
    }
    if !isCancelled() { collector.foundAll(found) }
    queue.close()
    readers.join()
    counter?.join()
    try collector.throwFailure()
  }

  /// How many threads read, and how many batches wait for them, with so many files open at most: where there were more, photos could
  /// not be opened. A waiting batch holds its folder open; a thread has a folder, a photo and a sidecar.
  static func work(jobs: Int, openFiles: Int) -> (jobs: Int, ahead: Int) {
    // Standard streams, the lock, two indexes, what is collected, and two walks with two folders each.
    let room = openFiles - 11
    let jobs = max(1, min(jobs, room / 4))
    return (jobs, max(1, min(32 + 2 * jobs, room - 3 * jobs)))
  }

  /// A scan that is over within this time needs no forecast.
  private static let countingDelay = Duration.seconds(1)

  /// Counts what there is. The walk itself cannot be ahead of the workers: what it finds waits with its folder open.
  private func count(_ walk: ScanWalk, _ collector: ScanCollector) {
    var found = 0
    walk.run(isCancelled: { isCancelled() || collector.hasFoundAll }) { batch in
      found += batch.names.count
      return collector.addCounted(batch.names.count)
    } unreadable: { _, _ in
    } noticed: { _ in
    }
    if !isCancelled() { collector.foundAll(found) }
  }

  // MARK: What is scanned

  /// A folder that was named, resolved as far as it exists.
  private struct NamedFolder {
    let path: FilePathBytes
    var error: ScanError?
  }

  private static func resolveIndex(_ path: FilePathBytes) throws -> FilePathBytes {
    let target: FilePathBytes
    do throws(SystemError) {
      target = try FilePathResolver.resolveForWriting(path)
    } catch {
      throw error.isMissing ? ScanError.unusableIndexPath(path, "there is no folder \(path.parent)") : error
    }
    switch try? SystemCalls.status(of: target).kind {
    case .folder: throw ScanError.unusableIndexPath(path, "it is a folder")
    case .link, .other: throw ScanError.unusableIndexPath(path, "it is not a regular file")
    case .file, nil: return target
    }
  }

  private static func resolve(_ folders: [FilePathBytes]) throws -> [NamedFolder] {
    try folders.map { folder in
      do {
        guard try SystemCalls.status(of: folder).kind == .folder else { throw ScanError.notAFolder(folder) }
        return NamedFolder(path: try SystemCalls.resolve(folder))
      } catch let error as SystemError {
        guard error.isMissing else { throw ScanError.unreadableFolder(error) }
        return NamedFolder(
          path: FilePathResolver.resolveAsFarAsPossible(folder),
          error: .missingFolder(folder)
        )
      }
    }
  }

  private static func requireFolders(_ named: [NamedFolder], _ target: FilePathBytes) throws {
    if named.isEmpty { throw ScanError.nothingToScan(target) }
    for case let error? in named.map(\.error) { throw error }
  }

  /// The folders that lie in no other of them.
  private static func outermost(_ folders: [FilePathBytes]) -> [FilePathBytes] {
    let sorted = Set(folders).sorted()
    return sorted.filter { folder in !sorted.contains { folder.isBelow($0) } }
  }

  /// The folders that are not there. One that the index does not know is an error, and so is one that may not be listed and of which it
  /// knows no photo.
  private static func missingFolders(
    _ named: [NamedFolder],
    _ roots: [FilePathBytes],
    _ previous: PreviousIndex,
    _ mapping: PathMapping
  ) throws -> [FilePathBytes] {
    var failed: [FilePathBytes: any Error] = [:]
    var missing: [FilePathBytes] = []
    let known = Set((previous.header?.scanned ?? []).map(mapping.absolute))
    for root in roots {
      do throws(SystemError) {
        _ = try Directory(path: root)
      } catch {
        if error.isMissing { missing.append(root) }
        if error.isMissing, known.contains(root) { continue }
        failed[root] = error.isMissing ? ScanError.missingFolder(root) : .unreadableFolder(error)
      }
    }
    // A missing folder inside of another one is no root of its own. Its own words name it as the user did.
    for folder in named where folder.error != nil && !known.contains(folder.path) {
      failed[folder.path] = folder.error
    }
    guard !failed.isEmpty else { return missing }
    try previous.forEachPath { path in
      let absolute = mapping.absolute(path)
      for folder in failed.keys where absolute.isBelow(folder) { failed[folder] = nil }
    }
    for folder in failed.keys.sorted() {
      if let error = failed[folder] { throw error }
    }
    return missing
  }
}
