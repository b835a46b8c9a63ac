import CatalogKit
import Foundation
import GRDB

/// Something that somebody did to a photo.
struct Change: Hashable, Sendable {
  /// What was done.
  enum Kind: String, Hashable, Sendable {
    case uploaded, tagged, placed, titled, described, rated, hidden, shown, removed, restored, reported
  }

  /// Who did it; `nil` for the printed key.
  let person: PersonNumber?
  let kind: Kind
  let photo: PhotoNumber
  /// What was, as JSON.
  var before: String?
  /// What is now, as JSON.
  var after: String?
}

/// Who did what, and when: the keeper reads it and can undo each change, and everybody reads their own.
struct ChangeLog: Sendable {
  let database: PeopleDatabase
  let clock: SystemClock

  /// Takes note of a change.
  ///
  /// - Returns: Its id.
  /// - Throws: What writing to the database throws.
  @discardableResult
  func record(_ change: Change) throws -> String {
    try database.pool.write { try record(change, in: $0) }
  }

  /// Takes note of a change together with what else is written.
  @discardableResult
  func record(_ change: Change, in database: Database) throws -> String {
    let id = TokenText.encode(ServerSecret.random(12))
    try database.execute(
      sql: "INSERT INTO changes (id, time, person, kind, photo, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        id, clock.now().seconds, change.person, change.kind.rawValue, Int64(change.photo), change.before,
        change.after,
      ]
    )
    return id
  }
}

/// A change as it was noted.
struct RecordedChange: Hashable, Sendable {
  /// Its name in addresses.
  let id: String
  /// When, in seconds.
  let time: Int
  let change: Change
}

/// Takes a change of a photo back. Whoever writes photos' sidecars knows how.
protocol ChangeUndo: Sendable {
  /// - Parameters:
  ///   - change: A change that has not been undone.
  ///   - viewer: The keeper.
  /// - Throws: ``Problem`` (409) with the reason where what was changed has changed since, and what the disk throws.
  func undo(_ change: RecordedChange, for viewer: Viewer) async throws
}
