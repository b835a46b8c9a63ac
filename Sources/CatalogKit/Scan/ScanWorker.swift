/// Reads the photos of one batch after another, on one thread.
final class ScanWorker {
  private let records: PreviousRecords
  private let previous: PreviousIndex
  private let mapping: PathMapping
  private let reader: PhotoReader
  private let followLinks: Bool

  init(records: PreviousRecords, previous: PreviousIndex, mapping: PathMapping, followLinks: Bool) {
    self.records = records
    self.previous = previous
    self.mapping = mapping
    self.followLinks = followLinks
    reader = PhotoReader(followLinks: followLinks)
  }

  /// What one batch came to.
  struct Outcome: Sendable {
    /// The folder of the batch, as the index keeps it.
    let folder: FilePathBytes
    /// The lines of the photos that were read.
    var lines: [UInt8] = []
    var parts: [WaitingLines.Part] = []
    /// Records whose photos are as they were.
    var unchanged: [Int] = []
    /// Records whose photos were read again.
    var replaced: [Int] = []
    /// Those among them whose file is another one now, or was changed.
    var changed: [Int] = []
    /// Photos that could not be read, for the reason that the index told before.
    var knownProblems = 0
    /// Members of records that somebody wrote by hand and that have the name of a field by now, as lines to be kept elsewhere.
    var displaced = DisplacedMembers()
    var problems: [(path: FilePathBytes, reason: String)] = []
    var bytesRead = 0
  }

  /// Reads a batch; with a gate, it is said how long photos took.
  func read(_ batch: PhotoWalker.Batch, timedFor gate: ReaderGate? = nil) -> Outcome {
    let folder = mapping.stored(batch.folder)
    var outcome = Outcome(folder: folder)
    var timer = gate.map { ReadTimer($0) }
    for name in batch.names {
      defer { timer?.photoEnded() }
      let path = folder.appending(name)
      let number = records.count == 0 ? nil : records.number(of: PathKey(path))
      let beside = batch.sidecars.files(of: name)
      if let number, isUnchanged(records[number], name, beside, batch.directory) {
        outcome.unchanged.append(number)
        continue
      }
      let isSpecial = batch.specials.contains(name)
      guard
        var photo = reader.read(name, in: batch.directory, as: path, beside: beside, isSpecial: isSpecial)
      else { continue }
      outcome.bytesRead += reader.counts.bytes
      if let number {
        outcome.replaced.append(number)
        if photo.size != records[number].size || photo.modified != records[number].modified {
          outcome.changed.append(number)
        }
        if records[number].hasUnknownFields {
          photo.unknownFields = outcome.displaced.taken(from: previous.unknownFields(of: number), of: path)
        }
      }
      add(photo, knownProblem: number.flatMap(problem), to: &outcome)
    }
    return outcome
  }

  private func isUnchanged(
    _ record: PreviousRecords.Record,
    _ name: FilePathBytes,
    _ beside: SidecarFiles,
    _ folder: Directory
  ) -> Bool {
    guard records.canSkipReading, record.isSettled, !record.isMissing,
      let status = try? SystemCalls.status(of: name, in: folder.descriptor, followLinks: followLinks)
    else { return false }
    return status.kind == .file && status.size == record.size && status.modified == record.modified
      && record.sidecars
        == SidecarList.fingerprint(
          OpenFolder(directory: folder, followLinks: followLinks).states(of: beside)
        )
  }

  /// Why a record's photo could not be read before.
  private func problem(of number: Int) -> String? {
    guard records[number].isUnreadable, let line = try? previous.line(of: number) else { return nil }
    return try? line.withUnsafeBytes {
      try PhotoLine.decode($0, [.problem, .unreadable, .path, .pathBytes]).problem?.reason
    }
  }

  private func add(_ photo: Photo, knownProblem: String?, to outcome: inout Outcome) {
    let start = outcome.lines.count
    PhotoLine.append(photo, to: &outcome.lines)
    outcome.parts.append(
      WaitingLines.Part(
        order: SortKey.of(photo),
        length: outcome.lines.count - start
      )
    )
    guard let problem = photo.problem, problem.isUnreadable else { return }
    if problem.reason == knownProblem {
      outcome.knownProblems += 1
    } else {
      outcome.problems.append((photo.path, problem.reason))
    }
  }
}
