import CatalogKit
import Dispatch
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Keeps the library up to date: notices a saved index, and scans the folders at the start, now and then, and when they change.
///
/// What takes long runs on threads of its own, so that nobody waits for an answer meanwhile.
final class LibraryService: Service {
  private let library: Library
  private let index: FilePathBytes
  private let rescan: Duration?
  private let watches: Bool
  private let clock: SystemClock
  private let tls: TLSFiles?
  private let upkeep: CareUpkeep?
  private let logger: Logger
  private let isEnding = Atomic(false)

  /// How often the index is looked at.
  private static let glance = 0.5
  /// After a change the folders may settle so long: copying a photo is several changes.
  private static let settling = Duration.milliseconds(500)
  /// Scans take at most this share of the time.
  private static let share = 20

  init(
    _ library: Library,
    _ settings: ServerSettings,
    tls: TLSFiles? = nil,
    upkeep: CareUpkeep? = nil,
    clock: SystemClock,
    logger: Logger
  ) {
    self.library = library
    index = settings.index
    rescan = settings.rescan
    watches = settings.watches
    self.clock = clock
    self.tls = tls
    self.upkeep = upkeep
    self.logger = logger
  }

  func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.onThread("index") { self.keepUp() } }
      if let upkeep {
        group.addTask { await self.onThread("upkeep") { upkeep.keepUp { self.hasEnded } } }
      }
      group.addTask { await self.onThread("scan") { self.keepScanning() } }
      group.addTask {
        try? await gracefulShutdown()
        self.isEnding.store(true, ordering: .relaxed)
      }
      await group.waitForAll()
    }
  }

  private func onThread(_ name: String, _ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        body()
        continuation.resume()
      }
      thread.name = "catalog \(name)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  private var hasEnded: Bool { isEnding.load(ordering: .relaxed) }

  private func keepUp() {
    while !hasEnded {
      library.refresh()
      library.keep()
      tls?.refresh(logger)
      Thread.sleep(forTimeInterval: Self.glance)
    }
  }

  private func keepScanning() {
    guard rescan != nil || watches else { return }
    // Whoever opens the page waits for the index, not for the folders.
    while !hasEnded, library.catalogue == nil, library.trouble == nil { Thread.sleep(forTimeInterval: 0.02) }
    var watcher = makeWatcher()
    var last = Duration.zero
    var due = clock.uptime()
    while !hasEnded {
      if watcher?.wait(milliseconds: 200) ?? waitShortly() {
        due = min(due, max(clock.uptime() + Self.settling, last))
      }
      let now = clock.uptime()
      guard now >= due else { continue }
      let hadFolders = watcher != nil
      scan()
      let end = clock.uptime()
      last = end + (end - now) * (Self.share - 1)
      due = rescan.map { end + $0 } ?? end + .seconds(365 * 86400)
      if !hadFolders { watcher = makeWatcher() }
    }
  }

  private func waitShortly() -> Bool {
    Thread.sleep(forTimeInterval: 0.2)
    return false
  }

  private func makeWatcher() -> FolderWatcher? {
    guard watches, let file = try? IndexFile(path: index), let header = try? file.header() else { return nil }
    let watcher = FolderWatcher(header.scanned.map { file.folder.appending($0) })
    if watcher.isIncomplete {
      logger.warning(
        """
        the system lets a program watch no more folders, so that some changes are only seen by the next scan; \
        raise fs.inotify.max_user_watches
        """
      )
    }
    return watcher.isWorking ? watcher : nil
  }

  private func scan() {
    var scanner = Scanner(generator: ServerVersion.generator, clock: clock)
    // Most of the files that may be open are for visitors.
    scanner.mostReaders = 16
    scanner.isCancelled = { [isEnding = EndingFlag(self)] in isEnding.value }
    do {
      let summary = try scanner.run(folders: [], index: index)
      logger.info(
        "scanned",
        metadata: [
          "photos": "\(summary.index.photos)", "read": "\(summary.read)", "moved": "\(summary.moved)",
          "gone": "\(summary.gone)", "missing": "\(summary.newlyMissing)",
        ]
      )
    } catch {
      logger.warning("a scan failed; the photos that are known stay", metadata: ["error": "\(error)"])
    }
  }

  /// Whether the service is ending, for a closure that outlives no scan.
  private struct EndingFlag: Sendable {
    private let service: LibraryService

    init(_ service: LibraryService) {
      self.service = service
    }

    var value: Bool { service.hasEnded }
  }
}
