import Foundation
import Synchronization
import Testing

@testable import CatalogKit

/// A named pipe that nobody writes to. Whoever opens it for reading and waits for a writer would wait for ever, and the run of the tests
/// with it: a waiting one is set free after a while, and the test fails.
final class LonelyPipe: Sendable {
  let path: FilePathBytes
  private let isOver = DispatchSemaphore(value: 0)
  private let hasHelped = Mutex(false)

  /// Far more than opening a file takes.
  private static let patience = DispatchTimeInterval.seconds(20)

  /// - Parameter path: Where it is made.
  /// - Throws: ``SystemError`` of mkfifo(3).
  init(_ path: FilePathBytes) throws {
    self.path = path
    guard path.withCString({ mkfifo($0, 0o600) }) == 0 else { throw SystemError.last("make a pipe", path) }
  }

  /// Runs what must not wait for a writer.
  @discardableResult
  func expectNoWaiting<R>(_ body: () throws -> R) rethrows -> R {
    Thread.detachNewThread { [self] in
      while isOver.wait(timeout: .now() + Self.patience) == .timedOut {
        // Succeeds only where there is a reader.
        guard let writer = try? SystemCalls.open(path, O_WRONLY | O_NONBLOCK) else { continue }
        hasHelped.withLock { $0 = true }
        close(writer)
      }
    }
    defer {
      isOver.signal()
      if hasHelped.withLock({ $0 }) { Issue.record("\(path) was opened, and a writer waited for") }
    }
    return try body()
  }
}
