import CatalogKit
import Foundation
import Logging
import Synchronization

/// The catalogue of now, and what makes the next one of it: an index that somebody saved, a photo that was hidden, the day's batch.
final class Library: Sendable {
  /// What the library is made of.
  struct Settings: Sendable {
    /// The index.
    let index: FilePathBytes
    let blur: Blur
    /// Whether the settings let anybody know the coarse level.
    let isShared: Bool
    /// Whether there are guests, who know it whatever the settings say.
    let hasGuests: @Sendable () -> Bool
    let clock: SystemClock
  }

  private struct State {
    var snapshot: IndexSnapshot?
    var exact: LevelTable?
    var source: ExactSource?
    var shared: SharedPhotos?
    var keeping = PhotoKeeping()
    /// Photos that an index of now does not have, while it could not be taken over.
    var withdrawn: Set<PhotoNumber> = []
    var coarse: LevelTable?
    /// Grows with every change of either table.
    var generation = 0
    /// Why the index of now is not answered from; `nil` where it is.
    var trouble: String?
    /// Why a batch could not be kept; `nil` where it could.
    var batchTrouble: String?
  }

  private let settings: Settings
  private let folder: StateFolder
  private let secret: ServerSecret
  private let ids: PhotoIDMaker
  private let numbers: PhotoNumbers
  private let events: EventHub
  private let logger: Logger
  /// One change at a time; whoever asks meanwhile gets the catalogue as it was.
  private let state: Mutex<State>
  private let published = Mutex<Published?>(nil)

  /// Opens what was shared so far. The index is opened by ``refresh()``.
  ///
  /// - Throws: ``StateError`` where it was shared in cells of another size, or the state is damaged.
  init(
    _ settings: Settings,
    folder: StateFolder,
    secret: ServerSecret,
    numbers: PhotoNumbers,
    events: EventHub,
    logger: Logger
  ) throws {
    self.settings = settings
    self.folder = folder
    self.secret = secret
    self.numbers = numbers
    self.events = events
    self.logger = logger
    ids = PhotoIDMaker(secret)
    var state = State()
    if settings.isShared || settings.hasGuests() { state.shared = try Self.kept(settings, folder, secret) }
    self.state = Mutex(state)
  }

  /// What was shared so far; `nil` where nothing was.
  private static func kept(_ settings: Settings, _ folder: StateFolder, _ secret: ServerSecret) throws
    -> SharedPhotos?
  {
    guard let shared = try SharedPhotos(in: folder, secret) else { return nil }
    guard shared.cell == settings.blur.cell.metres else {
      throw StateError.otherGrid(kept: shared.cell, asked: settings.blur.cell.metres)
    }
    return shared
  }

  /// The photos of now, and which of all catalogues of this run they are.
  struct Published: Sendable {
    let catalogue: Catalogue
    let generation: Int
  }

  /// The index.
  var index: FilePathBytes { settings.index }

  /// The photos of now; `nil` where there is no index yet.
  var current: Published? { published.withLock { $0 } }

  /// The photos of now; `nil` where there is no index yet.
  var catalogue: Catalogue? { current?.catalogue }

  /// Why the index of now cannot be read; `nil` where it can.
  var trouble: String? { state.withLock { $0.trouble } }

  /// Takes over what changed: the index, hidden photos, a batch that is due.
  ///
  /// A damaged index leaves the last good one in place, and the log says so once.
  func refresh() {
    state.withLock { state in
      do {
        let changes = try takeIndex(&state)
        state.trouble = nil
        if let changes { events.send(changes, to: .exact) }
      } catch {
        let text = "\(error)"
        if state.trouble != text {
          logger.error(
            "the index cannot be read; answers come from the last good one",
            metadata: ["error": "\(text)"]
          )
        }
        state.trouble = text
      }
      do {
        try share(&state)
        state.batchTrouble = nil
      } catch {
        let text = "\(error)"
        if state.batchTrouble != text {
          logger.error("what may be shared cannot be kept", metadata: ["error": "\(text)"])
        }
        state.batchTrouble = text
      }
      publish(state)
    }
  }

  /// Takes note that photos were hidden or shown, or have another owner.
  func refreshHidden() {
    state.withLock { state in
      state.coarse = nil
      do {
        state.keeping = try numbers.keeping()
        try share(&state)
      } catch {
        logger.error("photos' owners and hidden photos cannot be read", metadata: ["error": "\(error)"])
      }
      publish(state)
    }
  }

  private func publish(_ state: State) {
    guard let exact = state.exact, let source = state.source else { return }
    let catalogue = Catalogue(
      exact: exact,
      coarse: state.coarse,
      source: source,
      ids: ids,
      blur: settings.blur,
      keeping: state.keeping
    )
    published.withLock { $0 = Published(catalogue: catalogue, generation: state.generation) }
  }

  /// Opens the index where it is another one than before.
  ///
  /// - Returns: What changed; `nil` where nothing did, and for the first index.
  private func takeIndex(_ state: inout State) throws -> PhotoChanges? {
    let snapshot: IndexSnapshot
    if let before = state.snapshot {
      snapshot = try before.refreshed()
      if snapshot.index === before.index { return nil }
    } else {
      snapshot = try IndexSnapshot(path: settings.index)
    }
    var table = try ExactTable(snapshot, numbers.known(), ids)
    let source = try ExactSource(snapshot, lines: table.lines)
    let present = table.drafts.map(\.row.number).filter { $0 != 0 }
    let given: [PhotoNumber]
    do {
      given = try numbers.update(table.unknown, present: present, now: settings.clock.now()) { path in
        PhotoHead.hash(source, path)
      }
    } catch {
      // What is gone leaves also where that cannot be noted, as on a full disk.
      let withdrawn = Set(state.exact?.rows.map(\.number) ?? []).subtracting(present)
      if withdrawn != state.withdrawn { (state.withdrawn, state.coarse) = (withdrawn, nil) }
      throw error
    }
    table.number(given, ids)
    let exact = table.table
    let changes = state.exact.map { before in
      PhotoChanges(from: before, source: state.source, to: exact, source: source, ids)
    }
    state.keeping = try numbers.keeping()
    state.withdrawn = []
    state.snapshot = snapshot
    state.source = source
    state.exact = exact
    state.coarse = nil
    state.generation += 1
    logger.info("index taken over", metadata: ["photos": "\(exact.rows.count)"])
    return changes
  }

  /// Makes the coarse table, and before it the day's batch where that is due.
  private func share(_ state: inout State) throws {
    guard let exact = state.exact else { return }
    if state.shared == nil, !settings.isShared {
      // The first guest may come while the server runs.
      guard settings.hasGuests() else { return }
      state.shared = try Self.kept(settings, folder, secret)
    }
    let now = settings.clock.now()
    var isNewBatch = false
    if state.shared.map({ $0.nextBatch <= now }) ?? true {
      let second = state.shared?.batchSecond ?? Int.random(in: 0..<86400)
      let batch = SharedPhotos(
        exact,
        settings.blur,
        hidden: state.keeping.hidden,
        batchSecond: second,
        now: now
      )
      try batch.save(in: folder, secret)
      isNewBatch = state.shared.map { !$0.hasSameRecords(as: batch) } ?? false
      state.shared = batch
      state.coarse = nil
    }
    guard state.coarse == nil, let shared = state.shared else { return }
    state.coarse = shared.table(
      now: exact,
      without: state.keeping.hidden.union(state.withdrawn),
      settings.blur,
      ids
    )
    state.generation += 1
    if isNewBatch { events.send(.replaced, to: .coarse) }
  }
}
