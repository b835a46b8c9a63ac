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

extension ChangeLog {
  /// A change with who did it.
  struct Entry: Sendable {
    let recorded: RecordedChange
    /// `nil` for the printed key, for the command line, and for somebody who has left.
    let name: String?
    let isUndone: Bool
  }

  /// Changes, the newest first.
  ///
  /// - Parameters:
  ///   - person: Whose; `nil` is everybody's.
  ///   - before: The id of the last one of the page before.
  ///   - limit: At most this many.
  /// - Returns: The changes.
  /// - Throws: ``Problem`` (400) where the page before is nobody's.
  func list(of person: PersonNumber?, before: String?, limit: Int) throws -> [Entry] {
    try database.pool.read { database in
      var last = Int64.max
      if let before {
        let number = try Int64.fetchOne(
          database,
          sql: "SELECT number FROM changes WHERE id = ? AND (? IS NULL OR person = ?)",
          arguments: [before, person, person]
        )
        guard let number else {
          throw Problem.badRequest("The cursor is not one of this question: ask from its beginning.")
        }
        last = number
      }
      return try Row.fetchAll(
        database,
        sql: """
          \(Self.columns) WHERE changes.number < ? AND (? IS NULL OR changes.person = ?)
          ORDER BY changes.number DESC LIMIT ?
          """,
        arguments: [last, person, person, limit]
      ).compactMap(Self.entry)
    }
  }

  /// All changes of a person, the newest first.
  func all(of person: PersonNumber) throws -> [Entry] {
    try list(of: person, before: nil, limit: Int(Int32.max))
  }

  /// The change of an id.
  func find(_ id: String) throws -> Entry? {
    try database.pool.read { database in
      try Row.fetchOne(database, sql: "\(Self.columns) WHERE changes.id = ?", arguments: [id]).flatMap(
        Self.entry
      )
    }
  }

  /// Takes note that a change was undone.
  func markUndone(_ id: String) throws {
    try database.pool.write { database in
      try database.execute(
        sql: "UPDATE changes SET undone = ? WHERE id = ? AND undone IS NULL",
        arguments: [clock.now().seconds, id]
      )
    }
  }

  private static let columns = """
    SELECT changes.*, people.name FROM changes LEFT JOIN people ON people.number = changes.person
    """

  private static func entry(_ row: Row) -> Entry? {
    guard let kind = Change.Kind(rawValue: row["kind"]), let photo = row["photo"] as Int64? else {
      return nil
    }
    let change = Change(
      person: row["person"],
      kind: kind,
      photo: PhotoNumber(photo),
      before: row["before"],
      after: row["after"]
    )
    return Entry(
      recorded: RecordedChange(id: row["id"], time: row["time"], change: change),
      name: row["name"],
      isUndone: (row["undone"] as Int?) != nil
    )
  }
}

extension Change {
  /// The texts of what is now, one after the other: a title, the names of tags. `nil` where there are none.
  var words: String? {
    guard let after,
      let value = try? JSONSerialization.jsonObject(with: Data(after.utf8), options: .fragmentsAllowed)
    else { return nil }
    let texts = Self.texts(in: (value as? [String: Any])?["words"] ?? value)
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  private static func texts(in value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let object as [String: Any]:
      // What a change is taken back by says nothing to anybody.
      object.filter { $0.key != "run" && $0.key != "trash" }.sorted { $0.key < $1.key }
        .flatMap { texts(in: $0.value) }
    default: []
    }
  }
}
