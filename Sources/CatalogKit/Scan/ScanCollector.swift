import Synchronization

/// Takes what the workers find, from any thread, one at a time; then saves the index.
final class ScanCollector: @unchecked Sendable {
  /// The index as it was.
  let previous: PreviousIndex

  // All that follows is touched with the lock held, or after the workers have ended.
  private let lock = Mutex(())
  private let writer: IndexWriter
  private let onEvent: @Sendable (ScanEvent) -> Void
  private var fates: [Fate]
  private var summary = ScanSummary()
  private var failure: SystemError?
  private(set) var unreadableRoots: [(root: FilePathBytes, error: SystemError)] = []
  /// Folders in which a recorded photo was found, with all that they lie in; as the index names them.
  private(set) var foldersWithRecords: Set<FilePathBytes> = []
  /// Folders that could not be listed to their end; as the index names them.
  private(set) var unreadableFolders: [FilePathBytes] = []

  /// What became of a record.
  private enum Fate: UInt8 { case unseen, unchanged, replaced }

  init(
    target: FilePathBytes,
    previous: PreviousIndex,
    onEvent: @escaping @Sendable (ScanEvent) -> Void
  ) throws(SystemError) {
    self.previous = previous
    self.onEvent = onEvent
    writer = IndexWriter(target: target)
    fates = [Fate](repeating: .unseen, count: previous.records.count)
  }

  /// Takes what one batch came to.
  func add(_ outcome: ScanWorker.Outcome) {
    lock.withLock { _ in
      guard failure == nil else { return }
      do throws(SystemError) {
        try writer.add(outcome.lines, parts: outcome.parts)
      } catch {
        failure = error
        return
      }
      summary.read += outcome.parts.count
      summary.unchanged += outcome.unchanged.count
      summary.bytesRead += outcome.bytesRead
      for number in outcome.unchanged { fates[number] = .unchanged }
      for number in outcome.replaced { fates[number] = .replaced }
      if !outcome.unchanged.isEmpty || !outcome.replaced.isEmpty { noteRecords(in: outcome.folder) }
      for problem in outcome.problems { onEvent(.unreadablePhoto(problem.path, reason: problem.reason)) }
    }
  }

  func addUnreadableFolder(_ folder: FilePathBytes, _ error: SystemError) {
    lock.withLock { _ in
      unreadableFolders.append(folder)
      summary.unreadableFolders.append(error)
      onEvent(.unreadableFolder(error))
    }
  }

  func addUnreadableRoot(_ root: FilePathBytes, _ error: SystemError) {
    lock.withLock { _ in unreadableRoots.append((root, error)) }
  }

  /// Whether going on makes no sense: what was found cannot be kept.
  var hasFailed: Bool { lock.withLock { _ in failure != nil } }

  func throwFailure() throws(SystemError) {
    if let failure { throw failure }
  }

  /// The reader of the index to be saved: that of the old one while records of it may stay that were not looked at, so that
  /// a later scan still knows to read their photos anew.
  var reader: Int {
    fates.contains(.unseen) ? min(previous.reader, IndexHeader.currentReader) : IndexHeader.currentReader
  }

  /// Saves what was found and those old records that stay.
  func save(_ header: IndexHeader, fate: RecordFate) throws -> ScanSummary {
    for (_, error) in unreadableRoots where !error.isMissing { summary.unreadableFolders.append(error) }
    summary.isInterrupted = fate.isInterrupted
    if previous.isSorted {
      summary.index = try writer.save(header) { body in
        try previous.forEachLine { line, number in
          if try stays(number, line, fate) { try body(line) }
        }
      }
    } else {
      // Lines without an order have to be sorted with the new ones.
      try previous.forEachLine { line, number in
        guard try stays(number, line, fate), let order = PhotoLinePlace.order(of: line) else { return }
        try writer.add(Array(line), parts: [IndexWriter.LinePart(order: order, length: line.count)])
      }
      summary.index = try writer.save(header) { _ in }
    }
    return summary
  }

  /// Whether an old line goes into the new index as it is.
  private func stays(_ number: Int, _ line: UnsafeRawBufferPointer, _ fate: RecordFate) throws -> Bool {
    switch fates[number] {
    case .unchanged: return true
    case .replaced: return false
    case .unseen:
      let path = try PhotoLine.decode(line).path
      switch fate.ofUnseen(path) {
      case .elsewhere: return true
      case .gone:
        summary.gone += 1
        return false
      case .kept(let folder):
        summary.kept[folder, default: 0] += 1
        return true
      }
    }
  }

  private func noteRecords(in folder: FilePathBytes) {
    var folder = folder
    // Ends at the top: `.` and `/` are their own parents.
    while foldersWithRecords.insert(folder).inserted { folder = folder.parent }
  }
}
