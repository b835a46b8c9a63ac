import Foundation
import GRDB
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Databases that earlier versions made.
@Suite("Databases of before")
struct MigrationTests {
  @Test("a database of before people is brought up to date, and its sessions stay")
  func migration() throws {
    let folder = try TemporaryFolder()
    let state = try StateFolder(path: folder(".catalog"))
    let old = try DatabaseQueue(path: state.file(PeopleDatabase.fileName))
    try PeopleMigrations.all.migrate(old, upTo: "photos and sessions")
    let token = TokenText.encode([UInt8](repeating: 5, count: 32))
    try old.write { database in
      for (key, role) in [(token, "keeper"), ("other", "member")] {
        try database.execute(
          sql: "INSERT INTO sessions (token, role, made, used) VALUES (?, ?, ?, ?)",
          arguments: [TokenText.hash(key), role, 1_800_000_000, 1_800_000_000]
        )
      }
      try database.execute(
        sql:
          "INSERT INTO photos (path, size, modified_seconds, modified_nanoseconds, hidden) VALUES (x'61', 1, 2, 3, 1)"
      )
    }
    try old.close()
    let database = try PeopleDatabase(in: state)
    let sessions = Sessions(database: database, clock: TestClock().clock)
    let session = try #require(try sessions.find(token))
    #expect(session.role == .keeper && session.person == nil && session.id.count == 24)
    #expect(try PhotoNumbers(database).hidden() == [1])
    #expect(
      try database.pool.read { try Int.fetchOne($0, sql: "SELECT count(DISTINCT id) FROM sessions") } == 2
    )
    // What it was is kept, for its owner only; a database that is up to date is not copied.
    let copy = state.file("people.sqlite.before-2")
    let kept = try DatabaseQueue(path: copy)
    #expect(try kept.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sessions") } == 2)
    #expect(try kept.read { try $0.tableExists("people") } == false)
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    try kept.close()
    try FileManager.default.removeItem(atPath: copy)
    _ = try PeopleDatabase(in: state)
    #expect(!FileManager.default.fileExists(atPath: copy))
  }
}
