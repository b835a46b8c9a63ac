import Synchronization

/// Takes what the workers find, from any thread, one at a time; saves the index now and then, and in the end.
final class ScanCollector: @unchecked Sendable {
  /// The index as it was.
  let previous: PreviousIndex

  // All that follows is touched with the lock held, or after the workers have ended.
  private let lock = Mutex(())
  private let scanner: Scanner
  private let target: FilePathBytes
  private let scanned: [FilePathBytes]
  private let settings: ScanSettings
  private let lines: WaitingLines
  private var schedule: SaveSchedule
  private var savedLines: Int?
  private var fates: RecordFates
  private var summary = ScanSummary()
  private var progress: ProgressReport
  private var failure: SystemError?
  /// Whether it is known what becomes of all records.
  private var isDecided = false
  /// Whether the walk is over, be it at its end or interrupted.
  private var isComplete = false
  /// What was listed, and what was not.
  private var lookedAt = LookedAt()
  /// Records whose file is another one now, or was changed.
  private var changed: [Int] = []
  /// Folders that are not there or could not be listed.
  private var absent: [FilePathBytes] = []
  /// What the new index keeps of folders.
  private var notes: FolderNotes
  /// The patterns of folders that have some, by the folders' absolute paths.
  private var patterns: [FilePathBytes: [PathPattern]] = [:]
  /// Records whose photos lie there and are passed over for what lies beside them.
  private var recordsBesideVideos: Set<Int> = []

  /// - Parameters:
  ///   - target: The index, resolved.
  ///   - previous: The index as it was.
  ///   - scanned: The folders that the index is to name.
  ///   - settings: What it is to keep of how they were scanned.
  ///   - scanner: How to scan, and whom to tell.
  init(
    target: FilePathBytes,
    previous: PreviousIndex,
    scanned: [FilePathBytes],
    settings: ScanSettings,
    scanner: Scanner
  ) {
    self.previous = previous
    self.scanned = scanned
    self.settings = settings
    self.scanner = scanner
    self.target = target
    lines = WaitingLines(beside: target)
    notes = FolderNotes(previous.header)
    fates = RecordFates(previous.records, removed: RemovedRecords(beside: target), prunes: scanner.prunes)
    progress = ProgressReport(scanner)
    schedule = SaveSchedule(interval: scanner.saveInterval, now: scanner.clock.uptime())
  }

  // MARK: While the scan runs

  /// Takes what one batch came to.
  func add(_ outcome: ScanWorker.Outcome) {
    lock.withLock { _ in
      guard failure == nil else { return }
      do throws(SystemError) {
        try lines.add(outcome.lines, parts: outcome.parts)
      } catch {
        failure = error
        return
      }
      summary.read += outcome.parts.count
      summary.problems += outcome.problems.count
      summary.unchanged += outcome.unchanged.count
      summary.bytesRead += outcome.bytesRead
      fates.removed.add(outcome.displaced)
      summary.displacedMembers += outcome.displaced.count
      fates.add(unchanged: outcome.unchanged, replaced: outcome.replaced)
      changed += outcome.changed
      summary.knownProblems += outcome.knownProblems
      if !outcome.unchanged.isEmpty || !outcome.replaced.isEmpty { lookedAt.addRecord(in: outcome.folder) }
      if !outcome.parts.isEmpty { lookedAt.addPhoto(in: outcome.folder) }
      for problem in outcome.problems {
        scanner.onEvent(.unreadablePhoto(problem.path, reason: problem.reason))
      }
      progress.add(outcome)
      saveIfDue()
    }
  }

  func addUnreadableFolder(_ folder: FilePathBytes, _ error: SystemError) {
    lock.withLock { _ in
      lookedAt.addUnreadable(folder)
      absent.append(folder)
      summary.unreadableFolders.append(error)
      scanner.onEvent(.unreadableFolder(error))
    }
  }

  /// Takes what the walk met besides photos.
  func add(_ notice: PhotoWalker.Notice) {
    lock.withLock { _ in
      switch notice {
      case .entered: break
      case .patterns(let patterns, in: let folder): self.patterns[folder] = patterns
      case .listed(let folder): lookedAt.addListed(settings.mapping.stored(folder))
      case .mount(let folder): lookedAt.addMount(settings.mapping.stored(folder))
      case .vanished(let folder): lookedAt.addVanished(settings.mapping.stored(folder))
      case .notLookedAt(let path): lookedAt.addOutOfSight(settings.mapping.stored(path))
      case .passedOver(let name, in: let folder, let isFolder, let reason):
        summary.passedOver[reason, default: PassedOverCounts()].add(isFolder: isFolder)
        guard reason == .besideVideo else { return }
        let path = settings.mapping.stored(folder).appending(name)
        if let number = previous.records.number(of: PathKey(path)) { recordsBesideVideos.insert(number) }
      }
    }
  }

