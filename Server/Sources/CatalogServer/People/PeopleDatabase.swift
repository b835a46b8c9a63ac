import CatalogKit
import Foundation
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
    // SQLite gives the files that it keeps beside the database the same rights.
    for suffix in ["", "-wal", "-shm"] where suffix.isEmpty || folder.has(Self.fileName + suffix) {
      try folder.makePrivate(Self.fileName + suffix)
    }
    do {
      pool = try DatabasePool(path: path.lossyText, configuration: configuration)
      try Self.copyBeforeMigrating(pool, folder)
      try PeopleMigrations.all.migrate(pool)
    } catch {
      throw .unusable(path, "\(error)")
    }
  }

  /// Copies an older database before it is changed: `people.sqlite.before-2` is what it was before its second version.
  private static func copyBeforeMigrating(_ pool: DatabasePool, _ folder: StateFolder) throws {
    let applied = try pool.read { database in
      let migrator = PeopleMigrations.all
      return try migrator.hasCompletedMigrations(database) ? [] : migrator.appliedIdentifiers(database)
    }
    guard !applied.isEmpty else { return }
    let copy = folder.file("\(fileName).before-\(applied.count + 1)")
    // One of a try that was interrupted may not be whole. SQLite writes into an empty file, which is its owner's only.
    unlink(copy)
    let file = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw DatabaseError(message: "\(copy) cannot be made: \(String(cString: strerror(errno)))")
    }
    close(file)
    try pool.vacuum(into: copy)
  }
}
