import CatalogKit
import Foundation
import GRDB

/// Photos whose sidecars say more than the index, in `people.sqlite`: a server that was killed before it saved reads them first, so that nobody
/// sees again what was taken back.
struct UnsavedList: Sendable {
  private let database: PeopleDatabase
  /// Paths are those of the index, so that the database moves together with it.
  private let mapping: PathMapping

  /// - Parameters:
  ///   - database: Where the list is.
  ///   - index: The index, resolved.
  init(_ database: PeopleDatabase, index: FilePathBytes) {
    self.database = database
    mapping = PathMapping(indexFolder: index.parent)
  }

  /// Notes photos. They are noted, whatever happens, when this returns.
  ///
  /// - Parameter records: What the index has to follow.
  /// - Throws: What writing to the database throws.
  func add(_ records: EditedRecords) throws {
    try database.pool.write { database in
      for photo in records.changed {
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO unsaved (path) VALUES (?)")
          .execute(arguments: [Data(mapping.stored(photo).bytes)])
      }
    }
  }

  /// The photos, to be read anew.
  ///
  /// - Throws: What reading the database throws.
  func records() throws -> EditedRecords {
    var records = EditedRecords()
    try database.pool.read { database in
      for path in try Data.fetchAll(database, sql: "SELECT path FROM unsaved") {
        records.touch(mapping.absolute(FilePathBytes(path)))
      }
    }
    return records
  }

  /// Forgets all photos but some.
  ///
  /// - Parameter left: What the index still has to follow.
  /// - Throws: What writing to the database throws.
  func keep(only left: EditedRecords) throws {
    try database.pool.write { try $0.execute(sql: "DELETE FROM unsaved") }
    if !left.isEmpty { try add(left) }
  }
}
