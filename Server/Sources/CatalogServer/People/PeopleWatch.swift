import CatalogKit
import GRDB
import Logging
import ServiceLifecycle
import Synchronization

/// Notices every second whether anybody wrote to `people.sqlite`, this process or another (`catalog people remove`): open pages of somebody who was removed,
/// or may know less now, end then.
///
/// SQLite's `data_version` grows on a connection when another one has written, whichever process it is in.
final class PeopleWatch: Service {
  private let connection: DatabaseQueue
  private let version: Mutex<Int?>
  private let events: EventHub
  private let logger: Logger

  private static let glance = Duration.seconds(1)

  /// - Parameters:
  ///   - database: The database.
  ///   - events: Pages that listen.
  ///   - logger: Where the log goes.
  /// - Throws: ``StateError``.
  init(_ database: PeopleDatabase, _ events: EventHub, logger: Logger) throws(StateError) {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      // A connection of its own: what it sees of others is counted by connection.
      connection = try DatabaseQueue(path: database.pool.path, configuration: configuration)
    } catch {
      throw .unusable(FilePathBytes(database.pool.path), "\(error)")
    }
    self.events = events
    self.logger = logger
    version = Mutex(nil)
    _ = check()
  }

  func run() async throws {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.glance) }
      check()
    }
  }

  /// Looks once, and has open pages looked at where something was written.
  ///
  /// - Returns: Whether something was.
  @discardableResult
  func check() -> Bool {
    let now: Int?
    do {
      now = try connection.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
    } catch {
      logger.warning("people.sqlite cannot be read", metadata: ["reason": "\(error)"])
      // It is not known who may still listen: each page is asked, which reads the database too.
      events.recheck()
      return true
    }
    let hasChanged = version.withLock { version in
      defer { version = now }
      return version != nil && version != now
    }
    if hasChanged { events.recheck() }
    return hasChanged
  }
}
