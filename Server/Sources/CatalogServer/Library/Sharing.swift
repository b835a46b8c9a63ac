import CatalogKit

/// What may be known below the exact level: the coarse table, and the day's batch that it is made of.
struct Sharing: Sendable {
  private let settings: Library.Settings
  private let folder: StateFolder
  private let secret: ServerSecret
  /// The last batch; `nil` where nothing was shared yet.
  private var batch: SharedPhotos.Batch?
  /// The last batch as it was opened or made, until the table is made of it.
  private var shared: SharedPhotos?
  /// All that may be known; `nil` where nobody asks for it.
  private(set) var coarse: LevelTable?
  /// Grows with every new ``coarse``.
  private(set) var changes = 0
  /// Whether what ``coarse`` is made of has changed.
  var isOld = true

  /// Opens what was shared so far.
  ///
  /// - Throws: ``StateError`` where it was shared in cells of another size, or the state is damaged.
  init(_ settings: Library.Settings, _ folder: StateFolder, _ secret: ServerSecret) throws {
    self.settings = settings
    self.folder = folder
    self.secret = secret
    if settings.isShared || settings.hasGuests() { try open() }
  }

  private mutating func open() throws {
    shared = try SharedPhotos(in: folder, secret)
    guard let shared else { return }
    guard shared.batch.cell == settings.blur.cell.metres else {
      throw StateError.otherGrid(kept: shared.batch.cell, asked: settings.blur.cell.metres)
    }
    batch = shared.batch
  }

  /// Makes the day's batch where that is due, and the coarse table where what it is made of has changed.
  ///
  /// - Parameters:
  ///   - exact: What is known exactly.
  ///   - hidden: Photos that are left out.
  ///   - withdrawn: Photos that are gone, though the table still has them.
  /// - Returns: Whether there is a batch that says something new.
  /// - Throws: What keeping the batch throws: then the last one goes on, as far as it still holds.
  mutating func update(_ exact: LevelTable, hidden: Set<PhotoNumber>, withdrawn: Set<PhotoNumber>) throws
    -> Bool
  {
    if batch == nil, !settings.isShared {
      // The first guest may come while the server runs.
      guard settings.hasGuests() else { return false }
      try open()
    }
    let isNew = Result { try makeBatch(exact, hidden: hidden) }
    if isOld, let table = try table(exact, without: hidden.union(withdrawn)) {
      // A table that says the same stays, with all that was made of it: an answer that is made anew takes longer, and would tell
      // that something has just changed exactly.
      if !(coarse?.saysTheSame(as: table) ?? false) {
        coarse = table
        changes += 1
      }
      (shared, isOld) = (nil, false)
    }
    return try isNew.get()
  }

  /// Takes back what may hold something that somebody has hidden: better nothing than that.
  mutating func withdraw() {
    if isOld { coarse = nil }
  }

  /// Makes the day's batch where it is due.
  private mutating func makeBatch(_ exact: LevelTable, hidden: Set<PhotoNumber>) throws -> Bool {
    let now = settings.clock.now()
    guard batch.map({ $0.next <= now }) ?? true else { return false }
    let next = SharedPhotos(
      exact,
      settings.blur,
      hidden: hidden,
      batchSecond: batch?.second ?? Int.random(in: 0..<86400),
      now: now
    )
    let isNew = try last().map { try (try? $0.digest()) != next.digest() } ?? false
    try next.save(in: folder, secret)
    (batch, shared, isOld) = (next.batch, next, true)
    return isNew
  }

  /// The last batch; `nil` where there was none. Where its file cannot be read any more, what is left of it in memory.
  private func last() -> SharedPhotos? {
    guard let batch else { return nil }
    if let shared = try? shared ?? SharedPhotos(in: folder, secret), shared.batch == batch { return shared }
    return coarse.map { SharedPhotos($0, batch) }
  }

  /// The coarse table of the last batch; `nil` where there was none.
  private func table(_ exact: LevelTable, without hidden: Set<PhotoNumber>) throws -> LevelTable? {
    do {
      return try last()?.table(now: exact, without: hidden, settings.blur)
    } catch {
      // The drive failed half-way.
      guard let batch, let coarse else { throw error }
      return try SharedPhotos(coarse, batch).table(now: exact, without: hidden, settings.blur)
    }
  }
}
