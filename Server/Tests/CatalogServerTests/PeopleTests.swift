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
    let fixture = try ServerFixture.ofOnePhoto()
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
    let fixture = try ServerFixture.ofOnePhoto()
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
    let fixture = try ServerFixture.ofOnePhoto()
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
    let fixture = try ServerFixture.ofOnePhoto()
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

  @Test("open pages are looked at anew when another process writes to the database")
  func streams() async throws {
    let fixture = try ServerFixture.ofOnePhoto()
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
    let fixture = try ServerFixture.ofOnePhoto(["--signup", "ask"])
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
}
