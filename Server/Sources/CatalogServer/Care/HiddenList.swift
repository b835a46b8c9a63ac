import CatalogKit
import Foundation
import GRDB
import Logging
import Synchronization

/// Which photos are hidden: in the database, and in `.catalog/hidden.jsonl` beside the index, where the command line's exports read it.
final class HiddenList: Sendable {
  private let database: PeopleDatabase
  private let index: FilePathBytes
  private let library: Library
  private let logger: Logger
  /// What the file says; `nil` until it was written.
  private let written = Mutex<[HiddenPhotos.Entry]?>(nil)

  /// - Parameters:
  ///   - database: Where it is known.
  ///   - index: The index, resolved.
  ///   - library: Takes note of what is hidden.
  ///   - logger: Where the log goes.
  init(_ database: PeopleDatabase, index: FilePathBytes, _ library: Library, logger: Logger) {
    self.database = database
    self.index = index
    self.logger = logger
    self.library = library
  }

  /// Hides a photo, or shows it again. Database and file are on disk when this returns; pages below the exact level know it at once.
  ///
  /// - Parameters:
  ///   - isHidden: Whether it is hidden.
  ///   - number: The photo.
  ///   - alongside: What else is written in the same step, where that changes something.
  /// - Throws: What writing throws: then it is as it was.
  func set(_ isHidden: Bool, of number: PhotoNumber, alongside: (Database) throws -> Void) throws {
    try database.pool.write { database in
      try database.execute(
        sql: "UPDATE photos SET hidden = ? WHERE number = ? AND hidden <> ?",
        arguments: [isHidden, Int64(number), isHidden]
      )
      guard database.changesCount > 0 else { return }
      try alongside(database)
      // Before the change holds: a photo that nobody may see must not be on a map that is exported in between.
      try save(try Self.entries(database, index))
    }
    library.refreshHidden()
  }

  /// Writes the file anew where hidden photos have moved, or the file is not as it was.
  func follow() {
    do {
      let entries = try database.pool.read { try Self.entries($0, index) }
      let isThere = FileManager.default.fileExists(atPath: HiddenPhotos.file(beside: index).lossyText)
      if isThere, written.withLock({ $0 == entries }) { return }
      try save(entries)
    } catch {
      logger.error("the list of hidden photos cannot be written", metadata: ["error": "\(error)"])
    }
  }

  private func save(_ entries: [HiddenPhotos.Entry]) throws {
    try written.withLock { written in
      written = nil
      try DurableFile.makeFolder(HiddenPhotos.file(beside: index).parent)
      try HiddenPhotos.write(entries, beside: index)
      written = entries
    }
  }

  private static func entries(_ database: Database, _ index: FilePathBytes) throws -> [HiddenPhotos.Entry] {
    let mapping = PathMapping(indexFolder: index.parent)
    let rows = try Row.fetchAll(
      database,
      sql:
        "SELECT path, size, modified_seconds, modified_nanoseconds FROM photos WHERE hidden = 1 ORDER BY number"
    )
    return rows.map { row in
      let path = FilePathBytes(row[0] as Data)
      return HiddenPhotos.Entry(
        path: path,
        size: row[1],
        modified: Timestamp(seconds: row[2], nanoseconds: row[3]),
        head: HiddenPhotos.head(of: mapping.absolute(path))
      )
    }
  }
}
