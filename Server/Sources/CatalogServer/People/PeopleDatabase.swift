import CatalogKit
import Crypto
import GRDB

/// What the server knows of people and of photos' numbers: `people.sqlite` in the state folder.
///
/// Reading and writing wait up to five seconds for another process that holds the database. Every change is on disk before it is answered.
struct PeopleDatabase: Sendable {
  /// The open database.
  let pool: DatabasePool

  static let fileName = "people.sqlite"

  /// Opens the database, makes it where it is missing, and brings an older one up to date.
  ///
  /// - Parameter folder: The state folder.
  /// - Throws: ``StateError``.
  init(in folder: StateFolder) throws(StateError) {
    let path = folder.path.appending(FilePathBytes(Self.fileName))
    var configuration = Configuration()
    // Two processes that open the database at once fail without it.
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    do {
      pool = try DatabasePool(path: path.lossyText, configuration: configuration)
      try Self.migrator.migrate(pool)
    } catch {
      throw .unusable(path, "\(error)")
    }
  }

  /// Named, in order, never edited once they have been released.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("photos and sessions") { database in
      try database.execute(
        sql: """
          CREATE TABLE photos (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            path BLOB NOT NULL UNIQUE,
            size INTEGER NOT NULL,
            modified_seconds INTEGER NOT NULL,
            modified_nanoseconds INTEGER NOT NULL,
            -- A hash of the file's first bytes; null until it is first needed.
            head BLOB,
            -- Since when the photo has not been at its path, in seconds; null where it is there.
            gone INTEGER,
            owner INTEGER,
            hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
          ) STRICT;
          CREATE INDEX photos_gone ON photos (size, modified_seconds, modified_nanoseconds) WHERE gone IS NOT NULL;
          CREATE INDEX photos_hidden ON photos (number) WHERE hidden = 1;
          CREATE TABLE sessions (
            token BLOB PRIMARY KEY,
            role TEXT NOT NULL CHECK (role IN ('keeper', 'member', 'guest')),
            made INTEGER NOT NULL,
            used INTEGER NOT NULL
          ) STRICT, WITHOUT ROWID;
          """
      )
    }
    return migrator
  }
}
