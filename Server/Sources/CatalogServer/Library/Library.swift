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
    /// When changes are saved.
    var saving = SavePace()
  }

  private struct State {
    var snapshot: IndexSnapshot?
    var exact: LevelTable?
    var source: ExactSource?
    /// What people said that the index does not have yet; ``exact`` says it.
    var unsaved = EditedRecords()
    /// Whether ``exact`` says more than the index that it was made of.
    var isAhead = false
    /// Photos of ``unsaved`` that could not be read.
    var unread: Set<PhotoNumber> = []
    var keeping = PhotoKeeping()
    /// Whether ``keeping`` has to be read anew before anything is shared.
    var isKeepingOld = true
    /// Photos that an index of now does not have, while it could not be taken over.
    var withdrawn: Set<PhotoNumber> = []
    /// What may be known of it below the exact level.
    var sharing: Sharing
    /// Grows with every change of either table.
    var generation = 0
    /// Grows with every change of what may be known below the exact level.
    var coarseGeneration = 0
    /// When the index was taken over.
    var taken = Duration.zero
    /// Whether a later start has the table without reading the index, or would not be quicker with it.
    var isKept = true
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
  /// Why the index of now is not answered from; `nil` where it is. Not a part of the state, which can be busy for seconds.
  private let troubles = Mutex<String?>(nil)

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
    state = Mutex(State(sharing: try Sharing(settings, folder, secret)))
  }

  /// The photos of now, and which of all catalogues of this run they are.
  struct Published: Sendable {
    let catalogue: Catalogue
    let generation: Int
    /// The same of what may be known below the exact level, which most changes leave as it is.
    let coarseGeneration: Int

    /// Which of all catalogues it is, as far as a level knows: what is kept for that level is good as long as this stays.
    func generation(for level: Level) -> Int { level == .exact ? generation : coarseGeneration }
  }

  /// The index.
  var index: FilePathBytes { settings.index }

  /// The photos of now; `nil` where there is no index yet.
  var current: Published? { published.withLock { $0 } }

  /// The photos of now; `nil` where there is no index yet.
  var catalogue: Catalogue? { current?.catalogue }

  /// Why the index of now cannot be read; `nil` where it can.
  var trouble: String? { troubles.withLock { $0 } }

  /// Takes over what changed: the index, hidden photos, a batch that is due.
  ///
  /// A damaged index leaves the last good one in place, and the log says so once.
  func refresh() {
    state.withLock { state in
      var changes: PhotoChanges?
      let isFirst = state.exact == nil
      do {
        changes = try takeIndex(&state)
        troubles.withLock { $0 = nil }
      } catch {
        let text = "\(error)"
        if troubles.withLock({ $0 != text }) {
          logger.error(
            "the index cannot be read; answers come from the last good one",
            metadata: ["error": "\(text)"]
          )
        }
        troubles.withLock { $0 = text }
      }
      // Who may know all of it need not wait for what is shared.
      if isFirst { publish(state) }
      follow(&state, changes)
    }
  }

  /// Lets everything follow the exact table, and tells whoever listens.
  private func follow(_ state: inout State, _ changes: PhotoChanges?) {
    var isNewBatch = false
    do {
      isNewBatch = try share(&state)
      state.batchTrouble = nil
    } catch {
      let text = "\(error)"
      if state.batchTrouble != text {
        logger.error("what may be shared cannot be kept", metadata: ["error": "\(text)"])
      }
      state.batchTrouble = text
    }
    publish(state)
    // Whoever hears of it finds it.
    if let changes { events.send(changes, to: .exact) }
    if isNewBatch { events.send(.replaced, to: .coarse) }
  }

  /// Answers with what people said before the index says it, where saving that takes a while.
  ///
  /// - Parameter records: What the index has to follow.
  /// - Returns: Whether answers say it. Else the index has to be saved, and taken over by ``refresh()``.
  /// - Throws: What reading photos and the database throws: then it is as if the answer were no.
  func take(_ records: inout EditedRecords) throws -> Bool {
    try state.withLock { state in
      guard let exact = state.exact, let source = state.source else { return false }
      guard exact.rows.count >= settings.saving.atOnceBelow else { return false }
      let ahead = try unsaved(&records, over: (exact, source))
      (state.exact, state.source, state.isAhead) = (ahead.table, ahead.source, true)
      state.unread = state.unread.subtracting(ahead.numbers).union(ahead.unread)
      state.unsaved.add(records)
      // A photo that came has an owner.
      (state.isKeepingOld, state.sharing.isOld) = (true, true)
      state.generation += 1
      follow(&state, ahead.changes)
      return true
    }
  }

  private func unsaved(_ records: inout EditedRecords, over before: (LevelTable, ExactSource)) throws
    -> UnsavedPhotos
  {
    let index = IndexFile.resolved(settings.index)
    return try UnsavedPhotos(&records, beside: index, over: before, numbers, ids, now: settings.clock.now())
  }

  /// Begins with what people said before an earlier run could save it. Before the first ``refresh()``.
  func restore(_ records: EditedRecords) { state.withLock { $0.unsaved = records } }

  /// Takes over an index that says everything that people said.
  ///
  /// - Parameter left: All but this.
  func refreshSaved(but left: EditedRecords = EditedRecords()) {
    state.withLock { $0.unsaved = left }
    refresh()
  }

  /// Takes note that photos were hidden or shown, or have another owner.
  func refreshHidden() {
    state.withLock { state in
      (state.isKeepingOld, state.sharing.isOld) = (true, true)
      var isNewBatch = false
      do {
        isNewBatch = try share(&state)
      } catch {
        logger.error("photos' owners and hidden photos cannot be read", metadata: ["error": "\(error)"])
        // Better nothing than what somebody has hidden.
        state.sharing.withdraw()
      }
      publish(state)
      if isNewBatch { events.send(.replaced, to: .coarse) }
    }
  }

  private func publish(_ state: State) {
    guard let exact = state.exact, let source = state.source else { return }
    let catalogue = Catalogue(
      exact: exact,
      coarse: state.sharing.coarse,
      source: source,
      ids: ids,
      blur: settings.blur,
      keeping: state.keeping
    )
    published.withLock {
      $0 = Published(
        catalogue: catalogue,
        generation: state.generation,
        coarseGeneration: state.coarseGeneration
      )
    }
  }

  /// Opens the index where it is another one than before.
  ///
  /// - Returns: What changed; `nil` where nothing did, and for the first index.
  private func takeIndex(_ state: inout State) throws -> PhotoChanges? {
    let snapshot: IndexSnapshot
    if let before = state.snapshot {
      snapshot = try before.refreshed()
      if snapshot.index === before.index, !state.isAhead || !state.unsaved.isEmpty { return nil }
    } else {
      snapshot = try IndexSnapshot(path: settings.index)
    }
    var (exact, source) = try kept(snapshot, state) ?? read(snapshot, &state)
    var unread: Set<PhotoNumber> = []
    if !state.unsaved.isEmpty {
      do {
        let ahead = try unsaved(&state.unsaved, over: (exact, source))
        (exact, source, unread) = (ahead.table, ahead.source, ahead.unread)
      } catch {
        withdraw(&state, but: exact.rows.map(\.number))
        throw error
      }
    }
    let changes = state.exact.map { before in
      PhotoChanges(from: before, source: state.source, to: exact, source: source)
    }
    (state.keeping, state.isKeepingOld) = (try numbers.keeping(), false)
    (state.withdrawn, state.unread) = ([], unread)
    (state.isAhead, state.snapshot) = (!state.unsaved.isEmpty, snapshot)
    state.source = source
    state.exact = exact
    state.sharing.isOld = true
    state.generation += 1
    state.taken = settings.clock.uptime()
    logger.info("index taken over", metadata: ["photos": "\(exact.rows.count)"])
    return changes
  }

  /// The table that an earlier run made of the same index.
  private func kept(_ snapshot: IndexSnapshot, _ state: State) throws -> (LevelTable, ExactSource)? {
    guard state.exact == nil,
      let table = KeptTable.read(in: folder, secret, of: snapshot, last: try numbers.last())
    else { return nil }
    return (table, try ExactSource(snapshot, lines: nil))
  }

  private func read(_ snapshot: IndexSnapshot, _ state: inout State) throws -> (LevelTable, ExactSource) {
    var table = try ExactTable(snapshot, numbers.known(), ids)
    let source = try ExactSource(snapshot, lines: table.lines)
    let present = table.drafts.map(\.row.number).filter { $0 != 0 }
    let given: [PhotoNumber]
    do {
      given = try numbers.update(table.unknown, present: present, now: settings.clock.now()) { path in
        PhotoHead.hash(source, path)
      }
    } catch {
      withdraw(&state, but: present)
      throw error
    }
    table.number(given, ids)
    state.isKept = table.lines != nil || table.drafts.count < Self.keptFrom
    return (table.table, source)
  }

  /// What is gone leaves also where the index cannot be taken over, as on a full disk.
  private func withdraw(_ state: inout State, but present: [PhotoNumber]) {
    let withdrawn = Set(state.exact?.rows.map(\.number) ?? []).subtracting(present)
    if withdrawn != state.withdrawn { (state.withdrawn, state.sharing.isOld) = (withdrawn, true) }
  }

  /// With fewer photos reading the index takes no time that anybody notices.
  private static let keptFrom = 20_000
  /// How long an index has to have stayed before its table is kept.
  private static let settling = Duration.seconds(20)

  /// Keeps the table of a large index that has not changed for a while, so that the next start need not read all of the index.
  func keep() {
    let due = state.withLock { state -> (LevelTable, IndexSnapshot)? in
      guard !state.isKept, !state.isAhead, let exact = state.exact, let snapshot = state.snapshot,
        settings.clock.uptime() - state.taken >= Self.settling
      else { return nil }
      state.isKept = true
      return (exact, snapshot)
    }
    guard let (table, snapshot) = due else { return }
    do {
      try KeptTable.write(table, in: folder, secret, of: snapshot, last: try numbers.last())
    } catch {
      logger.warning("the next start takes longer: the table cannot be kept", metadata: ["error": "\(error)"])
    }
  }

  /// Brings what is shared up to date.
  ///
  /// - Returns: Whether there is a batch that says something new.
  /// - Throws: What keeping the batch throws: then the last one goes on, as far as it still holds.
  private func share(_ state: inout State) throws -> Bool {
    guard let exact = state.exact else { return false }
    if state.isKeepingOld { (state.keeping, state.isKeepingOld) = (try numbers.keeping(), false) }
    let before = state.sharing.changes
    defer {
      if state.sharing.changes != before {
        state.generation += 1
        state.coarseGeneration += 1
      }
    }
    return try state.sharing.update(
      exact,
      hidden: state.keeping.hidden,
      withdrawn: state.withdrawn.union(state.unread)
    )
  }
}
