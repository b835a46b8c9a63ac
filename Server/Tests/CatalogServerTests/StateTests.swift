import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What the server keeps, and what becomes of its answers where it cannot.
@Suite("State")
struct StateTests {
  private static let photos = [
    TestPhoto(name: "nabi.jpg", latitude: 37.5665, longitude: 126.978, tags: ["cats/Nabi"]),
    TestPhoto(name: "miso.jpg", latitude: 37.5671, longitude: 126.9785, tags: ["Somebody", "cats/Miso"]),
    TestPhoto(name: "dubu.jpg", latitude: -33.86, longitude: 151.21, tags: ["cats/Dubu"]),
  ]

  /// A server that starts again over the folder of another one.
  private func restarted(_ fixture: ServerFixture) throws -> ServerApplication {
    let lines = try SettingsLine(["--public", "coarse"], in: fixture.folder.path)
    return try ServerApplication(
      ServerSettings(lines.values, in: fixture.folder.path),
      clock: fixture.clock.clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
  }

  private func status(_ server: ServerApplication, _ uri: String, _ headers: HTTPFields = [:]) async throws
    -> HTTPResponse.Status
  {
    try await server.application().test(.router) { client in
      try await client.execute(uri: uri, method: .get, headers: headers).status
    }
  }

  @Test(
    "where what may be shared cannot be kept, visitors hear that it is not ready, and the keeper is answered"
  )
  func nothingShared() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    try fixture.folder.remove(".catalog/shared")
    let server = try restarted(fixture)
    // No file can take the place of a folder: as good as a full disk.
    try fixture.folder.makeFolder(".catalog/shared")
    server.library.refresh()
    let keeper = fixture.headers(of: .keeper)
    for uri in ["/api/v1/photos", "/api/v1/tags", "/api/v1/map?box=-90,-180,90,180&zoom=1"] {
      #expect(try await status(server, uri) == .serviceUnavailable)
      #expect(try await status(server, uri, keeper) == .ok)
    }
    #expect(try await status(server, "/") == .ok)
  }

  @Test("a batch that cannot be kept leaves the last one in place, also over a restart")
  func batchOnFullDisk() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let server = try restarted(fixture)
    try fixture.folder.remove(".catalog/shared")
    try fixture.folder.makeFolder(".catalog/shared")
    fixture.clock.advance(by: 2 * 86400)
    server.library.refresh()
    #expect(try await status(server, "/api/v1/photos") == .ok)
    // What is gone leaves all the same.
    try fixture.folder.remove("photos/nabi.jpg")
    try ServerFixture.scan(fixture.folder)
    server.library.refresh()
    let view = try #require(server.library.catalogue?.view(for: Viewer(visitor: .coarse)))
    #expect(view.table.rows.count == 2 && view.table.tags.names == ["cats/Dubu", "cats/Miso"])
  }

  @Test("that the index is an old one is said to who may see all of it")
  func oldIndex() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    try fixture.folder.write(Array("garbage".utf8), to: "catalog.json")
    fixture.server.library.refresh()
    for (asker, said) in [(ServerFixture.Asker.keeper, "old index"), (.visitor, "ok"), (.guest, "ok")] {
      let status = try await fixture.ask("/healthz", as: asker).member("status") as? String
      #expect(status == said)
    }
  }

  @Test("the state folder is one server's")
  func lock() throws {
    let folder = try TemporaryFolder()
    let state = try StateFolder(path: folder("state"))
    let now = Timestamp(seconds: 0, nanoseconds: 0)
    do {
      let lock = try state.lock(now: now)
      defer { withExtendedLifetime(lock) {} }
      #expect(throws: StateError.self) { try state.lock(now: now) }
    }
    _ = try state.lock(now: now)
  }

  @Test("files of the state are for their owner only, also those of an older version")
  func modes() throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let names = try #require(FileManager.default.enumerator(atPath: fixture.folder(".catalog").lossyText))
      .compactMap { $0 as? String }
    #expect(names.contains("people.sqlite") && names.contains("people.sqlite-wal"))
    for name in names { #expect(try fixture.folder.status(".catalog/\(name)").mode & 0o077 == 0, "\(name)") }
    let folder = try TemporaryFolder()
    try folder.makeFolder("state")
    try folder.write([], to: "state/people.sqlite")
    try folder.setMode(0o644, of: "state/people.sqlite")
    let database = try PeopleDatabase(in: StateFolder(path: folder("state")))
    #expect(try folder.status("state/people.sqlite").mode == 0o600)
    withExtendedLifetime(database) {}
  }

  @Test("ids are HMAC with SHA-256 of the number, as RFC 2104 has it")
  func ids() {
    let secret = ServerSecret(bytes: Array(0..<32))
    let maker = PhotoIDMaker(secret)
    for number: PhotoNumber in [0, 1, 2, 1_000_000, .max] {
      let code = withUnsafeBytes(of: number.bigEndian) {
        HMAC<SHA256>.authenticationCode(for: $0, using: secret.key(for: "photo id"))
      }
      #expect(maker.id(of: number).text == code.prefix(12).map { String(format: "%02x", $0) }.joined())
    }
  }

  @Test("numbers that are spread, equal or all in one corner come in their order")
  func order() {
    var generator = SystemRandomNumberGenerator()
    for count in [0, 1, 2, 1000, 70_000] {
      for limit in [UInt64.max, 1, 1000, 1 << 48] {
        let keys = (0..<count).map { _ in UInt64.random(in: 0...limit, using: &generator) }
        let order = SpreadOrder.places(of: count) { keys[$0] }
        #expect(order.map { keys[Int($0)] } == keys.sorted())
        #expect(order.sorted() == (0..<UInt32(count)).map { $0 })
      }
    }
  }
}
