import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("FileLock", .timeLimit(.minutes(5)))
struct FileLockTests {
  let folder: TemporaryFolder
  let since = Timestamp(seconds: 1_700_000_000, nanoseconds: 0)

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a second lock is refused with the words of the first one's holder")
  func refused() throws {
    let first = try FileLock(protecting: folder("a.json"), since: since)
    let error = #expect(throws: FileLockError.self) {
      try FileLock(protecting: folder("a.json"), since: SystemClock.live.now())
    }
    guard case .held(let path, let holder) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == folder("a.json"))
    #expect(holder.hasPrefix("process \(getpid()) on "))
    #expect(holder.hasSuffix("since 2023-11-14T22:13:20.000000000Z"))
    withExtendedLifetime(first) {}
  }

  @Test("a lock that was given back can be taken again, and its file stays the same")
  func again() throws {
    do { _ = try FileLock(protecting: folder("a.json"), since: since) }
    let identity = try folder.status(".a.json.lock").identity
    do { _ = try FileLock(protecting: folder("a.json"), since: since) }
    #expect(try folder.status(".a.json.lock").identity == identity)
    #expect(try folder.status(".a.json.lock").mode == 0o600)
  }

  @Test("the words of a longer-named holder before leave nothing behind")
  func shorterWords() throws {
    try folder.write(
      Array("process 1234567 on a machine with a very long name since the stone age\nmore".utf8),
      to: ".a.json.lock"
    )
    let lock = try FileLock(protecting: folder("a.json"), since: since)
    let words = String(decoding: try folder.read(".a.json.lock"), as: UTF8.self)
    #expect(words.hasSuffix("since 2023-11-14T22:13:20.000000000Z\n"))
    withExtendedLifetime(lock) {}
  }

  @Test("locks of two indexes in one folder are two locks")
  func two() throws {
    let first = try FileLock(protecting: folder("a.json"), since: since)
    let second = try FileLock(protecting: folder("b.json"), since: since)
    withExtendedLifetime((first, second)) {}
  }

  @Test("a link in the place of the lock file is refused, and its target left alone")
  func link() throws {
    try folder.write(Array("mine".utf8), to: "target")
    try folder.link(".a.json.lock", to: "target")
    #expect(throws: FileLockError.self) { try FileLock(protecting: folder("a.json"), since: since) }
    #expect(try folder.read("target") == Array("mine".utf8))
  }
}
