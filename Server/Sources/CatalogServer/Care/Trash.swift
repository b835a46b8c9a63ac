import CatalogKit
import Foundation
import GRDB
import HTTPTypes
import Logging

/// Photos that somebody removed, for 30 days: `trash/` in the state folder, a folder for each with the photo, its sidecars and its record.
struct Trash: Sendable {
  let folder: FilePathBytes
  /// The database has paths as the index has them, so that the trash moves together with it.
  private let mapping: PathMapping
  let database: PeopleDatabase
  let log: ChangeLog
  let queue: CareQueue
  let clock: SystemClock

  /// Photos are kept for so many seconds.
  static let lifetime = 30 * 86400
  private static let recordName = FilePathBytes(".record.json")

  /// - Parameters:
  ///   - state: The state folder.
  ///   - index: The index, resolved.
  ///   - log: Takes note of what is removed and put back.
  ///   - queue: Makes the changes.
  ///   - clock: Where times come from.
  init(_ state: StateFolder, index: FilePathBytes, _ log: ChangeLog, queue: CareQueue, clock: SystemClock) {
    mapping = PathMapping(indexFolder: index.parent)
    folder = state.path.appending(FilePathBytes("trash"))
    database = log.database
    self.log = log
    self.queue = queue
    self.clock = clock
  }

  /// A photo in the trash.
  struct Item: Sendable {
    /// Its name in addresses.
    let id: String
    let number: PhotoNumber
    /// Where it lay: absolute.
    let path: FilePathBytes
    let sidecars: [FilePathBytes]
    /// When it was removed, in seconds.
    let removed: Int
    /// Who removed it; `nil` for the printed key, and for somebody who has left.
    let person: PersonNumber?
    let owner: PersonNumber?
    /// What it was called where it came from.
    let given: String?

    /// When it goes for good, in seconds.
    var ends: Int { removed + Trash.lifetime }
    /// What people know it by.
    var name: String { given ?? path.lastComponent.lossyText }
  }

  // MARK: In and out

  /// Takes a photo away from everybody: into the trash, out of the index.
  ///
  /// - Parameters:
  ///   - photo: The photo, whose right to be removed was looked at.
  ///   - person: Whoever removes it.
  /// - Throws: ``Problem``, and what disk, index and database throw: the photo is where it was then.
  func take(_ photo: OnePhoto, by person: PersonNumber?) async throws {
    try await take(photo.file(), photo.view.photo(photo.row), photo.number, by: person)
  }

  /// The same for a photo by its file.
  ///
  /// - Parameters:
  ///   - file: Where it lies: absolute.
  ///   - record: What the index says of it.
  ///   - number: Its number.
  ///   - person: Whoever removes it.
  /// - Throws: What disk, index and database throw: the photo is where it was then.
  func take(_ file: FilePathBytes, _ record: Photo?, _ number: PhotoNumber, by person: PersonNumber?)
    async throws
  {
    try await queue.run { editor in
      try take(file, record, number, person)
      editor.remove(file)
    }
  }

