import CatalogKit
import Foundation
import GRDB
import Logging

/// Keeps the sums by which a picture that is sent again is recognised: of each photo that is new or changed, once, a few kilobytes read.
final class PictureSums: Sendable {
  private let database: PeopleDatabase
  private let library: Library
  private let logger: Logger

  /// Photos whose sums are written together.
  private static let batch = 200
  /// Seconds of rest after each photo, so that nobody waits for the disk on account of this.
  private static let rest = 0.001

  init(_ database: PeopleDatabase, _ library: Library, logger: Logger) {
    self.database = database
    self.library = library
    self.logger = logger
  }

  /// Brings the sums up to date.
  ///
  /// - Parameter hasEnded: Asked before each photo.
  func follow(until hasEnded: () -> Bool) {
    guard let whole = library.catalogue?.whole else { return }
    do {
      let known = try marks()
      var found: [(number: PhotoNumber, mark: UInt64, sum: UInt32?)] = []
      for (place, row) in whole.table.rows.enumerated() where known[row.number] != row.file {
        if hasEnded() { return }
        guard let photo = whole.photo(place), let file = whole.file(place) else { continue }
        let sum = photo.format.flatMap { format in try? PhotoFingerprint(of: file, format)?.sum }
        found.append((row.number, row.file, sum))
        if found.count == Self.batch {
          try save(found)
          found = []
        }
        Thread.sleep(forTimeInterval: Self.rest)
      }
      try save(found)
    } catch {
      logger.warning(
        "sums of pictures cannot be kept; equal pictures are not recognised",
        metadata: ["error": "\(error)"]
      )
    }
  }

  private func marks() throws -> [PhotoNumber: UInt64] {
    try database.pool.read { database in
      var marks: [PhotoNumber: UInt64] = [:]
      let rows = try Row.fetchCursor(database, sql: "SELECT number, mark FROM pictures")
      while let row = try rows.next() {
        marks[PhotoNumber(row[0] as Int64)] = UInt64(bitPattern: row[1] as Int64)
      }
      return marks
    }
  }

  private func save(_ found: [(number: PhotoNumber, mark: UInt64, sum: UInt32?)]) throws {
    guard !found.isEmpty else { return }
    try database.pool.write { database in
      for photo in found {
        // A photo may be gone for good by now.
        try database.execute(
          sql: """
            INSERT OR REPLACE INTO pictures (number, mark, sum)
            SELECT number, ?, ? FROM photos WHERE number = ?
            """,
          arguments: [
            Int64(bitPattern: photo.mark), photo.sum.map { Int64($0) }, Int64(photo.number),
          ]
        )
      }
    }
  }
}
