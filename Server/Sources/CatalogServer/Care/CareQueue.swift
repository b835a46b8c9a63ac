import CatalogKit
import Dispatch
import Logging
import Synchronization

/// One after another, on a thread of its own: all changes of sidecars and of the index that the server makes. Those that wait at the same
/// moment share one save of the index. Where saving takes a while, answers say a change before the index does.
final class CareQueue: Sendable {
  private struct Job: Sendable {
    let body: @Sendable (PhotoEditor) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
  }

  private struct State {
    var jobs: [Job] = []
    /// Photos that are stored and could not get a record yet, since somebody held the index.
    var waiting: Set<FilePathBytes> = []
    /// What answers say already, and the index does not.
    var unsaved = EditedRecords()
    /// Whether a save is to come.
    var isSaving = false
    /// When it may begin; `nil` is at any time.
    var due: ContinuousClock.Instant?
    var isEnding = false
    /// Why the index could not be saved the last time.
    var trouble: String?
  }

  private let index: FilePathBytes
  private let undo: FilePathBytes
  private let uploads: FilePathBytes
  private let answer: @Sendable (inout EditedRecords) throws -> Bool
  private let onSave: @Sendable (_ left: EditedRecords) -> Void
  private let clock: SystemClock
  private let logger: Logger
  private let patience: Double
  private let saving: SavePace
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "catalog care")

  /// What a change replaced is kept for so many days.
  static let days = 30

  /// - Parameters:
  ///   - index: The index, resolved.
  ///   - folder: The state folder, which keeps what is replaced.
  ///   - saving: When the index is saved.
  ///   - clock: Where times come from.
  ///   - patience: Seconds that it waits for another writer of the index.
  ///   - logger: Where the log goes.
  ///   - answer: Answers with changes before the index is saved; says whether it does.
  ///   - onSave: Takes the index over once everything is saved but what is left.
  init(
    index: FilePathBytes,
    folder: StateFolder,
    saving: SavePace = SavePace(),
    clock: SystemClock,
    patience: Double = 5,
    logger: Logger,
    answer: @escaping @Sendable (inout EditedRecords) throws -> Bool = { _ in false },
    onSave: @escaping @Sendable (_ left: EditedRecords) -> Void
  ) {
    self.index = index
    undo = folder.path.appending(FilePathBytes("undo-server"))
    uploads = UploadFolder(beside: index).path
    self.answer = answer
    self.onSave = onSave
    self.clock = clock
    self.patience = patience
    self.saving = saving
    self.logger = logger
  }

  /// Changes something. When this returns, sidecars say it and so do answers; a small index says it too, a large one follows.
  ///
  /// - Parameter body: Does it, with the right to write the index.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; ``IndexError/locked(_:by:)`` where another program holds the index; what saving it throws: the change is
  ///   made then, and the next scan finds it.
  func run<Result: Sendable>(_ body: @escaping @Sendable (PhotoEditor) throws -> Result) async throws
    -> Result
  {
    try await withCheckedThrowingContinuation { continuation in
      let job = Job { editor in
        let result = try body(editor)
        return { continuation.resume(returning: result) }
      } fail: { error in
        continuation.resume(throwing: error)
      }
      state.withLock { $0.jobs.append(job) }
      queue.async { self.work() }
    }
  }

  /// The same for a thread that may wait.
  func runWaiting(_ body: @escaping @Sendable (PhotoEditor) throws -> Void) throws {
    let ending = DispatchSemaphore(value: 0)
    let failure = Mutex<(any Error)?>(nil)
    let job = Job { editor in
      try body(editor)
      return { ending.signal() }
    } fail: { error in
      failure.withLock { $0 = error }
      ending.signal()
    }
    state.withLock { $0.jobs.append(job) }
    queue.async { self.work() }
    ending.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Gives a photo that is stored a record in the index, as soon as that can be written.
  func add(_ photo: FilePathBytes) async {
    _ = state.withLock { $0.waiting.insert(photo) }
    do {
      try await run { _ in }
    } catch {
      logger.notice("the index is held by another program; a photo that came waits for it")
      retry()
    }
  }

  /// Tries again until the index takes what waits.
  private func retry() {
    queue.asyncAfter(deadline: .now() + 2) { [weak self] in
      guard let self, !state.withLock({ $0.waiting.isEmpty }) else { return }
      work()
      if !state.withLock({ $0.waiting.isEmpty }) { retry() }
    }
  }

  private func work() {
    let (jobs, waiting, unsaved, isEnding) = state.withLock { state in
      defer { state.jobs = [] }
      return (state.jobs, state.waiting, state.unsaved, state.isEnding)
    }
    guard !jobs.isEmpty || !waiting.isEmpty else { return }
    let editor: PhotoEditor
    do {
      editor = try self.editor()
    } catch {
      for job in jobs { job.fail(error) }
      return
    }
    var done: [(Job, @Sendable () -> Void)] = []
    for job in jobs {
      do {
        done.append((job, try job.body(editor)))
        _ = try editor.endRun()
      } catch {
        // The next change is another run, which is taken back by itself.
        _ = try? editor.endRun()
        job.fail(error)
      }
    }
    for photo in waiting { editor.add(photo, below: uploads) }
    do {
      var records = try editor.takeRecords()
      if !records.isEmpty {
        if !isEnding, answers(with: &records) {
          state.withLock { $0.unsaved.add(records) }
          saveLater()
        } else {
          editor.add(unsaved)
          editor.add(records)
          try settle(editor, unsaved)
        }
      }
      state.withLock { $0.waiting.subtract(waiting) }
    } catch {
      logger.error("the index could not be saved; the next scan mends it", metadata: ["error": "\(error)"])
      for (job, _) in done { job.fail(error) }
      return
    }
    for (_, succeed) in done { succeed() }
  }

  private func editor() throws -> PhotoEditor {
    try PhotoEditor(
      index: index,
      generator: ServerVersion.generator,
      clock: clock,
      patience: patience,
      keeping: .days(Self.days, in: undo)
    )
  }

  /// Whether answers say it before the index does.
  private func answers(with records: inout EditedRecords) -> Bool {
    do {
      return try answer(&records)
    } catch {
      logger.warning("a change waits until the index is saved", metadata: ["error": "\(error)"])
      return false
    }
  }

  /// Saves the index, and lets answers come from it.
  private func settle(_ editor: PhotoEditor, _ unsaved: EditedRecords) throws {
    // One that is away for a moment has not followed.
    guard editor.hasIndex || unsaved.isEmpty else { throw IndexError.missing(index) }
    try editor.saveIndex()
    let left = try editor.takeRecords()
    state.withLock { $0.unsaved = left }
    onSave(left)
  }

  // MARK: Saving later

  /// After a save that failed.
  private static let retryDelay = Duration.seconds(5)
  /// After a save that could not say everything.
  private static let longRetryDelay = Duration.seconds(60)

  private func saveLater() {
    let delay: Duration? = state.withLock { state in
      if state.isSaving { return nil }
      state.isSaving = true
      return max(saving.gathering, state.due.map { $0 - .now } ?? .zero)
    }
    guard let delay else { return }
    queue.asyncAfter(deadline: .now() + delay / .seconds(1)) { [weak self] in self?.save() }
  }

  private func save() {
    let unsaved = state.withLock { state in
      state.isSaving = false
      return state.unsaved
    }
    guard !unsaved.isEmpty else { return }
    let start = ContinuousClock.now
    do {
      let editor = try editor()
      editor.add(unsaved)
      try settle(editor, unsaved)
      let end = ContinuousClock.now
      let isLeft = state.withLock { state in
        state.due = end + (end - start) * (saving.share - 1)
        state.trouble = nil
        return !state.unsaved.isEmpty
      }
      // Photos whose drive is away.
      if isLeft { retry(after: Self.longRetryDelay) }
    } catch {
      let text = "\(error)"
      if state.withLock({ $0.trouble != text }) {
        logger.warning("the index could not be saved yet; answers are right", metadata: ["error": "\(text)"])
      }
      state.withLock { $0.trouble = text }
      retry(after: Self.retryDelay)
    }
  }

  private func retry(after delay: Duration) {
    state.withLock { $0.due = max($0.due ?? .now, .now + delay) }
    saveLater()
  }

  /// Begins with what an earlier run could not save. The library has it already.
  func restore(_ records: EditedRecords) {
    state.withLock { $0.unsaved = records }
    if !records.isEmpty { saveLater() }
  }

  /// Saves what is not saved yet; what comes from here on is saved at once. The server ends.
  func finish() {
    queue.sync {
      state.withLock { $0.isEnding = true }
      save()
    }
  }
}
