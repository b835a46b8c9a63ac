import CatalogKit
import GRDB
import HTTPTypes

/// Who has an account.
struct Accounts: Sendable {
  let database: PeopleDatabase
  let clock: SystemClock

  /// A person with what only signing in needs.
  struct Account: Sendable {
    let person: Person
    let password: PasswordRecord
  }

  /// Somebody who gets an account.
  struct Newcomer: Sendable {
    let name: PersonName
    let password: PasswordRecord
    /// When the person agreed to what is kept, in seconds; `nil` for the first keeper.
    var agreed: Int?
    /// When a parent did.
    var parentAgreed: Int?
  }

  /// A person, and how much of the photos is theirs.
  struct Share: Sendable {
    let person: Person
    let photos: Int
    let bytes: Int
  }

  /// Whether there is a keeper with a name; until then the printed key is good.
  func hasKeeper() throws -> Bool { try database.pool.read { try Self.keepers($0) > 0 } }

  /// Whether anybody is a guest.
  func hasGuests() throws -> Bool {
    try database.pool.read {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM people WHERE role = 'guest')") ?? false
    }
  }

  private static func keepers(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM people WHERE role = 'keeper'") ?? 0
  }

  private static func person(_ row: Row) -> Person? {
    Role(rawValue: row["role"]).map {
      Person(number: row["number"], name: row["name"], role: $0, made: row["made"], used: row["used"])
    }
  }

  /// The account of a name's key; `nil` where nobody has it.
  func find(key: String) throws -> Account? {
    try account(in: "SELECT * FROM people WHERE key = ?", [key])
  }

  /// The account of a number; `nil` where nobody has it any more.
  func find(_ number: PersonNumber) throws -> Account? {
    try account(in: "SELECT * FROM people WHERE number = ?", [number])
  }

  private func account(in sql: String, _ arguments: StatementArguments) throws -> Account? {
    try database.pool.read { database in
      guard let row = try Row.fetchOne(database, sql: sql, arguments: arguments),
        let person = Self.person(row)
      else { return nil }
      guard let password = PasswordRecord(row["password"] as String) else {
        throw DatabaseError(message: "the password of person \(person.number) is no record of scrypt")
      }
      return Account(person: person, password: password)
    }
  }

  /// All that is stored of a person but the password's hash.
  struct Record: Sendable {
    let name: String
    let role: String
    let agreed: Int?
    let parentAgreed: Int?
    let made: Int
    let used: Int?
  }

  /// All that is stored of a person; `nil` where there is none.
  func record(of number: PersonNumber) throws -> Record? {
    try database.pool.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM people WHERE number = ?", arguments: [number]).map {
        Record(
          name: $0["name"],
          role: $0["role"],
          agreed: $0["agreed"],
          parentAgreed: $0["parent_agreed"],
          made: $0["made"],
          used: $0["used"]
        )
      }
    }
  }

  /// Everybody, by name.
  func all() throws -> [Share] {
    try database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT people.*, count(photos.number) AS photos, coalesce(sum(photos.size), 0) AS bytes
          FROM people LEFT JOIN photos ON photos.owner = people.number AND photos.gone IS NULL
          GROUP BY people.number ORDER BY people.key
          """
      ).compactMap { row in
        Self.person(row).map { Share(person: $0, photos: row["photos"], bytes: row["bytes"]) }
      }
    }
  }

  /// Makes an account together with what else is written.
  ///
  /// - Throws: ``Problem`` (409) where somebody has the name, or one that looks like it.
  func add(_ newcomer: Newcomer, _ role: Role, in database: Database) throws -> PersonNumber {
    guard try !Self.isTaken(newcomer.name, in: database) else {
      throw Problem(
        status: .conflict,
        detail: "Somebody has that name, or one that looks the same. Take another."
      )
    }
    let now = clock.now().seconds
    try database.execute(
      sql: """
        INSERT INTO people (name, key, role, password, agreed, parent_agreed, made) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        newcomer.name.text, newcomer.name.key, role.rawValue, newcomer.password.text, newcomer.agreed,
        newcomer.parentAgreed, now,
      ]
    )
    return database.lastInsertedRowID
  }

  /// Whether somebody has a name, or one that could be taken for it.
  private static func isTaken(_ name: PersonName, in database: Database) throws -> Bool {
    let looks = NameLooks(name)
    return try Row.fetchAll(database, sql: "SELECT name, key FROM people").contains { row in
      (row["key"] as String) == name.key || NameLooks(text: row["name"], key: row["key"]).resembles(looks)
    }
  }

  /// Makes the first keeper. Sessions of the printed key end.
  ///
  /// - Parameters:
  ///   - newcomer: The keeper.
  ///   - sessions: Where the session begins.
  ///   - device: What it is used on.
  /// - Returns: The keeper's session's token.
  /// - Throws: ``Problem`` (409) where there is a keeper.
  func makeFirstKeeper(_ newcomer: Newcomer, _ sessions: Sessions, device: String?) throws -> String {
    try database.pool.write { database in
      guard try Self.keepers(database) == 0 else {
        throw Problem(status: .conflict, detail: "There is a keeper. Sign in with the keeper's name.")
      }
      let number = try add(newcomer, .keeper, in: database)
      try database.execute(sql: "DELETE FROM sessions WHERE person IS NULL")
      return try sessions.begin(.keeper, person: number, device: device, in: database)
    }
  }

  /// Gives a person another role; it holds from their next request.
  ///
  /// - Throws: ``Problem`` (409) where no keeper would be left.
  func setRole(_ role: Role, of number: PersonNumber) throws {
    try database.pool.write { database in
      if role != .keeper { try Self.requireAnotherKeeper(than: number, in: database) }
      try database.execute(
        sql: "UPDATE people SET role = ? WHERE number = ?",
        arguments: [role.rawValue, number]
      )
    }
  }

  /// Ends everything by which a person comes in, before what takes longer.
  ///
  /// - Throws: ``Problem`` (409) where no keeper would be left.
  func shutOut(_ number: PersonNumber) throws {
    try database.pool.write { database in
      try Self.requireAnotherKeeper(than: number, in: database)
      try database.execute(sql: "DELETE FROM sessions WHERE person = ?", arguments: [number])
      try database.execute(sql: "DELETE FROM resets WHERE person = ?", arguments: [number])
      // Until they are gone they can sign in anew: as somebody who knows no more than a guest, and changes nothing.
      try database.execute(sql: "UPDATE people SET role = 'guest' WHERE number = ?", arguments: [number])
    }
  }

  /// Removes a person. Photos that are still theirs stay without a name.
  ///
  /// - Throws: ``Problem`` (409) where no keeper would be left.
  func remove(_ number: PersonNumber) throws {
    try database.pool.write { database in
      try Self.requireAnotherKeeper(than: number, in: database)
      try database.execute(sql: "UPDATE photos SET owner = NULL WHERE owner = ?", arguments: [number])
      try database.execute(sql: "DELETE FROM people WHERE number = ?", arguments: [number])
    }
  }

  private static func requireAnotherKeeper(than number: PersonNumber, in database: Database) throws {
    let isOnly = try Bool.fetchOne(
      database,
      sql: """
        SELECT role = 'keeper' AND NOT EXISTS (SELECT 1 FROM people WHERE role = 'keeper' AND number <> ?)
        FROM people WHERE number = ?
        """,
      arguments: [number, number]
    )
    guard isOnly != true else {
      throw Problem(status: .conflict, detail: "This is the only keeper. Make somebody else a keeper first.")
    }
  }

  /// Photos of a person that are there.
  func photos(of number: PersonNumber) throws -> [PhotoNumber] {
    try database.pool.read { database in
      try Int64.fetchAll(
        database,
        sql: "SELECT number FROM photos WHERE owner = ? AND gone IS NULL ORDER BY number",
        arguments: [number]
      ).map { PhotoNumber($0) }
    }
  }
}
