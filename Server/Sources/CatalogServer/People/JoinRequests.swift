import CatalogKit
import Foundation
import GRDB
import HTTPTypes

/// Visitors who ask to come in, where the settings let them.
struct JoinRequests: Sendable {
  let database: PeopleDatabase
  let accounts: Accounts
  let clock: SystemClock

  /// Somebody who asks.
  struct JoinRequest: Sendable {
    let id: String
    let name: String
    let made: Int
  }

  /// So many wait for an answer.
  static let limit = 100
  /// Who has had no answer for 30 days is forgotten.
  private static let lifetime = 30 * 86400

  /// Whether somebody may ask now: said before a password is hashed.
  ///
  /// - Throws: ``Problem`` (429) where too many wait.
  func requireRoom() throws {
    try requireRoom(
      try database.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM requests") ?? 0 }
    )
  }

  private func requireRoom(_ count: Int) throws(Problem) {
    guard count < Self.limit else {
      throw Problem(
        status: .tooManyRequests,
        detail: "Many people wait for the keeper's answer. Try again in some days.",
        headers: [.retryAfter: "86400"]
      )
    }
  }

  /// Takes a request down. Whether somebody has the name is not said: only members may know who is one.
  func add(_ newcomer: Accounts.Newcomer) throws {
    let now = clock.now().seconds
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM requests WHERE made < ?", arguments: [now - Self.lifetime])
      try requireRoom(try Int.fetchOne(database, sql: "SELECT count(*) FROM requests") ?? 0)
      try database.execute(
        sql:
          "INSERT INTO requests (id, name, password, agreed, parent_agreed, made) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          TokenText.encode(ServerSecret.random(12)), newcomer.name.text, newcomer.password.text,
          newcomer.agreed ?? now, newcomer.parentAgreed, now,
        ]
      )
    }
  }

  /// Who waits, the first first.
  func open() throws -> [JoinRequest] {
    let since = clock.now().seconds - Self.lifetime
    return try database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT id, name, made FROM requests WHERE made >= ? ORDER BY made, id",
        arguments: [since]
      ).map { JoinRequest(id: $0["id"], name: $0["name"], made: $0["made"]) }
    }
  }

  /// Lets somebody in.
  ///
  /// - Returns: The new person's number; `nil` where there is no such request.
  /// - Throws: ``Problem`` (409) where somebody has the name: then the request stays.
  func accept(_ id: String, as role: Role) throws -> PersonNumber? {
    try database.pool.write { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM requests WHERE id = ?", arguments: [id]),
        let password = PasswordRecord(row["password"] as String)
      else { return nil }
      try database.execute(sql: "DELETE FROM requests WHERE id = ?", arguments: [id])
      let newcomer = Accounts.Newcomer(
        name: try PersonName(row["name"]),
        password: password,
        agreed: row["agreed"],
        parentAgreed: row["parent_agreed"]
      )
      return try accounts.add(newcomer, role, in: database)
    }
  }

  /// Turns somebody down, and forgets them.
  ///
  /// - Returns: Whether there was such a request.
  func refuse(_ id: String) throws -> Bool {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM requests WHERE id = ?", arguments: [id])
      return database.changesCount > 0
    }
  }
}