  private func take(
    _ file: FilePathBytes,
    _ record: Photo?,
    _ number: PhotoNumber,
    _ person: PersonNumber?
  ) throws {
    let id = TokenText.encode(ServerSecret.random(12))
    let place = folder.appending(FilePathBytes(id))
    let sidecars: [FilePathBytes]
    do {
      sidecars = try PhotoEditor.sidecars(of: file)
    } catch {
      throw PhotoCare.problem(error)
    }
    try DurableFile.makeFolder(folder)
    try DurableFile.makeFolder(place)
    if let record { try ReplacedFile.write(record.json, to: place.appending(Self.recordName)) }
    try database.pool.write { database in
      try database.execute(
        sql: "INSERT INTO trash (number, id, path, sidecars, removed, person) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          Int64(number), id, Data(mapping.stored(file).bytes),
          Data(sidecars.map(\.bytes).joined(separator: [10])),
          clock.now().seconds, person,
        ]
      )
    }
    do {
      // From here on it is removed: what follows is finished at the next start, if need be.
      try DurableFile.bring(file, to: place.appending(file.lastComponent))
    } catch {
      // One that was moved, and whose folder could not be synced, is in the trash: there is no other copy of it.
      if DurableFile.exists(file) || !DurableFile.exists(place.appending(file.lastComponent)) {
        try? forget(number)
        try? FileManager.default.removeItem(atPath: place.lossyText)
        throw PhotoCare.problem(error)
      }
    }
    for name in sidecars { try? DurableFile.bring(file.parent.appending(name), to: place.appending(name)) }
    var json = JSONObjectText()
    json.add("trash", id)
    _ = try? log.record(
      Change(
        person: person,
        kind: .removed,
        photo: number,
        after: String(decoding: json.bytes, as: UTF8.self)
      )
    )
  }

  /// Puts a photo back where it was.
  ///
  /// - Throws: ``Problem``: 409 where something lies there by now; what disk, index and database throw.
  func putBack(_ item: Item, by person: PersonNumber?) async throws {
    try await queue.run { editor in
      let place = folder.appending(FilePathBytes(item.id))
      guard !DurableFile.exists(item.path) else {
        throw Problem(status: .conflict, detail: "There is another file where the photo was.")
      }
      let bytes = try? StateFolder(path: place).read(Self.recordName.lossyText)
      let record = bytes.flatMap { try? Photo(line: $0) }
      try makeFolders(to: item.path.parent)
      // A sidecar that somebody wrote since is the newer one. One that cannot be brought keeps the photo here.
      for name in item.sidecars
      where DurableFile.exists(place.appending(name)) && !DurableFile.exists(item.path.parent.appending(name))
      {
        try DurableFile.bring(place.appending(name), to: item.path.parent.appending(name))
      }
      try DurableFile.bring(place.appending(item.path.lastComponent), to: item.path)
      try database.pool.write { database in
        try database.execute(sql: "DELETE FROM trash WHERE id = ?", arguments: [item.id])
        try log.record(Change(person: person, kind: .restored, photo: item.number), in: database)
      }
      try? FileManager.default.removeItem(atPath: place.lossyText)
      editor.add(item.path, below: item.path.parent, like: record)
    }
  }

  private func makeFolders(to path: FilePathBytes) throws(SystemError) {
    guard !DurableFile.exists(path) else { return }
    try makeFolders(to: path.parent)
    try DurableFile.makeFolder(path)
  }

  private func forget(_ number: PhotoNumber) throws {
    try database.pool.write { database in
      try database.execute(sql: "DELETE FROM trash WHERE number = ?", arguments: [Int64(number)])
    }
  }

  // MARK: What is in it

  /// Photos in the trash, the last removed first.
  ///
  /// - Parameter owner: Whose photos; `nil` is all.
  /// - Returns: The photos.
  /// - Throws: What reading the database throws.
  func items(of owner: PersonNumber? = nil) throws -> [Item] {
    try items("(? IS NULL OR owner = ?)", [owner, owner])
  }

  /// A photo by its name in addresses.
  func item(_ id: String) throws -> Item? { try items("trash.id = ?", [id]).first }

  /// A photo by its number.
  func item(of number: PhotoNumber) throws -> Item? { try items("number = ?", [Int64(number)]).first }

  private func items(_ condition: String, _ arguments: StatementArguments) throws -> [Item] {
    try database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT trash.id, number, trash.path, sidecars, removed, trash.person, owner, given
          FROM trash JOIN photos USING (number) LEFT JOIN uploads USING (number)
          WHERE \(condition) ORDER BY removed DESC, trash.id
          """,
        arguments: arguments
      ).map { row in
        Item(
          id: row[0],
          number: PhotoNumber(row[1] as Int64),
          path: mapping.absolute(FilePathBytes(row[2] as Data)),
          sidecars: (row[3] as Data).split(separator: 10).map { FilePathBytes(Array($0)) },
          removed: row[4],
          person: row[5],
          owner: row[6],
          given: row[7]
        )
      }
    }
  }

  // MARK: Order

  /// Lets go of what has been here for 30 days.
  ///
  /// - Returns: How many photos are gone for good.
  func removeOld() throws -> Int {
    let now = clock.now().seconds
    let old = try items().filter { $0.ends <= now }
    for item in old {
      try? FileManager.default.removeItem(atPath: folder.appending(FilePathBytes(item.id)).lossyText)
      try database.pool.write { database in
        try database.execute(sql: "DELETE FROM trash WHERE id = ?", arguments: [item.id])
        // One that somebody put back by hand keeps its number, its owner, and whether it is hidden.
        try database.execute(
          sql: "DELETE FROM photos WHERE number = ? AND gone IS NOT NULL",
          arguments: [Int64(item.number)]
        )
      }
    }
    return old.count
  }

  /// Finishes what a server that was ended has begun: each photo is either in the trash with its sidecars, or where it was with them.
  ///
  /// - Returns: How many photos this was about, and those that an index may still have: absolute paths.
  func recover() throws -> (count: Int, removed: [FilePathBytes]) {
    var count = 0
    let items = try items()
    for item in items {
      let place = folder.appending(FilePathBytes(item.id))
      let isHere = DurableFile.exists(place.appending(item.path.lastComponent))
      let isThere = DurableFile.exists(item.path)
      guard isHere != isThere else { continue }
      let (from, to) = isHere ? (item.path.parent, place) : (place, item.path.parent)
      let left = item.sidecars.filter {
        DurableFile.exists(from.appending($0)) && !DurableFile.exists(to.appending($0))
      }
      for name in left { try DurableFile.bring(from.appending(name), to: to.appending(name)) }
      if isThere {
        try forget(item.number)
        try? FileManager.default.removeItem(atPath: place.lossyText)
      }
      if isThere || !left.isEmpty { count += 1 }
    }
    return (count, items.filter { !DurableFile.exists($0.path) }.map(\.path))
  }
}
