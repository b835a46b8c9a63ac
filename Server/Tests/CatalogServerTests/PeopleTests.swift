import Foundation
import GRDB
import HTTPTypes
import HummingbirdCore
import NIOCore
import HummingbirdTesting
import Logging
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Who may do what with people, and what others cannot reach.
@Suite("People and roles")
struct PeopleTests {
  private static func fixture(_ settings: [String] = []) throws -> ServerFixture {
    try ServerFixture([TestPhoto(name: "나비.jpg", latitude: 37.5665, longitude: 126.978)], settings)
  }

  /// Every address about people that is not for everybody, and the least role that it answers.
  private static let addresses: [(HTTPRequest.Method, String, String?, Role)] = [
    (.get, "people", nil, .keeper), (.patch, "people/Jun", "{\"role\":\"keeper\"}", .keeper),
    (.post, "people/Jun/reset", nil, .keeper),
    (.delete, "people/Jun", "{\"photos\":\"keep\"}", .keeper), (.get, "invitations", nil, .keeper),
    (.post, "invitations", "{\"role\":\"keeper\"}", .keeper), (.delete, "invitations/x", nil, .keeper),
    (.get, "requests", nil, .keeper), (.post, "requests/x", "{\"role\":\"keeper\"}", .keeper),
    (.delete, "requests/x", nil, .keeper), (.post, "changes/x/undo", nil, .keeper),
    (.post, "keeper", "{}", .keeper),
    (.get, "changes", nil, .guest), (.get, "sessions", nil, .guest), (.delete, "sessions/x", nil, .guest),
    (.put, "password", "{}", .guest), (.get, "tokens", nil, .guest), (.post, "tokens", "{}", .guest),
    (.delete, "tokens/x", nil, .guest), (.get, "account/data", nil, .guest),
    (.delete, "account", "{}", .guest),
  ]

