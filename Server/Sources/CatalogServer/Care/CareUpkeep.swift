import CatalogKit
import Foundation
import Logging
import Synchronization

/// What has to be done now and then for photos that people send and care for: in order after a server that was ended, and what is old goes.
final class CareUpkeep: Sendable {
  private let uploads: UploadService
  private let trash: Trash
  private let hidden: HiddenList
  private let sums: PictureSums
  private let queue: CareQueue
  private let library: Library
  private let folder: FilePathBytes
  private let logger: Logger

  init(
    index: FilePathBytes,
    uploads: UploadService,
    trash: Trash,
    hidden: HiddenList,
    sums: PictureSums,
    queue: CareQueue,
    library: Library,
    logger: Logger
  ) {
    folder = index.parent
    self.uploads = uploads
    self.trash = trash
    self.hidden = hidden
    self.sums = sums
    self.queue = queue
    self.library = library
    self.logger = logger
  }

  /// Brings in order what a server left that was ended in the middle of something, and says what it was. Before anybody sends anything.
  func recover() {
    hidden.follow()
    do {
      let leftovers = uploads.folder.removeLeftovers()
      let mapping = PathMapping(indexFolder: folder)
      let uploads = try uploads.records.recover { DurableFile.exists(mapping.absolute($0)) }
      let (moved, removed) = try trash.recover()
      let found = [
        "cutOff": leftovers, "finished": uploads.finished, "withdrawn": uploads.forgotten, "trash": moved,
      ].filter { $0.value > 0 }
      if !found.isEmpty {
        logger.notice(
          "the server was ended in the middle of something; what was left is in order now",
          metadata: found.mapValues { "\($0)" }
        )
      }
      settle(removed)
    } catch {
      logger.error("what was left cannot be brought in order", metadata: ["error": "\(error)"])
    }
  }

  /// Photos that were sent have records, and photos in the trash have none.
  private func settle(_ removed: [FilePathBytes]) {
    let photos = uploads.folder.photos()
    guard !photos.isEmpty || !removed.isEmpty, let index = try? IndexFile(path: library.index) else { return }
    let mapping = PathMapping(indexFolder: folder)
    let paths = Set((photos + removed).map(mapping.stored))
    let known = (try? index.photos(at: paths)) ?? [:]
    let new = photos.filter { known[mapping.stored($0)] == nil }
    let gone = removed.filter { known[mapping.stored($0)] != nil }
    guard !new.isEmpty || !gone.isEmpty else { return }
    do {
      try queue.runWaiting { [uploads] editor in
        for photo in new { editor.add(photo, below: uploads.folder.path) }
        for photo in gone { editor.remove(photo) }
      }
    } catch {
      logger.notice("the index waits for the next scan", metadata: ["error": "\(error)"])
    }
  }

  /// Goes on until the server ends, on a thread of its own.
  func keepUp(until hasEnded: () -> Bool) {
    var generation = -1
    var (last, lastTry) = (Date.distantPast, Date.distantPast)
    while !hasEnded() {
      if let current = library.current, current.generation != generation {
        generation = current.generation
        hidden.follow()
        sums.follow(until: hasEnded)
      }
      if Date().timeIntervalSince(lastTry) > 10 {
        lastTry = Date()
        hidden.catchUp()
      }
      if Date().timeIntervalSince(last) > 3600 {
        last = Date()
        do {
          let count = try trash.removeOld()
          if count > 0 { logger.info("photos left the trash for good", metadata: ["photos": "\(count)"]) }
        } catch {
          logger.warning("the trash cannot be emptied", metadata: ["error": "\(error)"])
        }
      }
      Thread.sleep(forTimeInterval: 0.5)
    }
    queue.finish()
  }
}
