import Foundation
import GRDB
import HTTPTypes
import HummingbirdCore
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What was changed, and how it is taken back.
@Suite("Record of changes")
struct ChangeTests {
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
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
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
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
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

  @Test("changes are listed page by page, the newest first, with who did them; the keeper undoes each once")
  func record() async throws {
    struct Undo: ChangeUndo {
      func undo(_ change: RecordedChange, for viewer: Viewer) async throws {
        if change.change.kind == .placed {
          throw Problem(status: .conflict, detail: "The place was changed since.")
        }
      }
    }
    let fixture = try ServerFixture.ofOnePhoto()
    let (keeper, mina) = (try fixture.person("Keeper", .keeper), try fixture.person("Mina", .member))
    let log = fixture.server.people.changes
    var ids: [String] = []
    for number in 0..<150 {
      ids.append(
        try log.record(
          Change(
            person: number % 2 == 0 ? mina.number : keeper.number,
            kind: number == 0 ? .placed : .tagged,
            photo: 1,
            before: "[]",
            after: "[\"cats/\(number)\"]"
          )
        )
      )
    }
    let first = try await fixture.browse(.get, "changes", keeper.token)
    let next = try #require(try first.member("next") as? String)
    let second = try await fixture.browse(.get, "changes?cursor=\(next)", keeper.token)
    #expect(try second.member("next") is NSNull)
    let all = try first.list("changes") + second.list("changes")
    #expect(all.compactMap { $0["id"] as? String } == ids.reversed())
    #expect(
      all.last?["who"] as? String == "Mina" && all.last?["what"] as? String == "placed"
        && all.last?["words"] as? String == "cats/0"
    )
    #expect(try await fixture.browse(.get, "changes", mina.token).list("changes").count == 75)
    let routes = ChangeRoutes(
      people: fixture.server.people,
      ids: PhotoIDMaker(ServerSecret(bytes: [UInt8](repeating: 1, count: 32))),
      undoing: Undo()
    )
    let undo: Route = try #require(routes.routes.last)
    func ask(_ id: String) async throws -> Int {
      let request = ServerRequest(
        method: .post,
        target: try RequestTarget("/"),
        parameters: ["id": id],
        headers: [:],
        viewer: try fixture.server.dispatcher.doorkeeper.viewer(
          [.cookie: "catalog_session=\(keeper.token)"],
          .init(address: "", host: "", isSecure: false)
        ),
        client: .init(address: "", host: "", isSecure: false),
        body: .init(buffer: .init()),
        logger: Logger(label: "test"),
        loop: nil
      )
      do {
        let response: Response = try await undo.answer(request)
        return response.status.code
      } catch let problem as Problem {
        return problem.status.code
      }
    }
    #expect(try await ask(ids[0]) == 409)
    #expect(try await ask(ids[1]) == 200)
    #expect(try await ask(ids[1]) == 409)
    #expect(try await ask("x") == 404)
    #expect(try log.find(ids[0])?.isUndone == false && log.find(ids[1])?.isUndone == true)
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
}
