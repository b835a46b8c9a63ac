import CatalogKit
import Dispatch
import Logging
import Synchronization

/// One after another, on a thread of its own: all changes of sidecars and of the index that the server makes. Those that wait at the same
/// moment share one save of the index.
final class CareQueue: Sendable {
  private struct Job: Sendable {
    let body: @Sendable (PhotoEditor) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
  }

  private struct State {
    var jobs: [Job] = []
    /// Photos that are stored and could not get a record yet, since somebody held the index.
    var waiting: Set<FilePathBytes> = []
  }

  private let index: FilePathBytes
  private let undo: FilePathBytes
  private let uploads: FilePathBytes
  private let onSave: @Sendable () -> Void
  private let clock: SystemClock
  private let logger: Logger
  private let patience: Double
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "catalog care")

  /// What a change replaced is kept for so many days.
  static let days = 30

  /// - Parameters:
  ///   - index: The index, resolved.
  ///   - folder: The state folder, which keeps what is replaced.
  ///   - clock: Where times come from.
  ///   - patience: Seconds that it waits for another writer of the index.
  ///   - logger: Where the log goes.
  ///   - onSave: Takes the index over once it is saved.
  init(
    index: FilePathBytes,
    folder: StateFolder,
    clock: SystemClock,
    patience: Double = 5,
    logger: Logger,
    onSave: @escaping @Sendable () -> Void
  ) {
    self.index = index
    undo = folder.path.appending(FilePathBytes("undo-server"))
    uploads = UploadFolder(beside: index).path
    self.onSave = onSave
    self.clock = clock
    self.patience = patience
    self.logger = logger
  }

  /// Changes something. When this returns, the index has followed and the library has taken it over.
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
    let (jobs, waiting) = state.withLock { state in
      defer { state.jobs = [] }
      return (state.jobs, state.waiting)
    }
    guard !jobs.isEmpty || !waiting.isEmpty else { return }
    let editor: PhotoEditor
    do {
      editor = try PhotoEditor(
        index: index,
        generator: ServerVersion.generator,
        clock: clock,
        patience: patience,
        keeping: .days(Self.days, in: undo)
      )
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
      try editor.saveIndex()
      state.withLock { $0.waiting.subtract(waiting) }
    } catch {
      logger.error("the index could not be saved; the next scan mends it", metadata: ["error": "\(error)"])
      for (job, _) in done { job.fail(error) }
      return
    }
    onSave()
    for (_, succeed) in done { succeed() }
  }
}
