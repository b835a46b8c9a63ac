import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import Logging
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What was removed, and comes back or goes for good.
@Suite("Trash")
struct TrashTests {
  @Test("a photo in the trash is nowhere, and comes back as it was: number, owner, words, sidecar")
  func trash() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    let uri = "/api/v1/photos/\(id)"
    _ = try await fixture.ask(.patch, uri, fixture.uploader, json: #"{"title":"Nabi"}"#)
    let before = try await fixture.ask(.get, uri, fixture.keeper).text
    let files = fixture.uploads
    #expect(try await fixture.ask(.delete, uri, fixture.uploader).status == .noContent)
    #expect(fixture.uploads.isEmpty)
    #expect(try await fixture.ask(.get, uri, fixture.keeper).status == .notFound)
    #expect(try await Self.trashed(fixture, fixture.member).isEmpty)
    #expect(try await Self.trashed(fixture, fixture.keeper).count == 1)
    let item = try #require(try await Self.trashed(fixture, fixture.uploader).first)
    #expect(item["name"] as? String == "IMG_0001.jpg")
    #expect(item["by"] as? String == "Una")
    let back = "/api/v1/trash/\(try #require(item["id"] as? String))"
    #expect(try await fixture.ask(.post, back, fixture.member).status == .notFound)
    #expect(try await fixture.ask(.post, back, fixture.uploader).status == .created)
    #expect(fixture.uploads == files)
    #expect(try await fixture.ask(.get, uri, fixture.keeper).text == before)
    #expect(try await fixture.ask(.post, back, fixture.uploader).status == .notFound)
  }

  private static func trashed(_ fixture: CareFixture, _ who: CareFixture.Who) async throws -> [[String: Any]]
  {
    try await fixture.get("/api/v1/trash", who)["photos"] as? [[String: Any]] ?? []
  }

  @Test("a photo that somebody put back by hand keeps its number when its place in the trash goes")
  func trashByHand() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    _ = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: #"{"hidden":true}"#)
    #expect(try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.keeper).status == .noContent)
    let database = fixture.server.people.sessions.database
    // As a scan leaves it that finds the file where it was.
    try await database.pool.write { try $0.execute(sql: "UPDATE photos SET gone = NULL WHERE hidden = 1") }
    fixture.base.clock.advance(by: 30 * 86400)
    #expect(try Self.trash(of: fixture).removeOld() == 1)
    let left = try await database.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM photos WHERE hidden = 1")
    }
    #expect(left == 1)
  }

  private static func trash(of fixture: CareFixture) throws -> Trash {
    let clock = fixture.base.clock.clock
    let folder = try StateFolder(path: fixture.folder(".catalog"))
    let queue = CareQueue(
      index: fixture.folder("catalog.json"),
      folder: folder,
      clock: clock,
      logger: .init(label: "test")
    ) { fixture.server.library.refreshSaved(but: $0) }
    return Trash(
      folder,
      index: fixture.folder("catalog.json"),
      ChangeLog(database: fixture.server.people.sessions.database, clock: clock),
      queue: queue,
      clock: clock
    )
  }

  @Test(
    "a photo that is away, alone or with its folder, is neither changed nor removed, and the answer says why"
  )
  func away() async throws {
    let fixture = try CareFixture()
    let id = try await fixture.scannedID()
    for name in ["photos/nabi.jpg", "photos"] {
      try FileManager.default.removeItem(atPath: fixture.folder(name).lossyText)
      let named = try await fixture.ask(
        .patch,
        "/api/v1/photos/\(id)",
        fixture.keeper,
        json: #"{"title":"Nabi"}"#
      )
      #expect(named.status == .conflict && named.text.contains("not there at the moment"), "\(named.text)")
      let removed = try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.keeper)
      #expect(
        removed.status == .conflict && removed.text.contains("not there at the moment"),
        "\(removed.text)"
      )
      #expect(try await Self.trashed(fixture, fixture.keeper).isEmpty)
    }
    #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", fixture.keeper).status == .ok)
  }

  @Test("what the keeper removed the uploader does not put back; after 30 days it is gone")
  func trashEnds() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    #expect(try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.keeper).status == .noContent)
    let item = try #require(try await Self.trashed(fixture, fixture.uploader).first)
    let back = "/api/v1/trash/\(try #require(item["id"] as? String))"
    #expect(try await fixture.ask(.post, back, fixture.uploader).status == .forbidden)
    let database = fixture.server.people.sessions.database
    let clock = fixture.base.clock.clock
    let trash = try Self.trash(of: fixture)
    #expect(try trash.removeOld() == 0)
    fixture.base.clock.advance(by: 30 * 86400)
    #expect(try trash.removeOld() == 1)
    #expect(try await Self.trashed(fixture, fixture.keeper).isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder(".catalog/trash").lossyText)
    #expect(left.isEmpty)
    let records = UploadRecords(
      database: database,
      log: ChangeLog(database: database, clock: clock),
      clock: clock
    )
    #expect(try records.sums(of: nil).all == 0)
  }

  @Test("a removal that was cut off is finished, or never was")
  func trashRecovery() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    _ = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: #"{"title":"Nabi"}"#)
    let file = try fixture.onlyUpload()
    #expect(try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.uploader).status == .noContent)
    let item = try #require(
      try FileManager.default.contentsOfDirectory(atPath: fixture.folder(".catalog/trash").lossyText).first
    )
    let name = try #require(file.split(separator: "/").last)
    // The sidecar did not follow any more.
    let sidecar = try fixture.folder.read(".catalog/trash/\(item)/\(name).xmp")
    try fixture.folder.write(sidecar, to: "uploads/\(file).xmp")
    try fixture.folder.remove(".catalog/trash/\(item)/\(name).xmp")
    fixture.server.upkeep.recover()
    #expect(fixture.uploads.isEmpty)
    #expect(try fixture.folder.read(".catalog/trash/\(item)/\(name).xmp") == sidecar)
    // The photo itself did not go any more.
    try fixture.folder.write(CareFixture.photo, to: "uploads/\(file)")
    try fixture.folder.remove(".catalog/trash/\(item)/\(name)")
    fixture.server.upkeep.recover()
    #expect(fixture.uploads == [file, "\(file).xmp"])
    #expect(try await Self.trashed(fixture, fixture.keeper).isEmpty)
  }
}
