import CatalogKit
import Crypto
import Foundation
import GRDB
import HTTPTypes

/// Somebody who is signed in.
struct Session: Hashable, Sendable {
  /// By which its owner may end it. It is not the token.
  var id = ""
  /// Whose it is; `nil` for the printed key's session.
  var person: PersonNumber?
  /// The person's role of now.
  let role: Role
  /// When it began.
  let made: Int
  /// Whether it is a script's token.
  var isScript = false
}

/// Who is signed in. Of a session's token only a hash is stored, so that whoever reads the database cannot take it over.
struct Sessions: Sendable {
  let database: PeopleDatabase
  let clock: SystemClock

  /// Sessions end when nobody has used them for this many seconds: 30 days. Scripts' tokens last until they are ended.
  static let lifetime = 30 * 86400
  /// Their last use is noted once in this many seconds, so that reading pages does not write.
  private static let noteInterval = 3600

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - role: What it may do, where it is nobody's.
  ///   - person: Whose it is. Then the role is the person's.
  ///   - device: What it is used on, in words.
  /// - Returns: Its token: 256 random bits as 43 characters of base 64.
  /// - Throws: What writing to the database throws.
  func begin(_ role: Role, person: PersonNumber? = nil, device: String? = nil) throws -> String {
    try database.pool.write { try begin(role, person: person, device: device, in: $0) }
  }

  /// Begins a session together with what else is written.
  func begin(
    _ role: Role,
    person: PersonNumber?,
    device: String?,
    script: String? = nil,
    in database: Database
  ) throws -> String {
    let token = TokenText.encode(ServerSecret.random(32))
    let now = clock.now().seconds
    try database.execute(
      sql: "DELETE FROM sessions WHERE used < ? AND script IS NULL",
      arguments: [now - Self.lifetime]
    )
    try database.execute(
      sql: """
        INSERT INTO sessions (token, id, person, role, device, script, made, used) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        TokenText.hash(token), TokenText.encode(ServerSecret.random(12)), person, role.rawValue, device,
        script,
        now, now,
      ]
    )
    return token
  }

  /// The session of a token; `nil` where there is none, or it has ended.
  func find(_ token: String) throws -> Session? {
    guard token.utf8.count == TokenText.length else { return nil }
    let hash = TokenText.hash(token)
    let now = clock.now().seconds
    let row = try database.pool.read { database in
      try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT id, person, coalesce(people.role, sessions.role) AS role, sessions.made, sessions.used,
              script IS NOT NULL AS script
            FROM sessions LEFT JOIN people ON people.number = sessions.person
            WHERE token = ? AND (
              -- The printed key's session ends with the first keeper, however that one came.
              person IS NOT NULL OR sessions.role <> 'keeper'
              OR NOT EXISTS (SELECT 1 FROM people WHERE role = 'keeper')
            )
            """
        ),
        arguments: [hash]
      )
    }
    guard let row, let role = Role(rawValue: row["role"]) else { return nil }
    let used: Int = row["used"]
    let isScript: Bool = row["script"]
    guard isScript || now - used < Self.lifetime else { return nil }
    let person: PersonNumber? = row["person"]
    if now - used > Self.noteInterval {
      // Reading goes on where this cannot be noted, as on a full disk.
      try? database.pool.write { database in
        try database.execute(sql: "UPDATE sessions SET used = ? WHERE token = ?", arguments: [now, hash])
        try database.execute(sql: "UPDATE people SET used = ? WHERE number = ?", arguments: [now, person])
      }
    }
    return Session(id: row["id"], person: person, role: role, made: row["made"], isScript: isScript)
  }

  /// Ends a session.
  func end(_ token: String) throws {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM sessions WHERE token = ?", arguments: [TokenText.hash(token)])
    }
  }
}

/// What people see of their own sessions and tokens.
extension Sessions {
  /// A session or a script's token, without what would let somebody use it.
  struct Entry: Sendable {
    let id: String
    /// What it is used on, or what its owner called it.
    let label: String?
    let made: Int
    let used: Int
  }

  /// So many tokens for scripts one person may have.
  static let tokenLimit = 20

  /// Sessions or tokens of a person, the last used first.
  func list(of person: PersonNumber, scripts: Bool) throws -> [Entry] {
    let since = scripts ? 0 : clock.now().seconds - Self.lifetime
    return try database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, coalesce(script, device) AS label, made, used FROM sessions
          WHERE person = ? AND (script IS NOT NULL) = ? AND used > ? ORDER BY used DESC, made DESC, id
          """,
        arguments: [person, scripts, since]
      ).map { Entry(id: $0["id"], label: $0["label"], made: $0["made"], used: $0["used"]) }
    }
  }

  /// Makes a token for scripts.
  ///
  /// - Parameters:
  ///   - name: What its owner calls it.
  ///   - person: Whose it is.
  /// - Returns: Its id, and the token, which is nowhere stored.
  /// - Throws: ``Problem`` (409) where there are too many.
  func makeToken(_ name: String, for person: PersonNumber) throws -> (id: String, token: String) {
    try database.pool.write { database in
      let count = try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM sessions WHERE person = ? AND script IS NOT NULL",
        arguments: [person]
      )
      guard count ?? 0 < Self.tokenLimit else {
        throw Problem(status: .conflict, detail: "There are \(Self.tokenLimit) tokens. End one first.")
      }
      let token = try begin(.guest, person: person, device: nil, script: name, in: database)
      let id = try String.fetchOne(
        database,
        sql: "SELECT id FROM sessions WHERE token = ?",
        arguments: [TokenText.hash(token)]
      )
      return (id ?? "", token)
    }
  }

  /// Ends a session or a token of a person.
  ///
  /// - Returns: Whether the person had it.
  func end(id: String, of person: PersonNumber, scripts: Bool) throws -> Bool {
    try database.pool.write { database in
      try database.execute(
        sql: "DELETE FROM sessions WHERE id = ? AND person = ? AND (script IS NOT NULL) = ?",
        arguments: [id, person, scripts]
      )
      return database.changesCount > 0
    }
  }
}
