import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import Logging
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What people say of photos.
@Suite("Names and care")
struct CareTests {
  private static let photo = SamplePhoto.at(37.57, 126.98, taken: "2024:11:23 17:40:00", padding: 64)

  /// Each wish with who may have it granted: of somebody's own photo, of another's.
  struct Wish: Sendable, CustomTestStringConvertible {
    let body: String
    let own: Bool
    let others: Bool

    init(_ body: String, own: Bool, others: Bool) {
      (self.body, self.own, self.others) = (body, own, others)
    }

    var testDescription: String { body }
  }

  static let wishes: [Wish] = [
    Wish(#"{"tags":{"add":["cats/Miso"]}}"#, own: true, others: true),
    Wish(#"{"tags":{"remove":["cats/Nabi"]}}"#, own: true, others: true),
    Wish(#"{"hidden":true}"#, own: true, others: true),
    Wish(#"{"hidden":true,"title":"x"}"#, own: true, others: false),
    Wish(#"{"position":{"latitude":37.5,"longitude":127}}"#, own: true, others: false),
    Wish(#"{"position":null}"#, own: true, others: false),
    Wish(#"{"title":"Nabi"}"#, own: true, others: false),
    Wish(#"{"description":"asleep"}"#, own: true, others: false),
    Wish(#"{"rating":5}"#, own: true, others: false),
  ]

  @Test("each wish is granted to whom it may be, and to nobody else", arguments: wishes)
  func rights(wish: Wish) async throws {
    let (body, own, others) = (wish.body, wish.own, wish.others)
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    // The day's batch, so that those below the exact level know it.
    fixture.base.clock.advance(by: 86400)
    fixture.server.library.refresh()
    let uri = "/api/v1/photos/\(id)"
    #expect(try await fixture.ask(.patch, uri, nil, json: body).status == .unauthorized)
    #expect(try await fixture.ask(.patch, uri, fixture.guest, json: body).status == .forbidden)
    let member = try await fixture.ask(.patch, uri, fixture.member, json: body)
    #expect(member.status == (others ? .ok : .forbidden), "\(member.text)")
    let uploader = try await fixture.ask(.patch, uri, fixture.uploader, json: body)
    #expect(uploader.status == (own ? .ok : .forbidden), "\(uploader.text)")
    #expect(try await fixture.ask(.patch, uri, fixture.keeper, json: body).status == .ok)
  }

  @Test("to show again and to remove are the uploader's and the keeper's")
  func showing() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    let uri = "/api/v1/photos/\(id)"
    let hidden = try await fixture.ask(.patch, uri, fixture.member, json: #"{"hidden":true}"#)
    #expect(try hidden.member("hidden") as? Bool == true)
    #expect(
      try await fixture.ask(.patch, uri, fixture.member, json: #"{"hidden":false}"#).status == .forbidden
    )
    #expect(try await fixture.ask(.patch, uri, fixture.uploader, json: #"{"hidden":false}"#).status == .ok)
    #expect(try await fixture.ask(.delete, uri, fixture.member).status == .forbidden)
    #expect(try await fixture.ask(.delete, uri, fixture.guest).status == .forbidden)
    let scanned = "/api/v1/photos/\(try await fixture.scannedID())"
    #expect(try await fixture.ask(.delete, scanned, fixture.uploader).status == .forbidden)
    #expect(try await fixture.ask(.delete, uri, fixture.uploader).status == .noContent)
    #expect(try await fixture.ask(.delete, scanned, fixture.keeper).status == .noContent)
    #expect(try await fixture.get("/api/v1/photos", fixture.keeper)["total"] as? Int == 0)
  }

  static let nonsense = [
    #"{"role":"keeper"}"#, #"{"owner":1}"#, #"{"hidden":1}"#, #"{"hidden":"true"}"#, #"{"rating":6}"#,
    #"{"rating":1.5}"#, #"{"rating":true}"#, #"{"position":{"latitude":91,"longitude":0}}"#,
    #"{"position":{"latitude":1}}"#, #"{"position":{"latitude":1,"longitude":1,"accuracy":0}}"#,
    #"{"position":{"latitude":1,"longitude":1,"altitude":3}}"#, #"{"tags":["x"]}"#,
    #"{"tags":{"set":["x"]}}"#,
    #"{"tags":{"add":[""]}}"#, #"{"tags":{"add":["a|b"]}}"#, #"{"tags":{"add":["a\u0000b"]}}"#,
    #"{"tags":{"add":["\u202Ex"]}}"#, #"{"tags":{"add":["a"],"remove":["a"]}}"#, #"{"title":"\u0001"}"#, "[]",
    "x",
    #"{"title":7}"#,
  ]

  @Test("what is no wish is refused, and changes nothing", arguments: nonsense)
  func refused(body: String) async throws {
    let fixture = try CareFixture()
    let id = try await fixture.scannedID()
    let before = try await fixture.ask(.get, "/api/v1/photos/\(id)", fixture.keeper).text
    let response = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.keeper, json: body)
    #expect(response.status == .badRequest, "\(response.text)")
    #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", fixture.keeper).text == before)
  }

  @Test("words and pins go into the sidecar, where other programs and scans find them")
  func sidecar() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    let body = """
      {"position":{"latitude":37.51,"longitude":127.02,"accuracy":25},"tags":{"add":["cats/나비","cats/Miso"]},
      "title":"<b>&\\"x","description":"asleep","rating":4}
      """
    let response = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: body)
    #expect(response.status == .ok)
    #expect(try response.member("method") as? String == "MANUAL")
    #expect(try response.member("accuracy") as? Double == 25)
    #expect(try response.member("latitude") as? Double == 37.51)
    let tags: [String] = ["cats/Miso", "cats/나비"]
    #expect(try (response.member("tags") as? [String])?.sorted() == tags)
    let file = try fixture.onlyUpload()
    #expect(try fixture.folder.read("uploads/\(file)") == Self.photo)
    // The scan reads all of it from the sidecar, not from the index.
    var scanner = Scanner(generator: "catalog test")
    scanner.readsAll = true
    _ = try scanner.run(folders: [], index: fixture.folder("catalog.json"))
    let photo = try #require(
      try IndexSnapshot(path: fixture.folder("catalog.json")).photo(at: FilePathBytes("uploads/\(file)"))
    )
    #expect(photo.tags.sorted() == tags)
    #expect(photo.title == "<b>&\"x")
    #expect(photo.description == "asleep")
    #expect(photo.rating == 4)
    #expect(photo.position?.method == Position.placedByHand)
  }

  @Test(
    "the keeper takes each change back alone, unless it was changed since; undo of the command line is not concerned"
  )
  func undo() async throws {
    let fixture = try CareFixture()
    let id = try await fixture.scannedID()
    let uri = "/api/v1/photos/\(id)"
    let before = try fixture.folder.read("photos/nabi.jpg.xmp")
    _ = try await fixture.ask(.patch, uri, fixture.keeper, json: #"{"rating":3,"title":"Nabi"}"#)
    let changes = try await Self.changes(fixture)
    #expect(changes.map(\.change.kind) == [.titled, .rated])
    #expect(!FileManager.default.fileExists(atPath: fixture.folder(".catalog/undo").lossyText))
    let viewer = try Self.keeper(fixture)
    await #expect(throws: Problem.self) { try await fixture.server.undo.undo(changes[0], for: viewer) }
    try await fixture.server.undo.undo(changes[1], for: viewer)
    #expect(try await fixture.get(uri, fixture.keeper)["rating"] == nil)
    #expect(try await fixture.get(uri, fixture.keeper)["title"] as? String == "Nabi")
    try await fixture.server.undo.undo(changes[0], for: viewer)
    #expect(try fixture.folder.read("photos/nabi.jpg.xmp") == before)
    #expect(try await fixture.get(uri, fixture.keeper)["title"] == nil)
  }

  @Test("the record of changes says what was said, and no number that says nothing")
  func words() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    for body in [
      #"{"tags":{"add":["cats/Miso"]}}"#, #"{"position":{"latitude":1,"longitude":1}}"#,
      #"{"title":"Asleep"}"#,
      #"{"rating":3}"#, #"{"tags":{"remove":["cats/Miso"]}}"#, #"{"hidden":true}"#,
    ] {
      let response = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: body)
      #expect(response.status == .ok)
    }
    #expect(try await fixture.ask(.delete, "/api/v1/photos/\(id)", fixture.uploader).status == .noContent)
    let changes =
      try await fixture.get("/api/v1/changes", fixture.keeper)["changes"] as? [[String: Any]] ?? []
    let said = changes.map { "\($0["what"] ?? "") \($0["words"] ?? "")" }
    #expect(
      said.reversed() == [
        "uploaded IMG_0001.jpg", "tagged Miso", "placed ", "titled Asleep", "rated \u{2605}\u{2605}\u{2605}",
        "tagged \u{2212}Miso", "hidden ", "removed ",
      ]
    )
  }

  @Test("each kind of change can be undone")
  func kinds() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
    let uri = "/api/v1/photos/\(id)"
    let bodies = [
      #"{"tags":{"add":["cats/Miso"]}}"#, #"{"position":{"latitude":1,"longitude":1}}"#,
      #"{"description":"x"}"#,
      #"{"hidden":true}"#,
    ]
    for body in bodies {
      let before = try await fixture.ask(.get, uri, fixture.keeper).text
      #expect(try await fixture.ask(.patch, uri, fixture.uploader, json: body).status == .ok)
      #expect(try await fixture.ask(.get, uri, fixture.keeper).text != before)
      let last = try #require(try await Self.changes(fixture).last)
      #expect(last.change.person == fixture.uploader.number)
      try await fixture.server.undo.undo(last, for: try Self.keeper(fixture))
      #expect(try await fixture.ask(.get, uri, fixture.keeper).text == before, "\(body)")
    }
    #expect(try await fixture.ask(.delete, uri, fixture.uploader).status == .noContent)
    let removed = try #require(try await Self.changes(fixture).last)
    try await fixture.server.undo.undo(removed, for: try Self.keeper(fixture))
    #expect(try await fixture.ask(.get, uri, fixture.keeper).status == .ok)
    let uploaded = try #require(try await Self.changes(fixture).first { $0.change.kind == .uploaded })
    try await fixture.server.undo.undo(uploaded, for: try Self.keeper(fixture))
    #expect(try await fixture.ask(.get, uri, fixture.keeper).status == .notFound)
  }

  private static func keeper(_ fixture: CareFixture) throws -> Viewer {
    let token = try fixture.server.people.sessions.begin(.keeper, person: fixture.keeper.number)
    let session = try #require(try fixture.server.people.sessions.find(token))
    return Viewer(session, token: token, members: .exact)
  }

  static func changes(_ fixture: CareFixture) async throws -> [RecordedChange] {
    try await fixture.server.people.sessions.database.pool.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT id, time, person, kind, photo, before, after FROM changes ORDER BY number"
      ).compactMap { row in
        guard let kind = Change.Kind(rawValue: row[3]) else { return nil }
        let change = Change(
          person: row[2],
          kind: kind,
          photo: PhotoNumber(row[4] as Int64),
          before: row[5],
          after: row[6]
        )
        return RecordedChange(id: row[0], time: row[1], change: change)
      }
    }
  }