  /// What is passed over, with the patterns that the walk has found.
  func passedOverPaths(_ paths: PassedOverPaths) -> PassedOverPaths {
    var paths = paths
    paths.patterns = patterns
    return paths
  }

  /// Takes note of photos that were counted ahead; `false` where nobody needs to count on.
  func addCounted(_ photos: Int) -> Bool {
    lock.withLock { _ in
      guard !progress.hasFoundAll else { return false }
      progress.addCounted(photos)
      return true
    }
  }

  /// Takes note that there are so many photos and no more.
  func foundAll(_ photos: Int) {
    lock.withLock { _ in
      guard !progress.hasFoundAll else { return }
      progress.foundAll(photos)
    }
  }

  /// Whether nobody needs to count photos any more.
  var hasFoundAll: Bool { lock.withLock { _ in progress.hasFoundAll || failure != nil } }

  /// Time since the scan began.
  var elapsed: Duration { lock.withLock { _ in progress.elapsed } }

  /// Whether going on makes no sense: what was found cannot be kept.
  var hasFailed: Bool { lock.withLock { _ in failure != nil } }

  func throwFailure() throws(SystemError) {
    if let failure { throw failure }
  }

  // MARK: Saving

  /// Saves what there is where it is time to, with all records whose photos were not reached yet. Workers wait meanwhile.
  private func saveIfDue() {
    let now = scanner.clock.uptime()
    guard schedule.isDue(now), lines.count > savedLines ?? 0 else { return }
    savedLines = lines.count
    // Where this fails, what was read is not lost: the next save has it too, and the last one tells.
    if let saved = try? save() { scanner.onEvent(.savedSoFar(saved)) }
    schedule.saved(from: now, to: scanner.clock.uptime())
  }

  /// Takes note of a scanned folder that is not there.
  func addMissingFolder(_ folder: FilePathBytes) {
    lock.withLock { _ in
      absent.append(settings.mapping.stored(folder))
      summary.missingFolders.append(folder)
    }
  }

  /// Saves what was found and those old records that stay; nothing is written where the index says the same already.
  ///
  /// - Parameters:
  ///   - policy: What becomes of records whose photos were not found.
  ///   - mountPoints: Where file systems are mounted, by their absolute paths.
  /// - Returns: What was found.
  /// - Throws: What reading the old index throws, and ``SystemError`` where the new one cannot be saved.
  func finish(_ policy: RetentionPolicy, mountPoints: Set<FilePathBytes>) throws -> ScanSummary {
    summary.isInterrupted = policy.isInterrupted
    for mount in mountPoints where policy.root(above: mount) != nil {
      lookedAt.addMount(settings.mapping.stored(mount))
    }
    isDecided = !policy.isInterrupted
    if isDecided {
      try decide(policy)
      notes = FolderNotes(
        before: previous.header,
        FolderNotes.Findings(
          lookedAt: lookedAt,
          kept: summary.kept,
          absent: absent,
          mountPoints: mountPoints
        ),
        policy: policy,
        scanned: scanned
      )
      summary.hasNewAbsence = notes.isNew
    }
    isComplete = true
    summary.index = try unchangedIndex() ?? save()
    summary.elapsed = progress.elapsed
    return summary
  }

  /// Decides what becomes of records whose photos were not found.
  private func decide(_ policy: RetentionPolicy) throws {
    guard fates.contains(.unseen) || !changed.isEmpty else { return }
    let moved = MovedRecords(previous: previous, lines: lines, changed: Set(changed))
    let moves = try moved.pairs { fates[$0] == .unseen }
    for (record, photo) in moves {
      let (from, to) = (try moved.path(ofRecord: record), try moved.path(ofPhoto: photo))
      // Found where it was looked for, under another name. A copy elsewhere says nothing of a drive that is missing.
      if let place = policy.place(of: from), place == policy.place(of: to) {
        lookedAt.addRecord(in: from.parent)
      }
      // Another file is in its place.
      if fates[record] == .replaced, from != to { summary.moved += 1 }
    }
    let counts = try moved.carryMembers(along: moves, removed: &fates.removed)
    summary.displacedMembers += counts.displaced
    summary.removedWithMembers += counts.records
    let movers = Set(moves.map(\.record))
    var excluded = ExcludedRecords()
    try previous.forEachLine { line, number in
      guard fates[number] == .unseen else { return }
      let photo = try PhotoLine.decode(line, [.path, .pathBytes, .missing])
      let becomes =
        recordsBesideVideos.contains(number)
        ? .passedOver(.besideVideo)
        : policy.ofUnseen(
          photo.path,
          missing: previous.records[number].isMissing ? photo.missing : nil,
          isHandWritten: previous.records[number].hasUnknownFields,
          lookedAt
        )
      excluded.add(becomes, below: policy.root(above: settings.mapping.absolute(photo.path)))
      if movers.contains(number), becomes == .missing || becomes == .gone {
        fates.leave(number)
        summary.moved += 1
        return
      }
      fates.take(becomes, number, line, &summary)
    }
    if !scanner.prunes {
      try excluded.requireOthers { lookedAt.withRecords.contains(settings.mapping.stored($0)) }
    }
  }