  @Test("each address answers the roles that it is for, and changes nothing for others")
  func roles() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Keeper", .keeper)
    let askers = [try fixture.person("Mina", .member), try fixture.person("Lee", .guest)]
    _ = try fixture.person("Jun", .member)
    for (method, path, body, least) in Self.addresses {
      #expect(try await fixture.browse(method, path, nil, body).status == .unauthorized, "\(method) \(path)")
      guard least == .keeper else { continue }
      for asker in askers {
        #expect(
          try await fixture.browse(method, path, asker.token, body).status == .forbidden,
          "\(method) \(path)"
        )
      }
    }
    #expect(
      try fixture.server.people.accounts.all().map(\.person.role) == [.member, .keeper, .guest, .member]
    )
    #expect(try fixture.server.people.invitations.open().isEmpty)
    // The table has all of them.
    let known = Set(Self.addresses.map { "\($0.0) /api/v1/\($0.1.split(separator: "/")[0])" })
    let own = Set(Self.addresses.map { String($0.1.split(separator: "/")[0]) })
    for route in fixture.server.dispatcher.routes.routes where [.signedIn, .keeper].contains(route.access) {
      let name = route.path.split(separator: "/").prefix(3).joined(separator: "/")
      guard let first = name.split(separator: "/").last, own.contains(String(first)) else { continue }
      #expect(known.contains("\(route.method) /\(name)"), "\(route.method) \(route.path)")
    }
  }

  @Test("what belongs to somebody else is not there")
  func others() async throws {
    let fixture = try Self.fixture()
    let (mina, jun) = (try fixture.person("Mina", .member), try fixture.person("Jun", .guest))
    let session = try #require(try fixture.server.sessions.find(mina.token)).id
    let token = try fixture.server.sessions.makeToken("backup", for: mina.number)
    let change = try fixture.server.people.changes.record(
      Change(person: mina.number, kind: .tagged, photo: 1)
    )
    #expect(try await fixture.browse(.delete, "sessions/\(session)", jun.token).status == .notFound)
    #expect(try await fixture.browse(.delete, "tokens/\(token.id)", jun.token).status == .notFound)
    #expect(try await fixture.browse(.get, "changes", jun.token).list("changes").isEmpty)
    #expect(try await fixture.browse(.get, "changes?cursor=\(change)", jun.token).status == .badRequest)
    #expect(try await fixture.browse(.get, "changes", mina.token).list("changes").count == 1)
    #expect(
      try fixture.server.sessions.find(mina.token) != nil && fixture.server.sessions.find(token.token) != nil
    )
  }

  @Test("a role holds from the next request, and the only keeper stays one")
  func changes() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Keeper", .keeper)
    let mina = try fixture.person("미나", .member)
    let path = "people/%EB%AF%B8%EB%82%98"
    #expect(
      try await fixture.ask("/api/v1/photos", headers: [.cookie: "catalog_session=\(mina.token)"]).status
        == .ok
    )
    let demoted = try await fixture.browse(.patch, path, keeper.token, "{\"role\":\"guest\"}")
    #expect(demoted.status == .ok)
    #expect(try demoted.member("role") as? String == "guest")
    #expect(try await fixture.browse(.get, "session", mina.token).member("level") as? String == "coarse")
    #expect(
      try await fixture.browse(.patch, path, keeper.token, "{\"role\":\"keeper\",\"number\":1}").status
        == .badRequest
    )
    #expect(try await fixture.browse(.patch, path, keeper.token, "{\"role\":\"root\"}").status == .badRequest)
    #expect(
      try await fixture.browse(.patch, "people/nobody", keeper.token, "{\"role\":\"guest\"}").status
        == .notFound
    )
    #expect(
      try await fixture.browse(.patch, "people/keeper", keeper.token, "{\"role\":\"guest\"}").status
        == .conflict
    )
    #expect(
      try await fixture.browse(.delete, "people/keeper", keeper.token, "{\"photos\":\"keep\"}").status
        == .conflict
    )
    let own = try ServerFixture.json(["password": TestPerson.password, "photos": "keep"])
    #expect(try await fixture.browse(.delete, "account", keeper.token, own).status == .conflict)
    #expect(try await fixture.browse(.get, "people", keeper.token).status == .ok)
    #expect(try await fixture.browse(.patch, path, keeper.token, "{\"role\":\"keeper\"}").status == .ok)
    #expect(
      try await fixture.browse(.patch, "people/keeper", keeper.token, "{\"role\":\"guest\"}").status == .ok
    )
    #expect(try await fixture.browse(.get, "people", keeper.token).status == .forbidden)
    let list = try await fixture.browse(.get, "people", mina.token).list("people")
    #expect(list.compactMap { $0["name"] as? String } == ["Keeper", "미나"])
    #expect(list.allSatisfy { Set($0.keys) == ["name", "role", "made", "used", "photos", "bytes"] })
  }

  @Test(
    "guests see cells and days also where visitors see nothing, and from the moment that the first one comes"
  )
  func guests() async throws {
    let fixture = try Self.fixture()
    #expect(try await fixture.ask("/api/v1/photos").status == .unauthorized)
    let lee = try fixture.person("Lee", .guest)
    fixture.server.library.refresh()
    let cookie: HTTPFields = [.cookie: "catalog_session=\(lee.token)"]
    let response = try await fixture.ask("/api/v1/photos", headers: cookie)
    #expect(response.status == .ok)
    #expect(try response.member("total") as? Int == 1)
    #expect(
      !response.text.contains("37.5665") && !response.text.contains("나비.jpg")
        && response.text.contains("\"uncertainty\"")
    )
    #expect(try await fixture.ask("/api/v1/photos").status == .unauthorized)
    // The grid is kept from then on.
    let other = try SettingsLine(["--coarse-cell", "2km"], in: fixture.folder.path)
    #expect(throws: StateError.self) {
      try ServerApplication(
        ServerSettings(other.values, in: fixture.folder.path),
        pace: .quick,
        logger: Logger(label: "test")
      )
    }
  }

  @Test("a removed person has nothing left: sessions, tokens, links, and photos have no name")
  func removal() async throws {
    let fixture = try Self.fixture()
    let (keeper, mina) = (try fixture.person("Keeper", .keeper), try fixture.person("Mina", .member))
    try await fixture.own(mina.number)
    let script = try fixture.server.sessions.makeToken("backup", for: mina.number).token
    let reset = try fixture.server.people.passwords.makeReset(for: mina.number).token
    #expect(try fixture.server.people.accounts.all().map(\.photos) == [0, 1])
    #expect(try await fixture.browse(.delete, "people/Mina", keeper.token).status == .badRequest)
    #expect(
      try await fixture.browse(.delete, "people/Mina", keeper.token, "{\"photos\":\"keep\"}").status
        == .noContent
    )
    #expect(
      try fixture.server.sessions.find(mina.token) == nil && fixture.server.sessions.find(script) == nil
    )
    #expect(try await fixture.signIn("Mina").status == .unauthorized)
    let use = try ServerFixture.json(["reset": reset, "password": "three grey cats"])
    #expect(try await fixture.browse(.post, "session", nil, use).status == .notFound)
    #expect(
      try await fixture.browse(.delete, "people/Mina", keeper.token, "{\"photos\":\"keep\"}").status
        == .notFound
    )
    #expect(try fixture.server.people.accounts.photos(of: mina.number).isEmpty)
  }

  @Test("photos go into the trash before their owner is gone, and where that fails the owner is signed out")
  func trash() async throws {
    struct Trash: OwnedPhotos {
      let fails: Bool
      func trash(_ photos: [PhotoNumber], by person: PersonNumber?) async throws {
        #expect(photos == [1] && person == nil)
        if fails { throw CancellationError() }
      }
    }
    for fails in [true, false] {
      let fixture = try Self.fixture()
      _ = try fixture.person("Keeper", .keeper)
      let mina = try fixture.person("Mina", .member)
      try await fixture.own(mina.number)
      let person = try #require(try fixture.server.people.accounts.find(mina.number)).person
      let departure = Departure(people: fixture.server.people, photos: Trash(fails: fails))
      try? await departure.remove(person, photos: .trash, by: nil)
      #expect(try fixture.server.sessions.find(mina.token) == nil)
      #expect(try (fixture.server.people.accounts.find(mina.number) != nil) == fails)
    }
  }

  @Test("where nothing puts photos into the trash, nobody is removed by half")
  func noTrash() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Keeper", .keeper)
    let mina = try fixture.person("Mina", .member)
    try await fixture.own(mina.number)
    let person = try #require(try fixture.server.people.accounts.find(mina.number)).person
    let departure = Departure(people: fixture.server.people, photos: nil)
    await #expect(throws: Problem.self) { try await departure.remove(person, photos: .trash, by: nil) }
    #expect(try fixture.server.sessions.find(mina.token) != nil)
  }

  @Test("open pages are looked at anew when another process writes to the database")
  func streams() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Keeper", .keeper)
    let mina = try fixture.person("Mina", .member)
    let doorkeeper = fixture.server.dispatcher.doorkeeper
    let client = ClientConnection(address: "", host: "localhost", isSecure: false)
    let viewer = try doorkeeper.viewer([.cookie: "catalog_session=\(mina.token)"], client)
    #expect(doorkeeper.stillHolds(viewer))
    let page = fixture.server.events.subscribe(at: .exact)
    fixture.server.watch.check()
    #expect(!fixture.server.watch.check())
    // As another process does: a pool of its own.
    let other = PeopleService(
      try PeopleDatabase(in: StateFolder(path: fixture.folder(".catalog"))),
      fixture.clock.clock
    )
    try other.accounts.setRole(.guest, of: mina.number)
    #expect(fixture.server.watch.check() && !fixture.server.watch.check())
    #expect(!doorkeeper.stillHolds(viewer))
    try other.accounts.remove(mina.number)
    #expect(fixture.server.watch.check())
    fixture.server.events.end(page)
    var seen = 0
    for await changes in page.changes {
      #expect(changes.isEmpty)
      seen += 1
    }
    #expect(seen >= 2)
    #expect(try fixture.server.sessions.find(keeper.token) != nil)
  }

  @Test("SQL, markup and signs of control in any field are text or refused")
  func injection() async throws {
    let fixture = try Self.fixture(["--signup", "ask"])
    let keeper = try fixture.person("Keeper", .keeper)
    for text in [
      "'; DROP TABLE people; --", "\" OR 1=1 --", "x' UNION SELECT password FROM people --", "%", "_",
      "\u{0}", "\u{1B}[2J",
    ] {
      let quoted = try #require(
        String(
          data: JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed),
          encoding: .utf8
        )
      )
      let address = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      for (method, path, body): (HTTPRequest.Method, String, String?) in [
        (.post, "session", "{\"name\":\(quoted),\"password\":\(quoted)}"),
        (.post, "session", "{\"key\":\(quoted)}"),
        (.post, "session", "{\"reset\":\(quoted),\"password\":\"three grey cats\"}"),
        (.get, "invitations/\(address)", nil),
        (.post, "invitations/\(address)", "{\"name\":\(quoted),\"password\":\(quoted),\"agrees\":true}"),
        (.delete, "invitations/\(address)", nil), (.post, "requests/\(address)", "{\"role\":\"guest\"}"),
        (.delete, "requests/\(address)", nil),
        (.patch, "people/\(address)", "{\"role\":\"guest\"}"), (.post, "people/\(address)/reset", nil),
        (.delete, "people/\(address)", "{\"photos\":\"keep\"}"), (.delete, "sessions/\(address)", nil),
        (.delete, "tokens/\(address)", nil),
        (.post, "changes/\(address)/undo", nil), (.get, "changes?cursor=\(address)", nil),
        (.post, "requests", "{\"name\":\(quoted),\"password\":\(quoted),\"agrees\":true}"),
        (.put, "password", "{\"current\":\(quoted),\"password\":\(quoted)}"),
      ] {
        let status = try await fixture.browse(method, path, keeper.token, body).status.code
        #expect([400, 401, 403, 404, 429].contains(status), "\(method) \(path) \(text): \(status)")
      }
    }
    #expect(try fixture.server.people.accounts.all().count == 1)
    #expect(try fixture.server.people.requests.open().isEmpty)
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
    let fixture = try Self.fixture()
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

  @Test("a database of before people is brought up to date, and its sessions stay")
  func migration() throws {
    let folder = try TemporaryFolder()
    let state = try StateFolder(path: folder(".catalog"))
    let old = try DatabaseQueue(path: state.file(PeopleDatabase.fileName))
    try PeopleMigrations.all.migrate(old, upTo: "photos and sessions")
    let token = TokenText.encode([UInt8](repeating: 5, count: 32))
    try old.write { database in
      for (key, role) in [(token, "keeper"), ("other", "member")] {
        try database.execute(
          sql: "INSERT INTO sessions (token, role, made, used) VALUES (?, ?, ?, ?)",
          arguments: [TokenText.hash(key), role, 1_800_000_000, 1_800_000_000]
        )
      }
      try database.execute(
        sql:
          "INSERT INTO photos (path, size, modified_seconds, modified_nanoseconds, hidden) VALUES (x'61', 1, 2, 3, 1)"
      )
    }
    try old.close()
    let database = try PeopleDatabase(in: state)
    let sessions = Sessions(database: database, clock: TestClock().clock)
    let session = try #require(try sessions.find(token))
    #expect(session.role == .keeper && session.person == nil && session.id.count == 24)
    #expect(try PhotoNumbers(database).hidden() == [1])
    #expect(
      try database.pool.read { try Int.fetchOne($0, sql: "SELECT count(DISTINCT id) FROM sessions") } == 2
    )
    // What it was is kept, for its owner only; a database that is up to date is not copied.
    let copy = state.file("people.sqlite.before-2")
    let kept = try DatabaseQueue(path: copy)
    #expect(try kept.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sessions") } == 2)
    #expect(try kept.read { try $0.tableExists("people") } == false)
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    try kept.close()
    try FileManager.default.removeItem(atPath: copy)
    _ = try PeopleDatabase(in: state)
    #expect(!FileManager.default.fileExists(atPath: copy))
  }
}
