import CatalogKit
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
      try PeopleMigrations.all.migrate(pool)
    } catch {
      throw .unusable(path, "\(error)")
    }
  }
}