  /// What the old index holds, where a new one would differ in nothing but its time.
  private func unchangedIndex() throws -> IndexFooter? {
    guard savedLines == nil, let intact = previous.intactSummary, var before = previous.header,
      !fates.contains(.gone), !fates.contains(.missing),
      lines.count == fates.count(of: .replaced)
    else { return nil }
    let header = header()
    before.written = header.written
    guard before == header else { return nil }
    if lines.count == 0 { return intact }
    // In an older reader's index, lines that were read anew have to say so.
    guard header.reader == ExtractorVersion.current else { return nil }
    var old = PreviousLines(previous) { [fates] number, _ in fates[number] == .replaced }
    var new = try lines.stream()
    return try old.isEqual(to: &new) ? intact : nil
  }

  private func save() throws -> IndexFooter {
    progress.isSaving(true)
    let began = scanner.clock.uptime()
    defer {
      progress.isSaving(false)
      summary.saving += scanner.clock.uptime() - began
    }
    // What leaves the index must be elsewhere before.
    try fates.removed.save()
    if summary.displacedMembers + summary.removedWithMembers > 0 { summary.removedFile = fates.removed.path }
    let header = header()
    let isCurrent = header.reader == ExtractorVersion.current
    // Where the whole index is this reader's, no line has to say so any more.
    let isRenewed = isCurrent && previous.reader != header.reader
    let builder = IndexBuilder(target: target, waiting: lines)
    builder.mayHaveMissing = fates.mayHaveMissing
    let held = heldBack()
    builder.isWanted = held?.isWanted
    builder.merge(
      PreviousLines(previous) { [fates, records = previous.records] number, line in
        guard fates[number].stays || held?.records.contains(number) ?? false else { return false }
        if fates[number] == .missing {
          line = try RecordFates.missingLine(line, header.written, records.extractor)
        } else if isRenewed, let plain = line.withUnsafeBytes(LineRevision.removed) {
          line = plain
        }
        return true
      }
    )
    return try builder.save(header)
  }

  /// Photos whose lines are not saved yet, and records whose lines stay for that; `nil` where there are none.
  private func heldBack() -> (isWanted: (UnsafeRawBufferPointer) -> Bool, records: Set<Int>)? {
    guard !isDecided else { return nil }
    let changed = Set(changed)
    let held = HeldBackPhotos(previous.records) { [fates] in fates[$0] == .unseen || changed.contains($0) }
    if held.isEmpty { return nil }
    let isWanted = { [records = previous.records] (line: UnsafeRawBufferPointer) in
      var members = LineMembers()
      guard (try? members.read(line)) != nil, let path = try? PathKey(members, in: line) else { return true }
      guard let own = records.number(of: path) else { return !held.mayContain(line) }
      return !changed.contains(own)
    }
    return (isWanted, changed)
  }

  /// The header as it would be written now. Until the end it keeps the old rules of what is passed over: a scan that is refused for what
  /// they say must leave them alone. The reader is that of the old index while records of it stay that an older one
  /// read, so that a later scan still knows to read their photos anew.
  private func header() -> IndexHeader {
    var header = IndexHeader(generator: scanner.generator, written: scanner.clock.now(), scanned: [])
    if let previous = previous.header {
      header.takeMembers(of: previous)
      header.unknownCatalogMembers = previous.unknownCatalogMembers
    }
    header.scanned = scanned
    if isComplete {
      header.mounts = notes.mounts
      header.sharedMounts = notes.sharedMounts
      header.absent = notes.absent
      header.exclude = settings.excludes.map(\.text)
      header.followsLinks = settings.followsLinks
    }
    let isOlder = fates.indices.contains {
      // A photo that was missing is read anew in any case when it comes back.
      fates[$0] == .unseen && !previous.records[$0].isMissing && !previous.records[$0].isCurrent
    }
    if isOlder { header.reader = min(previous.reader, ExtractorVersion.current) }
    return header
  }
}
