import CatalogKit
import Foundation
import GRDB
import Logging
import Synchronization

/// Which photos are hidden: in the database, and in `.catalog/hidden.jsonl` beside the index, where the command line's exports read it.
///
/// At each moment the file hides all that the database hides: a photo is in the file before the database says that it is hidden, and leaves it
/// after the database says that it is shown. Whatever fails in between, a photo is rather hidden than shown, and ``follow()`` mends the rest.
final class HiddenList: Sendable {
  /// What the list reads and writes besides the database.
  struct Files: Sendable {
    /// ``HiddenPhotos/head(of:)``, which opens a photo.
    let head: @Sendable (FilePathBytes) -> UInt64?
    /// Replaces the file beside an index.
    let write: @Sendable ([HiddenPhotos.Entry], FilePathBytes) throws -> Void

    static let live = Files(head: { HiddenPhotos.head(of: $0) }) { entries, index in
      try DurableFile.makeFolder(HiddenPhotos.file(beside: index).parent)
      try HiddenPhotos.write(entries, beside: index)
    }
  }

  private struct State {
    /// What the file says; `nil` where that is not known.
    var written: [HiddenPhotos.Entry]?
    /// Whether the file hides more than the database, since it could not be written.
    var isBehind = false
  }

  private let database: PeopleDatabase
  private let index: FilePathBytes
  private let files: Files
  private let library: Library
  private let logger: Logger
  /// Held while the list changes, so that file and database follow each other. Other changes of the database do not wait for it.
  private let state = Mutex(State())

  /// - Parameters:
  ///   - database: Where it is known.
  ///   - index: The index, resolved.
  ///   - library: Takes note of what is hidden.
  ///   - files: How photos are read, and the file is written.
  ///   - logger: Where the log goes.
  init(
    _ database: PeopleDatabase,
    index: FilePathBytes,
    _ library: Library,
    files: Files = .live,
    logger: Logger
  ) {
    self.database = database
    self.index = index
    self.files = files
    self.logger = logger
    self.library = library
  }

  /// Hides a photo, or shows it again. Pages below the exact level know it when this returns, and it is on disk.
  ///
  /// - Parameters:
  ///   - isHidden: Whether it is hidden.
  ///   - number: The photo.
  ///   - alongside: What else is written in the same step, where that changes something.
  /// - Throws: What writing throws: then it is as it was. A photo that is shown again stays hidden in exports where only the file cannot be
  ///   written, until ``follow()`` can.
  func set(_ isHidden: Bool, of number: PhotoNumber, alongside: (Database) throws -> Void) throws {
    try state.withLock { state in
      let rows = try database.pool.read { try Self.rows($0, and: isHidden ? number : nil) }
      if isHidden {
        // The photo is in the file first. Its first bytes are read before anything of the database is held.
        try save(rows, &state)
      }
      do {
        try commit(isHidden, number, alongside)
      } catch {
        if isHidden { trySaving(&state) }
        throw error
      }
      if !isHidden { trySaving(&state) }
    }
    library.refreshHidden()
  }

  private func commit(_ isHidden: Bool, _ number: PhotoNumber, _ alongside: (Database) throws -> Void) throws
  {
    try database.pool.write { database in
      try database.execute(
        sql: "UPDATE photos SET hidden = ? WHERE number = ? AND hidden <> ?",
        arguments: [isHidden, Int64(number), isHidden]
      )
      if database.changesCount > 0 { try alongside(database) }
    }
  }

  /// Writes the file anew where hidden photos have moved, or the file is not as it was.
  func follow() {
    state.withLock { state in
      let isThere = FileManager.default.fileExists(atPath: HiddenPhotos.file(beside: index).lossyText)
      if !isThere { state.written = nil }
      trySaving(&state)
    }
  }

  /// Does what ``follow()`` does where an earlier try failed.
  func catchUp() {
    state.withLock { state in
      if state.isBehind { trySaving(&state) }
    }
  }

  /// Brings the file to what the database says. Where that fails it hides what it hid, which is more.
  private func trySaving(_ state: inout State) {
    do {
      try save(try database.pool.read { try Self.rows($0, and: nil) }, &state)
      state.isBehind = false
    } catch {
      if !state.isBehind {
        logger.error("the list of hidden photos cannot be written", metadata: ["error": "\(error)"])
      }
      state.isBehind = true
    }
  }

  private func save(_ rows: [Hidden], _ state: inout State) throws {
    // Of a photo that is as it was, the first bytes are known: a long list is not to be read anew for each photo that joins it.
    let known = state.written ?? (try? HiddenPhotos.read(beside: index)) ?? []
    let byPath = Dictionary(known.map { ($0.path, $0) }) { one, _ in one }
    let mapping = PathMapping(indexFolder: index.parent)
    let entries = rows.map { row in
      if let old = byPath[row.path], old.head != nil, old.size == row.size, old.modified == row.modified {
        return old
      }
      return HiddenPhotos.Entry(
        path: row.path,
        size: row.size,
        modified: row.modified,
        head: files.head(mapping.absolute(row.path))
      )
    }
    if state.written == entries { return }
    state.written = nil
    try files.write(entries, index)
    state.written = entries
  }

  /// A photo that is hidden, as the database knows it.
  private struct Hidden {
    let path: FilePathBytes
    let size: Int
    let modified: Timestamp
  }

  /// Photos that are hidden, and one more.
  private static func rows(_ database: Database, and number: PhotoNumber?) throws -> [Hidden] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT path, size, modified_seconds, modified_nanoseconds FROM photos WHERE hidden = 1 OR number = ?
        ORDER BY number
        """,
      arguments: [number.map { Int64($0) }]
    ).map { row in
      Hidden(
        path: FilePathBytes(row[0] as Data),
        size: row[1],
        modified: Timestamp(seconds: row[2], nanoseconds: row[3])
      )
    }
  }
}
