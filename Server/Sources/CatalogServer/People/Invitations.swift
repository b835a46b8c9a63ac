import CatalogKit
import Foundation
import GRDB
import HTTPTypes

/// Links by which people come in: each is good once, for seven days.
struct Invitations: Sendable {
  let database: PeopleDatabase
  let accounts: Accounts
  let sessions: Sessions
  let clock: SystemClock

  /// An invitation that nobody has used.
  struct Invitation: Sendable {
    /// By which the keeper takes it back. It is not the token.
    let id: String
    let role: Role
    let made: Int
    let ends: Int
  }

  static let lifetime = 7 * 86400
  /// So many may be open.
  private static let limit = 200

  /// The same for what was used, has ended, was taken back, and never was.
  static let notGood = Problem(
    status: .notFound,
    detail: "That invitation is not good, was used already, or is too old. Ask the keeper for a new one."
  )

  /// Makes an invitation.
  ///
  /// - Returns: Its token, which is nowhere stored, and what is.
  func make(_ role: Role) throws -> (token: String, invitation: Invitation) {
    let token = TokenText.encode(ServerSecret.random(32))
    let now = clock.now().seconds
    let invitation = Invitation(
      id: TokenText.encode(ServerSecret.random(12)),
      role: role,
      made: now,
      ends: now + Self.lifetime
    )
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM invitations WHERE ends <= ?", arguments: [now])
      guard try Int.fetchOne(database, sql: "SELECT count(*) FROM invitations") ?? 0 < Self.limit else {
        throw Problem(
          status: .conflict,
          detail: "There are \(Self.limit) open invitations. Take some back first."
        )
      }
      try database.execute(
        sql: "INSERT INTO invitations (token, id, role, made, ends) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          TokenText.hash(token), invitation.id, role.rawValue, invitation.made, invitation.ends,
        ]
      )
    }
    return (token, invitation)
  }

  /// Open invitations, the newest first.
  func open() throws -> [Invitation] {
    let now = clock.now().seconds
    return try database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT id, role, made, ends FROM invitations WHERE ends > ? ORDER BY made DESC, id",
        arguments: [now]
      ).compactMap(Self.invitation)
    }
  }

  private static func invitation(_ row: Row) -> Invitation? {
    Role(rawValue: row["role"]).map {
      Invitation(id: row["id"], role: $0, made: row["made"], ends: row["ends"])
    }
  }

  /// The invitation of a token.
  ///
  /// - Throws: ``notGood``.
  func find(_ token: String) throws -> Invitation {
    let now = clock.now().seconds
    let row = try database.pool.read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT id, role, made, ends FROM invitations WHERE token = ? AND ends > ?",
        arguments: [TokenText.hash(token), now]
      )
    }
    guard let invitation = row.flatMap(Self.invitation) else { throw Self.notGood }
    return invitation
  }

  /// Uses an invitation up: of two uses at the same moment one wins.
  ///
  /// - Parameters:
  ///   - token: The invitation.
  ///   - newcomer: Who comes in.
  ///   - device: What the session is used on.
  /// - Returns: The session's token.
  /// - Throws: ``notGood``; ``Problem`` (409) where somebody has the name: then the invitation stays good.
  func accept(_ token: String, _ newcomer: Accounts.Newcomer, device: String?) throws -> String {
    let now = clock.now().seconds
    return try database.pool.write { database in
      let hash = TokenText.hash(token)
      let row = try Row.fetchOne(
        database,
        sql: "SELECT id, role, made, ends FROM invitations WHERE token = ? AND ends > ?",
        arguments: [hash, now]
      )
      guard let invitation = row.flatMap(Self.invitation) else { throw Self.notGood }
      try database.execute(sql: "DELETE FROM invitations WHERE token = ?", arguments: [hash])
      let number = try accounts.add(newcomer, invitation.role, in: database)
      return try sessions.begin(invitation.role, person: number, device: device, in: database)
    }
  }

  /// Takes an invitation back.
  ///
  /// - Returns: Whether there was one.
  func takeBack(_ id: String) throws -> Bool {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM invitations WHERE id = ?", arguments: [id])
      return database.changesCount > 0
    }
  }
}
