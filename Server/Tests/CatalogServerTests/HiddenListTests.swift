import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Hiding and showing, step by step: whatever fails, a photo is rather hidden than shown.
@Suite("The list of hidden photos")
struct HiddenListTests {
  /// Three photos, and a list whose steps are noted and can fail.
  private final class Steps: Sendable {
    struct Failure: Error {}

    private struct State {
      var taken: [String] = []
      /// Steps that fail.
      var failing: Set<String> = []
    }

    let base: ServerFixture
    let numbers: [PhotoNumber]
    let list: HiddenList
    private let state: SharedState

    private final class SharedState: Sendable {
      private let held = Mutex(State())
      var taken: [String] { held.withLock { $0.taken } }

      func take(_ step: String) throws {
        let fails = held.withLock { state in
          state.taken.append(step)
          return state.failing.contains(step)
        }
        if fails { throw Failure() }
      }

      func begin(failing: Set<String>) { held.withLock { $0 = State(failing: failing) } }
    }

    init() throws {
      base = try ServerFixture(
        (0..<3).map { TestPhoto(name: "\($0).jpg", latitude: 37, longitude: 127, padding: 20 + $0) },
        ["--public", "coarse"]
      )
      numbers = try base.server.people.database.pool.read {
        try Int64.fetchAll($0, sql: "SELECT number FROM photos ORDER BY path").map { PhotoNumber($0) }
      }
      let state = SharedState()
      self.state = state
      let files = HiddenList.Files { path in
        try? state.take("read \(path.lastComponent.lossyText)")
        return HiddenList.Files.live.head(path)
      } write: { entries, index in
        try state.take("write")
        try HiddenList.Files.live.write(entries, index)
      }
      list = HiddenList(
        base.server.people.database,
        index: base.folder("catalog.json"),
        base.server.library,
        files: files,
        logger: Logger(label: "test")
      )
      list.follow()
    }

    /// The steps that hiding or showing takes.
    @discardableResult
    func set(_ isHidden: Bool, _ place: Int, failing: Set<String> = []) throws -> [String] {
      state.begin(failing: failing)
      try list.set(isHidden, of: numbers[place]) { _ in try state.take("commit") }
      return state.taken
    }

    /// Everything that is read and written to bring the file in order.
    func catchUp() -> [String] {
      state.begin(failing: [])
      list.catchUp()
      return state.taken
    }

    /// Hidden by the database, and by the file.
    func hidden() throws -> (database: Set<String>, file: Set<String>) {
      let paths = try base.server.people.database.pool.read {
        try Data.fetchAll($0, sql: "SELECT path FROM photos WHERE hidden = 1")
      }
      let entries = try HiddenPhotos.read(beside: base.folder("catalog.json"))
      return (
        Set(paths.map { FilePathBytes($0).lastComponent.lossyText }),
        Set(entries.map { $0.path.lastComponent.lossyText })
      )
    }
  }

  @Test("a photo is in the file before the database hides it, and leaves the file after it is shown")
  func order() throws {
    let steps = try Steps()
    #expect(try steps.set(true, 0) == ["read 0.jpg", "write", "commit"])
    #expect(try steps.set(false, 0) == ["commit", "write"])
  }

  @Test("of photos that are hidden already nothing is read when another one joins them, nor by a new server")
  func reading() throws {
    let steps = try Steps()
    try steps.set(true, 0)
    #expect(try steps.set(true, 1) == ["read 1.jpg", "write", "commit"])
    let counted = Mutex(0)
    let later = HiddenList(
      steps.base.server.people.database,
      index: steps.base.folder("catalog.json"),
      steps.base.server.library,
      files: .init { _ in
        counted.withLock { $0 += 1 }
        return nil
      } write: { _, _ in
      },
      logger: Logger(label: "test")
    )
    later.follow()
    #expect(counted.withLock { $0 } == 0)
  }

  @Test("a photo that is hidden already, or not hidden, changes nothing and is not noted")
  func unchanged() throws {
    let steps = try Steps()
    try steps.set(true, 0)
    #expect(try steps.set(true, 0) == [])
    try steps.set(false, 0)
    #expect(try steps.set(false, 0) == [])
  }

  @Test("hiding whose file cannot be written is not done, and nothing is changed")
  func hidingWithoutFile() throws {
    let steps = try Steps()
    try steps.set(true, 1)
    #expect(throws: Steps.Failure.self) { try steps.set(true, 0, failing: ["write"]) }
    let (database, file) = try steps.hidden()
    #expect(database == ["1.jpg"])
    #expect(file == ["1.jpg"])
  }

  @Test("hiding that the database does not take is not done, and the file is as it was")
  func hidingWithoutCommit() throws {
    let steps = try Steps()
    #expect(throws: Steps.Failure.self) { try steps.set(true, 0, failing: ["commit"]) }
    let (database, file) = try steps.hidden()
    #expect(database.isEmpty)
    #expect(file.isEmpty)
  }

  @Test("a server that is ended between file and database hides a photo until the next start")
  func killed() throws {
    let steps = try Steps()
    // As it is left there: the file is written, the database is not.
    let index = steps.base.folder("catalog.json")
    let photo = HiddenPhotos.Entry(
      path: FilePathBytes("photos/0.jpg"),
      size: 1,
      modified: Timestamp(seconds: 1, nanoseconds: 0),
      head: 1
    )
    try HiddenPhotos.write([photo], beside: index)
    #expect(try steps.hidden().file == ["0.jpg"])
    let library = steps.base.server.library
    HiddenList(steps.base.server.people.database, index: index, library, logger: Logger(label: "test"))
      .follow()
    #expect(try steps.hidden().file.isEmpty)
  }

  @Test("showing that the database does not take leaves the photo hidden in both")
  func showingWithoutCommit() throws {
    let steps = try Steps()
    try steps.set(true, 0)
    #expect(throws: Steps.Failure.self) { try steps.set(false, 0, failing: ["commit"]) }
    let (database, file) = try steps.hidden()
    #expect(database == ["0.jpg"])
    #expect(file == ["0.jpg"])
  }

  @Test("showing whose file cannot be written hides the photo in exports until the file can be")
  func showingWithoutFile() throws {
    let steps = try Steps()
    try steps.set(true, 0)
    try steps.set(false, 0, failing: ["write"])
    let (database, file) = try steps.hidden()
    #expect(database.isEmpty)
    #expect(file == ["0.jpg"])
    #expect(steps.catchUp() == ["write"])
    #expect(try steps.hidden().file.isEmpty)
    #expect(steps.catchUp() == [])
  }
}
