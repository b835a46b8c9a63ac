import CatalogKit
import Logging

/// What takes photos in and cares for them, put together.
struct CareServices: Sendable {
  let care: PhotoCare
  let trash: Trash
  let uploads: UploadService
  let upkeep: CareUpkeep
  private let log: ChangeLog
  private let clock: SystemClock

  init(
    _ settings: ServerSettings,
    _ folder: StateFolder,
    _ library: Library,
    _ log: ChangeLog,
    saving: SavePace,
    clock: SystemClock,
    logger: Logger
  ) {
    self.log = log
    self.clock = clock
    // As the kit resolves it: what lies beside an index that is a link lies beside what it leads to.
    let index = IndexFile.resolved(settings.index)
    let unsaved = UnsavedList(log.database, index: index)
    let queue = CareQueue(index: index, folder: folder, saving: saving, clock: clock, logger: logger) {
      guard try library.take(&$0) else { return false }
      try unsaved.add($0)
      return true
    } onSave: { left in
      do {
        try unsaved.keep(only: left)
      } catch {
        logger.warning("the next start reads some photos anew", metadata: ["error": "\(error)"])
      }
      library.refreshSaved(but: left)
    }
    do {
      let records = try unsaved.records()
      library.restore(records)
      queue.restore(records)
    } catch {
      logger.error("what was not saved cannot be read", metadata: ["error": "\(error)"])
    }
    let hidden = HiddenList(log.database, index: index, library, logger: logger)
    care = PhotoCare(queue: queue, log: log, hidden: hidden, clock: clock)
    trash = Trash(folder, index: index, log, queue: queue, clock: clock)
    let records = UploadRecords(database: log.database, log: log, clock: clock)
    uploads = UploadService(index: index, settings.uploads, records, queue: queue, clock: clock)
    upkeep = CareUpkeep(
      index: index,
      uploads: uploads,
      trash: trash,
      hidden: hidden,
      sums: PictureSums(log.database, library, logger: logger),
      queue: queue,
      library: library,
      logger: logger
    )
  }

  /// All routes of it.
  func routes(_ catalogue: CatalogueAccess, limits: UploadLimits) -> [Route] {
    let describer = PhotoDescriber(catalogue: catalogue, database: log.database)
    return UploadRoute(catalogue: catalogue, uploads: uploads, describer: describer, limit: limits.file)
      .routes
      + CareRoutes(catalogue: catalogue, care: care, describer: describer).routes
      + TrashRoutes(catalogue: catalogue, trash: trash, describer: describer).routes
      + ReportRoutes(catalogue: catalogue, log: log, clock: clock).routes
  }
}

extension IndexFile {
  /// Where an index really lies; the path as it is where that cannot be found out.
  static func resolved(_ path: FilePathBytes) -> FilePathBytes { (try? IndexFile(path: path))?.path ?? path }
}
