import CatalogKit
import Crypto
import Foundation
import GRDB
import Synchronization

/// Photos' numbers: each photo keeps its own where it moves, told by its size, its time and its first bytes.
final class PhotoNumbers: Sendable {
  private let database: PeopleDatabase
  private let state = Mutex(State())

  private struct State {
    /// Numbers of photos that are there, by the hashes of their paths; `nil` until they are first needed.
    var byPath: [Int: PhotoNumber]?
  }

  init(_ database: PeopleDatabase) {
    self.database = database
  }

  /// Numbers by the hashes of paths, for going through an index.
  func known() throws -> [Int: PhotoNumber] {
    try state.withLock { state in
      if let byPath = state.byPath { return byPath }
      let byPath = try load()
      state.byPath = byPath
      return byPath
    }
  }

  private func load() throws -> [Int: PhotoNumber] {
    try database.pool.read { database in
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM photos WHERE gone IS NULL") ?? 0
      var byPath: [Int: PhotoNumber] = [:]
      byPath.reserveCapacity(count)
      let rows = try Row.fetchCursor(database, sql: "SELECT number, path FROM photos WHERE gone IS NULL")
      while let row = try rows.next() {
        let number: Int64 = row[0]
        try row.withUnsafeData(atIndex: 1) { path in
          byPath[IndexedPhoto.pathHash(of: FilePathBytes(path ?? Data()))] = PhotoNumber(number)
        }
      }
      return byPath
    }
  }

  /// Whose photos are whose, and which are hidden.
  func keeping() throws -> PhotoKeeping {
    try database.pool.read { database in
      var keeping = PhotoKeeping()
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT number, owner, hidden FROM photos WHERE owner IS NOT NULL OR hidden = 1"
      )
      while let row = try rows.next() {
        let number = PhotoNumber(row[0] as Int64)
        if let owner: PersonNumber = row[1] { keeping.owners[number] = owner }
        if row[2] as Int == 1 { keeping.hidden.insert(number) }
      }
      return keeping
    }
  }

  /// The last number that was given; 0 where there is none.
  func last() throws -> PhotoNumber {
    try database.pool.read { database in
      PhotoNumber(
        try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'photos'") ?? 0
      )
    }
  }

  /// Photos that the keeper or a member has hidden.
  func hidden() throws -> Set<PhotoNumber> {
    try database.pool.read { database in
      Set(
        try Int64.fetchAll(database, sql: "SELECT number FROM photos WHERE hidden = 1").map {
          PhotoNumber($0)
        }
      )
    }
  }

  /// Hides a photo below the exact level, or shows it again.
  ///
  /// - Parameters:
  ///   - isHidden: Whether it is hidden.
  ///   - number: The photo.
  /// - Throws: What writing to the database throws.
  func setHidden(_ isHidden: Bool, of number: PhotoNumber) throws {
    try database.pool.write { database in
      try database.execute(
        sql: "UPDATE photos SET hidden = ? WHERE number = ?",
        arguments: [isHidden ? 1 : 0, Int64(number)]
      )
    }
  }

  /// Takes note of what an index holds: new photos get numbers, or that of the photo that they were under another name.
  ///
  /// - Parameters:
  ///   - unknown: Photos whose paths have no number.
  ///   - present: Numbers of all other photos of the index; `nil` where none is gone.
  ///   - now: The present moment.
  ///   - head: A hash of a file's first bytes; `nil` where it cannot be read.
  /// - Returns: A number for each of the unknown photos, in their order.
  /// - Throws: What the database throws.
  func update(
    _ unknown: [ExactTable.Unknown],
    present: [PhotoNumber]?,
    now: Timestamp,
    head: (FilePathBytes) -> [UInt8]?
  ) throws -> [PhotoNumber] {
    try state.withLock { state in
      var byPath = try state.byPath ?? load()
      let gone = present.map { Self.missing(from: $0, of: byPath) } ?? []
      if unknown.isEmpty, gone.isEmpty {
        state.byPath = byPath
        return []
      }
      let numbers = try database.pool.write { database in
        for number in gone {
          try database.cachedStatement(sql: "UPDATE photos SET gone = ? WHERE number = ?")
            .execute(arguments: [now.seconds, Int64(number)])
        }
        var moves = try PhotoMoves(database, unknown)
        // In the order of names: that of the index follows exact places.
        var numbers = [PhotoNumber](repeating: 0, count: unknown.count)
        for place in unknown.indices.sorted(by: { unknown[$0].path < unknown[$1].path }) {
          numbers[place] = try moves.number(of: unknown[place], database, head)
        }
        return numbers
      }
      let left = Set(gone)
      if !left.isEmpty { byPath = byPath.filter { !left.contains($0.value) } }
      for (photo, number) in zip(unknown, numbers) { byPath[IndexedPhoto.pathHash(of: photo.path)] = number }
      state.byPath = byPath
      return numbers
    }
  }

  private static func missing(from present: [PhotoNumber], of byPath: [Int: PhotoNumber]) -> [PhotoNumber] {
    // Nearly always all are there.
    guard present.count < byPath.count else { return [] }
    let present = Set(present)
    return byPath.values.filter { !present.contains($0) }
  }
}

