import CatalogKit
import Foundation
import GRDB
import HTTPTypes

/// Setting a new password: by its owner, or by a link that the keeper made.
struct Passwords: Sendable {
  let database: PeopleDatabase
  let sessions: Sessions
  let clock: SystemClock

  /// Links are good for three days.
  static let resetLifetime = 3 * 86400

  static let noReset = Problem(
    status: .notFound,
    detail: "That link is not good, was used already, or is too old. Ask the keeper for a new one."
  )

  /// Makes a link that sets a new password; an earlier one of the same person is not good any more.
  ///
  /// - Returns: Its token, and until when it is good, in seconds.
  func makeReset(for number: PersonNumber) throws -> (token: String, ends: Int) {
    let token = TokenText.encode(ServerSecret.random(32))
    let ends = clock.now().seconds + Self.resetLifetime
    try database.pool.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO resets (person, token, ends) VALUES (?, ?, ?)",
        arguments: [number, TokenText.hash(token), ends]
      )
    }
    return (token, ends)
  }

  /// Whose link it is.
  ///
  /// - Throws: ``noReset``.
  func person(ofReset token: String) throws -> PersonNumber {
    let now = clock.now().seconds
    let number = try database.pool.read { database in
      try PersonNumber.fetchOne(
        database,
        sql: "SELECT person FROM resets WHERE token = ? AND ends > ?",
        arguments: [TokenText.hash(token), now]
      )
    }
    guard let number else { throw Self.noReset }
    return number
  }

  /// Uses a link up: sets the password, ends all sessions and tokens, begins a session.
  ///
  /// - Returns: The new session's token.
  /// - Throws: ``noReset`` where another use came first.
  func reset(_ token: String, to record: PasswordRecord, device: String?) throws -> String {
    let now = clock.now().seconds
    return try database.pool.write { database in
      let hash = TokenText.hash(token)
      let number = try PersonNumber.fetchOne(
        database,
        sql: "SELECT person FROM resets WHERE token = ? AND ends > ?",
        arguments: [hash, now]
      )
      guard let number else { throw Self.noReset }
      try database.execute(sql: "DELETE FROM resets WHERE token = ?", arguments: [hash])
      try database.execute(sql: "DELETE FROM sessions WHERE person = ?", arguments: [number])
      try database.execute(
        sql: "UPDATE people SET password = ?, used = ? WHERE number = ?",
        arguments: [record.text, now, number]
      )
      return try sessions.begin(.guest, person: number, device: device, in: database)
    }
  }

  /// Sets a password, and ends all other sessions and tokens of the person, and an open link.
  ///
  /// - Parameters:
  ///   - record: The new password.
  ///   - number: Whose it is.
  ///   - session: The session that stays.
  /// - Throws: What writing to the database throws.
  func set(_ record: PasswordRecord, of number: PersonNumber, keeping session: String) throws {
    try database.pool.write { database in
      try database.execute(
        sql: "UPDATE people SET password = ? WHERE number = ?",
        arguments: [record.text, number]
      )
      try database.execute(
        sql: "DELETE FROM sessions WHERE person = ? AND id <> ?",
        arguments: [number, session]
      )
      try database.execute(sql: "DELETE FROM resets WHERE person = ?", arguments: [number])
    }
  }
}
