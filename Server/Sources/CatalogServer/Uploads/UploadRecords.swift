import CatalogKit
import Foundation
import GRDB

/// What `people.sqlite` knows of photos that were sent.
struct UploadRecords: Sendable {
  let database: PeopleDatabase
  let log: ChangeLog
  let clock: SystemClock

  /// A photo that is about to get its name.
  struct Arrival: Sendable {
    /// As the index will keep it.
    let path: FilePathBytes
    let size: Int
    let modified: Timestamp
    /// Of its first bytes, as ``PhotoHead`` has it.
    let head: [UInt8]
    let digest: [UInt8]
    let given: String
    let person: PersonNumber?
  }

  /// Gives a photo its number and owner, before it has its name: when an index holds it, it is known whose it is.
  ///
  /// - Throws: What writing to the database throws.
  func announce(_ arrival: Arrival) throws -> PhotoNumber {
    let now = clock.now().seconds
    return try database.pool.write { database in
      try database.execute(
        sql: """
          INSERT INTO photos (path, size, modified_seconds, modified_nanoseconds, head, gone, owner)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Data(arrival.path.bytes), arrival.size, arrival.modified.seconds, arrival.modified.nanoseconds,
          Data(arrival.head), now, arrival.person,
        ]
      )
      let number = database.lastInsertedRowID
      try database.execute(
        sql: "INSERT INTO uploads (number, person, given, bytes, digest, made) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [number, arrival.person, arrival.given, arrival.size, Data(arrival.digest), now]
      )
      return PhotoNumber(number)
    }
  }

  /// Takes note that a photo is there.
  func note(_ number: PhotoNumber) throws {
    try database.pool.write { try Self.note(number, log, $0) }
  }

  private static func note(_ number: PhotoNumber, _ log: ChangeLog, _ database: Database) throws {
    let row = try Row.fetchOne(
      database,
      sql: "SELECT person, given FROM uploads WHERE number = ? AND noted = 0",
      arguments: [Int64(number)]
    )
    guard let row else { return }
    var json = JSONObjectText()
    json.add("name", row["given"] as String)
    let change = Change(
      person: row["person"],
      kind: .uploaded,
      photo: number,
      after: String(decoding: json.bytes, as: UTF8.self)
    )
    try log.record(change, in: database)
    try database.execute(sql: "UPDATE uploads SET noted = 1 WHERE number = ?", arguments: [Int64(number)])
  }

  /// Forgets a photo that did not get its name.
  func withdraw(_ number: PhotoNumber) throws {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM photos WHERE number = ?", arguments: [Int64(number)])
    }
  }

  /// Bytes that were sent: of all, and of one person in the last 24 hours.
  func sums(of person: PersonNumber?) throws -> (all: Int, day: Int) {
    let since = clock.now().seconds - 86400
    return try database.pool.read { database in
      (
        try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM uploads") ?? 0,
        try Int.fetchOne(
          database,
          sql: "SELECT coalesce(sum(bytes), 0) FROM uploads WHERE person IS ? AND made > ?",
          arguments: [person, since]
        ) ?? 0
      )
    }
  }

  /// Photos that may be the same as one that came, at most 20: with the same first bytes of picture; of the same size, where of one of the two
  /// it is not known which bytes those are. All photos of some cameras have one size.
  ///
  /// - Parameters:
  ///   - size: Bytes of the whole file; photos of that size come first.
  ///   - sum: Of the first bytes of the picture; `nil` where there is none.
  ///   - owner: Whose photos are looked at; `nil` for all. Those of others must not take the place of one's own.
  /// - Returns: Their numbers.
  /// - Throws: What the database throws.
  func candidates(size: Int, sum: UInt32?, owner: PersonNumber? = nil) throws -> [PhotoNumber] {
    try database.pool.read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT number FROM (
            SELECT pictures.number, size <> ?1 AS rest FROM pictures JOIN photos USING (number)
            WHERE sum = ?2 AND gone IS NULL AND (?3 IS NULL OR owner = ?3)
            UNION ALL
            SELECT photos.number, 2 FROM photos LEFT JOIN pictures USING (number)
            WHERE size = ?1 AND gone IS NULL AND (sum IS NULL OR ?2 IS NULL) AND (?3 IS NULL OR owner = ?3)
          ) ORDER BY rest, number LIMIT 20
          """,
        arguments: [size, sum.map { Int64($0) }, owner]
      ).map { PhotoNumber($0) }
    }
  }

  /// What a photo was called where it came from; `nil` where it was not sent.
  func given(_ number: PhotoNumber) throws -> String? {
    try database.pool.read { database in
      try String.fetchOne(
        database,
        sql: "SELECT given FROM uploads WHERE number = ?",
        arguments: [Int64(number)]
      )
    }
  }

  /// Brings the records in order with what is on the disk, after the server was ended in between.
  ///
  /// - Parameter exists: Whether a photo is at a path, as the index keeps it.
  /// - Returns: Photos whose uploads were finished, and how many were forgotten.
  /// - Throws: What the database throws.
  func recover(_ exists: (FilePathBytes) -> Bool) throws -> (finished: Int, forgotten: Int) {
    try database.pool.write { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT number, path FROM photos JOIN uploads USING (number)
          WHERE noted = 0 AND number NOT IN (SELECT number FROM trash)
          """
      )
      var (finished, forgotten) = (0, 0)
      for row in rows {
        let number: Int64 = row[0]
        if exists(FilePathBytes(row[1] as Data)) {
          try Self.note(PhotoNumber(number), log, database)
          finished += 1
        } else {
          try database.execute(sql: "DELETE FROM photos WHERE number = ?", arguments: [number])
          forgotten += 1
        }
      }
      return (finished, forgotten)
    }
  }
}