/// Finds the numbers of photos that have another path now.
private struct PhotoMoves {
  /// What a file keeps when it moves.
  private struct Traits: Hashable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  private struct Candidate {
    let number: PhotoNumber
    let path: FilePathBytes
    let head: [UInt8]?
  }

  private var candidates: [Traits: [Candidate]] = [:]
  private let newcomers: [Traits: Int]

  init(_ database: Database, _ unknown: [ExactTable.Unknown]) throws {
    newcomers = unknown.reduce(into: [:]) { $0[Self.traits($1), default: 0] += 1 }
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT number, path, size, modified_seconds, modified_nanoseconds, head FROM photos WHERE gone IS NOT NULL
        """
    )
    while let row = try rows.next() {
      let traits = Traits(size: row[2], seconds: row[3], nanoseconds: row[4])
      guard newcomers[traits] != nil else { continue }
      let candidate = Candidate(
        number: PhotoNumber(row[0] as Int64),
        path: FilePathBytes(row[1] as Data),
        head: (row[5] as Data?).map { Array($0) }
      )
      candidates[traits, default: []].append(candidate)
    }
  }

  private static func traits(_ photo: ExactTable.Unknown) -> Traits {
    Traits(size: photo.size, seconds: photo.modified.seconds, nanoseconds: photo.modified.nanoseconds)
  }

  /// The number of a photo: that of its path, that of the photo which it was, or a new one.
  mutating func number(
    of photo: ExactTable.Unknown,
    _ database: Database,
    _ head: (FilePathBytes) -> [UInt8]?
  ) throws -> PhotoNumber {
    let traits = Self.traits(photo)
    let path = Data(photo.path.bytes)
    let row: [(any DatabaseValueConvertible)?] = [
      path, photo.size, photo.modified.seconds, photo.modified.nanoseconds,
    ]
    // Its path may be that of a photo which was gone for a while. Another file at that path is another photo; the one that was there may come back
    // under another name, so that its number stays, with a path that no file has.
    let owner = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT number, size, modified_seconds, modified_nanoseconds, gone FROM photos WHERE path = ?"
      ),
      arguments: [path]
    )
    if let owner, owner["gone"] != nil,
      Traits(size: owner[1], seconds: owner[2], nanoseconds: owner[3]) != traits
    {
      try database.execute(
        sql: "UPDATE photos SET path = CAST(x'00' || CAST(number AS TEXT) AS BLOB) WHERE number = ?",
        arguments: [owner["number"] as Int64]
      )
    } else if let owner {
      let known: Int64 = owner["number"]
      try database.execute(
        sql: """
          UPDATE photos SET gone = NULL, path = ?, size = ?, modified_seconds = ?, modified_nanoseconds = ?
          WHERE number = ?
          """,
        arguments: StatementArguments(row + [known])
      )
      candidates[traits]?.removeAll { $0.number == PhotoNumber(known) }
      return PhotoNumber(known)
    }
    if let moved = take(photo, traits, head) {
      try database.execute(
        sql: """
          UPDATE photos SET gone = NULL, path = ?, size = ?, modified_seconds = ?, modified_nanoseconds = ?
          WHERE number = ?
          """,
        arguments: StatementArguments(row + [Int64(moved)])
      )
      return moved
    }
    let statement = try database.cachedStatement(
      sql: "INSERT INTO photos (path, size, modified_seconds, modified_nanoseconds) VALUES (?, ?, ?, ?)"
    )
    try statement.execute(arguments: StatementArguments(row))
    return PhotoNumber(database.lastInsertedRowID)
  }

  /// The photo that this one was: of the same name, or else the only one of its traits where it is the only newcomer with them.
  private mutating func take(
    _ photo: ExactTable.Unknown,
    _ traits: Traits,
    _ head: (FilePathBytes) -> [UInt8]?
  ) -> PhotoNumber? {
    guard var found = candidates[traits], !found.isEmpty else { return nil }
    if found.contains(where: { $0.head != nil }), let own = head(photo.path) {
      found.removeAll { $0.head.map { $0 != own } ?? false }
    }
    let name = photo.path.lastComponent
    let named = found.filter { $0.path.lastComponent == name }
    let chosen = named.count == 1 ? named[0] : found.count == 1 && newcomers[traits] == 1 ? found[0] : nil
    guard let chosen else { return nil }
    candidates[traits]?.removeAll { $0.number == chosen.number }
    return chosen.number
  }
}
