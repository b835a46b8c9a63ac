import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Answers say a change before the index does, where saving that takes a while.
@Suite("Changes that are not saved yet")
struct UnsavedTests {
  /// Every change waits.
  private static func fixture(gathering: Duration = .seconds(3600)) throws -> CareFixture {
    try CareFixture(saving: SavePace(atOnceBelow: 0, gathering: gathering))
  }

  /// Saves what waits, as the server does when it ends.
  private static func save(_ fixture: CareFixture) { fixture.server.upkeep.keepUp { true } }

  private static func index(_ fixture: CareFixture) throws -> [UInt8] {
    try fixture.folder.read("catalog.json")
  }

  private static func ids(_ fixture: CareFixture, _ who: CareFixture.Who?, _ query: String = "") async throws
    -> Set<String>
  {
    let photos = try await fixture.get("/api/v1/photos\(query)", who)["photos"] as? [[String: Any]] ?? []
    return Set(photos.compactMap { $0["id"] as? String })
  }

  /// What the keeper is told of every photo.
  private static func everything(_ fixture: CareFixture) async throws -> String {
    try await fixture.ask(.get, "/api/v1/photos?sort=id", fixture.keeper).text
  }

  @Test("a name is answered at once and saved later, and then nothing more changes")
  func name() async throws {
    let fixture = try Self.fixture()
    let (id, before) = (try await fixture.scannedID(), try Self.index(fixture))
    let answer = try await fixture.ask(
      .patch,
      "/api/v1/photos/\(id)",
      fixture.member,
      json: #"{"tags":{"add":["cats/Dubu"],"remove":["cats/Nabi"]}}"#
    )
    #expect(answer.status == .ok, "\(answer.text)")
    #expect(try await Self.ids(fixture, fixture.keeper, "?tag=cats/Dubu") == [id])
    #expect(try await Self.ids(fixture, fixture.keeper, "?tag=cats/Nabi").isEmpty)
    // What a photo has no more leaves below the exact level at once too, and what is new waits for the day's batch.
    let tags = try await fixture.ask(.get, "/api/v1/tags", nil).text
    #expect(!tags.contains("Nabi") && !tags.contains("Dubu"))
    #expect(try Self.index(fixture) == before)
    let told = try await Self.everything(fixture)
    Self.save(fixture)
    #expect(String(decoding: try Self.index(fixture), as: UTF8.self).contains("cats/Dubu"))
    #expect(try await Self.everything(fixture) == told)
    // A second save would find nothing to do.
    let saved = try Self.index(fixture)
    Self.save(fixture)
    #expect(try Self.index(fixture) == saved)
  }

