import CatalogKit
import Foundation
import GRDB
import Logging

/// Puts the photos of somebody who leaves into the trash.
struct OwnedPhotosTrash: OwnedPhotos {
  let catalogue: CatalogueAccess
  let trash: Trash

  func trash(_ photos: [PhotoNumber], by person: PersonNumber?) async throws {
    let now = try catalogue.catalogue()
    for number in photos {
      // One that the index does not have lies nowhere, or in the trash already.
      guard let photo = now.photo(number) else { continue }
      try await trash.take(photo, by: person)
    }
  }
}

/// The same for a shell, without a catalogue in memory: a server may run meanwhile, and takes the index over as it does after any other program.
struct ShellTrash: OwnedPhotos {
  private let index: FilePathBytes
  private let trash: Trash

  /// - Parameters:
  ///   - index: The index, resolved.
  ///   - folder: The state folder.
  ///   - log: Takes note of what is removed.
  ///   - clock: Where times come from.
  init(_ index: FilePathBytes, _ folder: StateFolder, _ log: ChangeLog, clock: SystemClock) {
    self.index = index
    let logger = Logger(label: "catalog people") { _ in SwiftLogNoOpLogHandler() }
    let queue = CareQueue(index: index, folder: folder, clock: clock, logger: logger) { _ in }
    trash = Trash(folder, index: index, log, queue: queue, clock: clock)
  }

  func trash(_ photos: [PhotoNumber], by person: PersonNumber?) async throws {
    let mapping = PathMapping(indexFolder: index.parent)
    let paths = try paths(of: photos)
    let records = try IndexFile(path: index).photos(at: Set(paths.values))
    for number in photos {
      guard let path = paths[number], let record = records[path] else { continue }
      try await trash.take(mapping.absolute(path), record, number, by: person)
    }
  }

  private func paths(of photos: [PhotoNumber]) throws -> [PhotoNumber: FilePathBytes] {
    let wanted = Set(photos)
    return try trash.database.pool.read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT number, path FROM photos WHERE gone IS NULL")
      var paths: [PhotoNumber: FilePathBytes] = [:]
      while let row = try rows.next() {
        let number = PhotoNumber(row[0] as Int64)
        if wanted.contains(number) { paths[number] = FilePathBytes(row[1] as Data) }
      }
      return paths
    }
  }
}
