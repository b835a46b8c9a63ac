import CatalogKit
import Crypto
import Foundation
import GRDB

/// Somebody who is signed in.
struct Session: Hashable, Sendable {
  let role: Role
  /// When it began.
  let made: Int
}

/// Who is signed in. Of a session's token only a hash is stored, so that whoever reads the database cannot take it over.
struct Sessions: Sendable {
  let database: PeopleDatabase
  let clock: SystemClock

  /// Sessions end when nobody has used them for this many seconds: 30 days.
  static let lifetime = 30 * 86400
  /// Their last use is noted once in this many seconds, so that reading pages does not write.
  private static let noteInterval = 3600

  /// Begins a session.
  ///
  /// - Returns: Its token: 256 random bits as 43 characters of base 64.
  func begin(_ role: Role) throws -> String {
    let token = TokenText.encode(ServerSecret.random(32))
    let now = clock.now().seconds
    try database.pool.write { database in
      try database.execute(
        sql: "DELETE FROM sessions WHERE used < ?",
        arguments: [now - Self.lifetime]
      )
      try database.execute(
        sql: "INSERT INTO sessions (token, role, made, used) VALUES (?, ?, ?, ?)",
        arguments: [Self.hash(token), role.rawValue, now, now]
      )
    }
    return token
  }

  /// The session of a token; `nil` where there is none, or it has ended.
  func find(_ token: String) throws -> Session? {
    guard token.utf8.count == TokenText.length else { return nil }
    let hash = Self.hash(token)
    let now = clock.now().seconds
    let row = try database.pool.read { database in
      try Row.fetchOne(
        database.cachedStatement(sql: "SELECT role, made, used FROM sessions WHERE token = ?"),
        arguments: [hash]
      )
    }
    guard let row, let role = Role(rawValue: row["role"]) else { return nil }
    let used: Int = row["used"]
    guard now - used < Self.lifetime else { return nil }
    if now - used > Self.noteInterval {
      // Reading goes on where this cannot be noted, as on a full disk.
      try? database.pool.write { database in
        try database.execute(sql: "UPDATE sessions SET used = ? WHERE token = ?", arguments: [now, hash])
      }
    }
    return Session(role: role, made: row["made"])
  }

  /// Ends a session.
  func end(_ token: String) throws {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM sessions WHERE token = ?", arguments: [Self.hash(token)])
    }
  }

  private static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Array(token.utf8))) }
}