  @Test(
    "a photo that came is there with its file before the index has it, and stays where a scan saves meanwhile"
  )
  func upload() async throws {
    let fixture = try Self.fixture()
    let before = try Self.index(fixture)
    let id = try #require(
      try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String
    )
    #expect(try Self.index(fixture) == before)
    #expect(try await Self.ids(fixture, fixture.keeper, "?near=37.57,126.98&radius=10m") == [id])
    #expect(try await Self.ids(fixture, nil).contains(id) == false)
    let file = try await fixture.ask(.get, "/api/v1/photos/\(id)/original", fixture.keeper)
    #expect(file.status == .ok && file.body.readableBytes == CareFixture.photo.count)
    _ = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: #"{"title":"Miso"}"#)
    // Another program saves the index, without the photo.
    try ServerFixture.write(TestPhoto(name: "new.jpg", latitude: 1, longitude: 2), in: fixture.folder)
    try fixture.base.rescan()
    #expect(try await Self.ids(fixture, fixture.keeper).count == 3)
    #expect(try await fixture.get("/api/v1/photos/\(id)", fixture.keeper)["title"] as? String == "Miso")
    let told = try await Self.everything(fixture)
    Self.save(fixture)
    #expect(String(decoding: try Self.index(fixture), as: UTF8.self).contains("Miso"))
    #expect(try await Self.everything(fixture) == told)
  }

  @Test("a photo that was removed is gone for everybody before the index is saved, and can come back")
  func removal() async throws {
    let fixture = try Self.fixture()
    let (id, before) = (try await fixture.scannedID(), try Self.index(fixture))
    #expect(try await Self.ids(fixture, nil) == [id])
    #expect(try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.keeper).status == .noContent)
    #expect(try Self.index(fixture) == before)
    for who in [nil, fixture.guest, fixture.member, fixture.keeper] {
      #expect(try await Self.ids(fixture, who).isEmpty)
      #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", who).status == .notFound)
      #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)/original", who).status != .ok)
    }
    let trash = try await fixture.get("/api/v1/trash", fixture.keeper)["photos"] as? [[String: Any]]
    let item = try #require(trash?.first?["id"] as? String)
    #expect(try await fixture.ask(.post, "/api/v1/trash/\(item)", fixture.keeper).status.code < 300)
    #expect(try await Self.ids(fixture, fixture.keeper) == [id])
    // Once more, and this time it is saved.
    #expect(try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.keeper).status == .noContent)
    Self.save(fixture)
    #expect(!String(decoding: try Self.index(fixture), as: UTF8.self).contains("nabi.jpg"))
    #expect(try await Self.ids(fixture, fixture.keeper).isEmpty)
  }

  @Test("a server that is killed before it saves loses nothing: the next scan finds it")
  func killed() async throws {
    let fixture = try Self.fixture()
    let id = try await fixture.scannedID()
    _ = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.keeper, json: #"{"title":"Tori"}"#)
    #expect(!String(decoding: try Self.index(fixture), as: UTF8.self).contains("Tori"))
    try ServerFixture.scan(fixture.folder)
    #expect(String(decoding: try Self.index(fixture), as: UTF8.self).contains("Tori"))
  }

  @Test(
    "what was taken back of a photo that is away when the index is saved stays taken back, there too",
    arguments: ["photos/nabi.jpg", "photos"]
  )
  func away(_ what: String) async throws {
    let fixture = try Self.fixture()
    let id = try await fixture.scannedID()
    let answer = try await fixture.ask(
      .patch,
      "/api/v1/photos/\(id)",
      fixture.keeper,
      json: #"{"position":null,"tags":{"remove":["cats/Nabi"]}}"#
    )
    #expect(answer.status == .ok, "\(answer.text)")
    try FileManager.default.moveItem(
      atPath: fixture.folder(what).lossyText,
      toPath: fixture.folder("elsewhere").lossyText
    )
    Self.save(fixture)
    let saved = String(decoding: try Self.index(fixture), as: UTF8.self)
    #expect(saved.contains("nabi.jpg") && !saved.contains("latitude") && !saved.contains("cats/Nabi"))
    for who in [nil, fixture.keeper] {
      let photo = try await fixture.get("/api/v1/photos/\(id)", who)
      #expect(photo["id"] as? String == id && photo["latitude"] == nil && photo["tags"] == nil)
    }
    let waiting = try await fixture.server.people.sessions.database.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM unsaved")
    }
    #expect(waiting == 0)
  }

  @Test("changes that follow each other are saved by themselves, together")
  func gathered() async throws {
    let fixture = try Self.fixture(gathering: .milliseconds(200))
    let id = try await fixture.scannedID()
    for title in ["one", "two", "three"] {
      _ = try await fixture.ask(
        .patch,
        "/api/v1/photos/\(id)",
        fixture.keeper,
        json: "{\"title\":\"\(title)\"}"
      )
    }
    for _ in 0..<300 where !String(decoding: try Self.index(fixture), as: UTF8.self).contains("three") {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(String(decoding: try Self.index(fixture), as: UTF8.self).contains("three"))
  }

  @Test("rows that are replaced make the table that all photos would make")
  func replaced() throws {
    var random = SeededGenerator(seed: 31)
    let names = ["cats/Nabi", "cats/Dubu", "cats/Miso"]
    let cameras = [LevelTable.Camera(make: nil, model: nil), LevelTable.Camera(make: "SONY", model: "A7")]
    func draft(_ number: Int, _ tag: UInt32) throws -> LevelTable.Draft {
      let place = try Coordinate(latitude: Double(number % 9), longitude: Double(number % 7))
      return LevelTable.Draft(
        row: LevelTable.Row(
          number: PhotoNumber(number),
          id: UInt64.random(in: 0 ... .max, using: &random),
          start: number,
          file: 0,
          length: 1
        ),
        line: LevelTable.Line(offset: number, count: 1, camera: UInt32(number % 2)),
        place: number % 5 == 0 ? nil : PlaceTable.Place(place),
        tags: number % 4 == 0 ? [] : [tag]
      )
    }
    let old = try (1...300).map { try draft($0, UInt32($0 % 2)) }
    let new = try (301...340).map { try draft($0, 2) }
    let table = LevelTable(.exact, old, tagNames: Array(names[..<2]), cameras: cameras)
    for dropped in [0, 1, 150, 300] {
      // The last of them leaves only tags of what is new.
      let gone = Set(
        table.rows.indices.filter { _ in dropped == 300 || Int.random(in: 0..<300, using: &random) < dropped }
      )
      let replaced = table.replacing(gone, by: new, tagNames: names, cameras: cameras)
      let left = Set(table.rows.indices.filter { !gone.contains($0) }.map { table.rows[$0].number })
      let drafts = old.filter { left.contains($0.row.number) } + new
      let isUsed = (0..<3).map { tag in drafts.contains { $0.tags.contains(UInt32(tag)) } }
      let used = names.indices.filter { isUsed[$0] }
      let renumbered = drafts.map { draft in
        var draft = draft
        draft.tags = draft.tags.map { tag in UInt32(used.firstIndex(of: Int(tag)) ?? 0) }
        return draft
      }
      let whole = LevelTable(.exact, renumbered, tagNames: used.map { names[$0] }, cameras: cameras)
      #expect(replaced.saysTheSame(as: whole), "\(gone.count) gone")
      #expect(replaced.rows.indices.allSatisfy { replaced.row(of: replaced.rows[$0].photoID) == $0 })
    }
  }
}
