import Foundation
import HTTPTypes
import Logging
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Backups, and what comes back from them.
@Suite("Backup")
struct BackupTests {
  private static let photo = SamplePhoto.at(37.57, 126.98, taken: "2024:11:23 17:40:00", padding: 64)

  private static func backup(_ fixture: CareFixture, to target: FilePathBytes) throws -> Backup.Summary {
    let file = fixture.folder("catalog.toml")
    var backup = try Backup(fixture.server.settings, file, to: target)
    try backup.run()
    return backup.summary
  }

  @Test(
    "a server that begins from a backup has all that the first one had: addresses, people, names, trash, what can be undone"
  )
  func restore() async throws {
    let fixture = try CareFixture()
    try fixture.folder.write(Array("title = \"Cats\"\n".utf8), to: "catalog.toml")
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    let scanned = try await fixture.scannedID()
    let uri = "/api/v1/photos/\(id)"
    let body = #"{"title":"Nabi","tags":{"add":["cats/Nabi"]},"hidden":true}"#
    _ = try await fixture.ask(.patch, uri, fixture.uploader, json: body)
    _ = try await fixture.ask(.patch, "/api/v1/photos/\(scanned)", fixture.keeper, json: #"{"rating":4}"#)
    let other = SamplePhoto.at(37, 127, taken: "2024:11:23 17:40:00", padding: 65)
    let removed = try #require(try await fixture.send(other, as: fixture.uploader)["id"] as? String)
    _ = try await fixture.ask(.delete, "/api/v1/photos/\(removed)", fixture.uploader)
    let target = try TemporaryFolder()
    let place = target("backup")
    #expect(try Self.backup(fixture, to: place).copied > 5)
    #expect(try Self.permissions(place) == 0o700)

    // Put back: the backup, and the photos that scans found.
    try FileManager.default.copyItem(
      atPath: fixture.folder("photos/nabi.jpg").lossyText,
      toPath: place.appending(FilePathBytes("photos/nabi.jpg")).lossyText
    )
    let settings = try ServerSettings(SettingsLine([], in: place).values, in: place)
    #expect(settings.title == "Cats")
    let server = try ServerApplication(
      settings,
      clock: fixture.base.clock.clock,
      logger: .init(label: "test")
    )
    server.library.refresh()
    server.upkeep.recover()
    let catalogue = try #require(server.library.catalogue)
    let keeper = try Self.viewer(fixture, server)
    let access = CatalogueAccess(library: server.library)
    let restored = try access.photo(id, for: keeper)
    #expect(restored.owner == fixture.uploader.number)
    #expect(restored.isHidden)
    #expect(restored.view.photo(restored.row)?.title == "Nabi")
    #expect(
      try access.photo(scanned, for: keeper).view.photo(try access.photo(scanned, for: keeper).row)?.rating
        == 4
    )
    #expect(catalogue.count == 2)
    #expect(try HiddenPhotos.read(beside: place.appending(FilePathBytes("catalog.json"))).count == 1)
    // What was done before the backup can still be undone.
    for change in try await ChangeTests.changes(fixture).reversed() where change.change.kind != .uploaded {
      try await server.undo.undo(change, for: keeper)
    }
    #expect(try access.photo(removed, for: keeper).owner == fixture.uploader.number)
    #expect(try access.photo(id, for: keeper).view.photo(try access.photo(id, for: keeper).row)?.title == nil)
  }

  private static func viewer(_ fixture: CareFixture, _ server: ServerApplication) throws -> Viewer {
    let token = try server.people.sessions.begin(.keeper, person: fixture.keeper.number)
    return Viewer(try #require(try server.people.sessions.find(token)), token: token, members: .exact)
  }

  private static func permissions(_ path: FilePathBytes) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path.lossyText)[.posixPermissions] as? Int
  }

  @Test("a backup is brought up to date: what is the same stays, what is gone goes")
  func again() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    let target = try TemporaryFolder()
    let place = target("backup")
    _ = try Self.backup(fixture, to: place)
    let second = try Self.backup(fixture, to: place)
    #expect(second.unchanged > 2)
    #expect(second.copied == 0)
    let file = try fixture.onlyUpload()
    #expect(DurableFile.exists(place.appending(FilePathBytes("uploads/\(file)"))))
    _ = try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.uploader)
    _ = try Self.backup(fixture, to: place)
    #expect(!DurableFile.exists(place.appending(FilePathBytes("uploads/\(file)"))))
  }

  @Test("where uploads are away, their copy stays and the backup says so")
  func away() async throws {
    let fixture = try CareFixture()
    _ = try await fixture.send(Self.photo, as: fixture.uploader)
    let target = try TemporaryFolder()
    let place = target("backup")
    _ = try Self.backup(fixture, to: place)
    let file = try fixture.onlyUpload()
    let uploads = fixture.folder("uploads")
    try FileManager.default.moveItem(atPath: uploads.lossyText, toPath: fixture.folder("away").lossyText)
    #expect(throws: BackupError.gone(uploads)) { try Self.backup(fixture, to: place) }
    // As a place where the drive is not mounted.
    try DurableFile.makeFolder(uploads)
    #expect(throws: BackupError.gone(uploads)) { try Self.backup(fixture, to: place) }
    #expect(DurableFile.exists(place.appending(FilePathBytes("uploads/\(file)"))))
  }

  @Test("a folder that holds something else is left alone")
  func strangers() throws {
    let fixture = try CareFixture()
    let target = try TemporaryFolder()
    try target.write([1], to: "mine.txt")
    #expect(throws: BackupError.notEmpty(target.path)) { try Self.backup(fixture, to: target.path) }
    #expect(try target.read("mine.txt") == [1])
  }
}