  @Test("a photo in the trash is nowhere, and comes back as it was: number, owner, words, sidecar")
  func trash() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
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
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
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
    ) { fixture.server.library.refresh() }
    return Trash(
      folder,
      index: fixture.folder("catalog.json"),
      ChangeLog(database: fixture.server.people.sessions.database, clock: clock),
      queue: queue,
      clock: clock
    )
  }

  @Test("what the keeper removed the uploader does not put back; after 30 days it is gone")
  func trashEnds() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
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
    let id = try #require(try await fixture.send(Self.photo, as: fixture.uploader)["id"] as? String)
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
    try fixture.folder.write(Self.photo, to: "uploads/\(file)")
    try fixture.folder.remove(".catalog/trash/\(item)/\(name)")
    fixture.server.upkeep.recover()
    #expect(fixture.uploads == [file, "\(file).xmp"])
    #expect(try await Self.trashed(fixture, fixture.keeper).isEmpty)
  }

  @Test("reports reach the keeper, from members about what they may see")
  func reports() async throws {
    let fixture = try CareFixture()
    let id = try await fixture.scannedID()
    let uri = "/api/v1/photos/\(id)/report"
    let body = #"{"reason":"door","words":"my house"}"#
    #expect(try await fixture.ask(.post, uri, nil, json: body).status == .unauthorized)
    #expect(try await fixture.ask(.post, uri, fixture.guest, json: body).status == .forbidden)
    #expect(try await fixture.ask(.post, uri, fixture.member, json: #"{"reason":"x"}"#).status == .badRequest)
    #expect(try await fixture.ask(.post, uri, fixture.member, json: body).status == .accepted)
    #expect(try await fixture.ask(.get, "/api/v1/reports", fixture.member).status == .forbidden)
    let reports = try await fixture.get("/api/v1/reports", fixture.keeper)["reports"] as? [[String: Any]]
    let report = try #require(reports?.first)
    #expect(report["photo"] as? String == id)
    #expect(report["name"] as? String == "Mina")
    #expect(report["words"] as? String == "my house")
    let one = "/api/v1/reports/\(try #require(report["id"] as? String))"
    #expect(try await fixture.ask(.delete, one, fixture.member).status == .forbidden)
    #expect(try await fixture.ask(.delete, one, fixture.keeper).status == .noContent)
    #expect(try await fixture.ask(.delete, one, fixture.keeper).status == .notFound)
  }

  @Test("names that were seen nearby come first, then by count; a prefix is any level's, in any case")
  func names() async throws {
    let fixture = try CareFixture([
      CareFixture.nabi,
      TestPhoto(name: "far1.jpg", latitude: 35, longitude: 129, tags: ["cats/Miso"], padding: 20),
      TestPhoto(name: "far2.jpg", latitude: 35, longitude: 129, tags: ["cats/Miso"], padding: 21),
      TestPhoto(name: "far3.jpg", latitude: 35, longitude: 129, tags: ["people/Anna"], padding: 22),
    ])
    func names(_ query: String, _ who: CareFixture.Who) async throws -> [String] {
      let names = try await fixture.get("/api/v1/names\(query)", who)["names"] as? [[String: Any]] ?? []
      return names.compactMap { $0["name"] as? String }
    }
    #expect(try await names("", fixture.member) == ["cats/Miso", "cats/Nabi", "people/Anna"])
    #expect(try await names("?near=37.5666,126.9781", fixture.member).first == "cats/Nabi")
    #expect(try await names("?prefix=MI", fixture.member) == ["cats/Miso"])
    let id = try await fixture.scannedID()
    #expect(try await names("?photo=\(id)", fixture.member).count == 3)
    #expect(try await fixture.ask(.get, "/api/v1/names", fixture.guest).status == .forbidden)
  }

  @Test("a cat's page: first finder for who is signed in, last place, months, trail, days since")
  func cat() async throws {
    let fixture = try CareFixture()
    let id = try #require(
      try await fixture.send(
        SamplePhoto.at(37.6, 127, taken: "2020:01:02 03:04:05", padding: 99),
        as: fixture.uploader
      )["id"] as? String
    )
    _ = try await fixture.ask(
      .patch,
      "/api/v1/photos/\(id)",
      fixture.uploader,
      json: #"{"tags":{"add":["cats/Nabi"]},"rating":5}"#
    )
    let cat = try await fixture.get("/api/v1/tags/Nabi", fixture.member)
    #expect(cat["best"] as? String == id)
    #expect((cat["first"] as? [String: Any])?["finder"] as? String == "Una")
    #expect((cat["first"] as? [String: Any])?["day"] as? String == "2020-01-02")
    #expect((cat["last"] as? [String: Any])?["latitude"] as? Double == 37.5665)
    #expect((cat["timeline"] as? [[String: Any]])?.count == 2)
    #expect((cat["trail"] as? [[String: Any]])?.count == 2)
    let days =
      try fixture.base.clock.clock.now().seconds / 86400
      - #require(CalendarDate(year: 2024, month: 11, day: 23)).daysSince1970
    #expect(cat["unseenDays"] as? Int == days)
    let visitors = try await fixture.get("/api/v1/tags/Nabi", nil)
    #expect((visitors["first"] as? [String: Any])?["finder"] == nil)
    #expect((visitors["first"] as? [String: Any])?["day"] as? String == "2024-11-23")
    #expect(visitors["hours"] == nil)
  }
}
