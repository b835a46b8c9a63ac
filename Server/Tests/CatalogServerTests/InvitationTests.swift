import Foundation
import Logging
import HTTPTypes
import NIOCore
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer

/// How people come in.
@Suite("Coming in")
struct InvitationTests {
  private static func fixture(_ settings: [String] = []) throws -> ServerFixture {
    try ServerFixture([TestPhoto(name: "나비.jpg", latitude: 37.5665, longitude: 126.978)], settings)
  }

  private static func joining(_ name: String, _ more: [String: Any] = [:]) throws -> String {
    try ServerFixture.json(
      ["name": name, "password": TestPerson.password, "agrees": true].merging(more) { $1 }
    )
  }

  private static func invite(_ fixture: ServerFixture, _ keeper: TestPerson, _ role: Role = .member)
    async throws
    -> (id: String, token: String)
  {
    let made = try await fixture.browse(.post, "invitations", keeper.token, "{\"role\":\"\(role.rawValue)\"}")
    #expect(made.status == .created && made.headers[.cacheControl] == "no-store")
    let url = try #require(try made.member("url") as? String)
    let id = try #require(try made.member("id") as? String)
    return (id, String(try #require(url.split(separator: "#").last)))
  }

  @Test("the printed key makes the first keeper, and then no key is good or printed any more")
  func keeper() async throws {
    let fixture = try Self.fixture()
    let key = try #require(fixture.server.key)
    let first = try await fixture.browse(.post, "session", nil, "{\"key\":\"\(key.text)\"}")
    let token = try #require(first.cookie("catalog_session"))
    #expect(try first.member("keeperNeeded") as? Bool == true)
    #expect(try await fixture.browse(.get, "sessions", token).status == .forbidden)
    let body = try ServerFixture.json(["name": "Mina", "password": TestPerson.password])
    #expect(try await fixture.browse(.post, "keeper", nil, body).status == .unauthorized)
    #expect(
      try await fixture.browse(.post, "keeper", token, "{\"name\":\"Mina\",\"password\":\"short\"}").status
        == .badRequest
    )
    let made = try await fixture.browse(.post, "keeper", token, body)
    #expect(made.status == .created)
    #expect(try made.member("role") as? String == "keeper")
    #expect(try made.member("keeperNeeded") as? Bool == false)
    let own = try #require(made.cookie("catalog_session"))
    // The key's session has ended: whoever else had it has nothing.
    #expect(own != token)
    #expect(try await fixture.browse(.get, "people", token).status == .unauthorized)
    #expect(try await fixture.browse(.get, "people", own).status == .ok)
    #expect(try await fixture.browse(.post, "keeper", own, body).status == .conflict)
    key.giveBack()
    #expect(
      try await fixture.browse(.post, "session", nil, "{\"key\":\"\(key.text)\"}").status == .unauthorized
    )
    let again = try ServerApplication(fixture.server.settings, pace: .quick, logger: .init(label: "test"))
    #expect(again.key == nil)
  }

  @Test("the printed key's session ends when somebody whom it invited is a keeper")
  func invitedKeeper() async throws {
    let fixture = try Self.fixture()
    let key = TestPerson(name: "", number: 0, token: try fixture.server.sessions.begin(.keeper))
    let (_, guest) = try await Self.invite(fixture, key, .guest)
    #expect(
      try await fixture.browse(.post, "invitations/\(guest)", nil, Self.joining("Lee")).status == .created
    )
    #expect(try await fixture.browse(.get, "people", key.token).status == .ok)
    let (_, token) = try await Self.invite(fixture, key, .keeper)
    #expect(
      try await fixture.browse(.post, "invitations/\(token)", nil, Self.joining("Mina")).status == .created
    )
    #expect(try await fixture.browse(.get, "people", key.token).status == .unauthorized)
    #expect(try fixture.server.sessions.find(key.token) == nil)
  }

  @Test("a keeper's script makes no keepers: it neither invites nor lets in")
  func scripts() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Sunja", .keeper)
    let token = try fixture.server.sessions.makeToken("backup", for: keeper.number).token
    let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
    for (method, path): (HTTPRequest.Method, String) in [
      (.post, "invitations"), (.post, "requests/1"), (.delete, "requests/1"),
    ] {
      let body = method == .post ? "{\"role\":\"keeper\"}" : nil
      #expect(
        try await fixture.browse(method, path, nil, body, headers: bearer).status == .forbidden,
        "\(path)"
      )
    }
  }

  @Test("an invitation is good once")
  func once() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Keeper", .keeper)
    let (id, token) = try await Self.invite(fixture, keeper)
    let shown = try await fixture.browse(.get, "invitations/\(token)")
    #expect(try shown.member("role") as? String == "member")
    #expect(!shown.text.contains("Keeper") && !shown.text.contains(id))
    #expect(try await fixture.browse(.get, "invitations", keeper.token).list("invitations").count == 1)
    let joined = try await fixture.browse(
      .post,
      "invitations/\(token)",
      nil,
      Self.joining("미나", ["parentAgrees": true])
    )
    #expect(joined.status == .created)
    #expect(try joined.member("name") as? String == "미나")
    #expect(joined.cookie("catalog_session") != nil)
    let number = try #require(try fixture.server.people.accounts.find(key: "미나")).person.number
    let record = try #require(try fixture.server.people.accounts.record(of: number))
    #expect(record.agreed == fixture.clock.clock.now().seconds && record.parentAgreed == record.agreed)
    // Used, taken back, ended and never there say the same.
    let used = try await fixture.browse(.post, "invitations/\(token)", nil, Self.joining("Jun"))
    #expect(used.status == .notFound)
    let (back, second) = try await Self.invite(fixture, keeper)
    #expect(try await fixture.browse(.delete, "invitations/\(back)", keeper.token).status == .noContent)
    #expect(try await fixture.browse(.delete, "invitations/\(back)", keeper.token).status == .notFound)
    let (_, third) = try await Self.invite(fixture, keeper)
    fixture.clock.advance(by: 7 * 86400)
    for bad in [token, second, third, TokenText.encode([UInt8](repeating: 7, count: 32)), id, "x"] {
      let got = try await fixture.browse(.get, "invitations/\(bad)")
      let posted = try await fixture.browse(.post, "invitations/\(bad)", nil, Self.joining("Jun"))
      #expect(got.status == .notFound && got.text == used.text && posted.text == used.text)
    }
    #expect(try fixture.server.people.accounts.find(key: "jun") == nil)
  }

  @Test("of many uses at the same moment one wins")
  func together() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Keeper", .keeper)
    let (_, token) = try await Self.invite(fixture, keeper)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask {
          try await fixture.browse(.post, "invitations/\(token)", nil, Self.joining("Person \(number)"))
            .status.code
        }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(statuses.filter { $0 == 201 }.count == 1)
    #expect(statuses.filter { $0 == 404 }.count == 7)
    #expect(try fixture.server.people.accounts.all().count == 2)
  }

  @Test("a name that is taken, one that looks like it, or no consent leaves the invitation good")
  func taken() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Mina", .keeper)
    let (_, token) = try await Self.invite(fixture, keeper)
    let path = "invitations/\(token)"
    #expect(try await fixture.browse(.post, path, nil, Self.joining("ｍｉｎａ")).status == .conflict)
    #expect(try await fixture.browse(.post, path, nil, Self.joining("M\u{456}na")).status == .badRequest)
    #expect(
      try await fixture.browse(.post, path, nil, Self.joining("Jun", ["agrees": false])).status == .badRequest
    )
    #expect(
      try await fixture.browse(.post, path, nil, Self.joining("Jun", ["agrees": 1])).status == .badRequest
    )
    #expect(
      try await fixture.browse(.post, path, nil, Self.joining("Jun", ["password": "1234567890"])).status
        == .badRequest
    )
    // Wholly in another script: a name of its own, that everybody would read as hers.
    _ = try fixture.person("Copa", .member)
    let alike = try await fixture.browse(.post, path, nil, Self.joining("сора"))
    #expect(alike.status == .conflict && alike.text.contains("looks the same"))
    let more = try await fixture.browse(.post, path, nil, Self.joining("Jun", ["role": "keeper"]))
    #expect(more.status == .badRequest && more.text.contains("role"))
    let joined = try await fixture.browse(.post, path, nil, Self.joining("Jun"))
    #expect(joined.status == .created)
    #expect(try joined.member("role") as? String == "member")
  }

  @Test(
    "links begin with the first host of the settings or the address that listens, never with what a request says"
  )
  func hosts() async throws {
    let named = try Self.fixture(["--host", "cats.example.org", "--host", "127.0.0.1"])
    let keeper = try named.person("Keeper", .keeper)
    _ = try named.person("Jun", .member)
    for path in ["invitations", "people/Jun/reset"] {
      let made = try await named.server.application().test(.router) { client in
        try await client.execute(
          uri: "/api/v1/\(path)",
          method: .post,
          headers: [
            .cookie: "catalog_session=\(keeper.token)", .origin: "http://localhost",
            try #require(HTTPField.Name("X-Forwarded-Host")): "evil.example",
            try #require(HTTPField.Name("Forwarded")): "host=evil.example",
          ],
          body: path == "invitations" ? .init(string: "{\"role\":\"guest\"}") : nil
        )
      }
      let url = try #require(try made.member("url") as? String)
      #expect(
        url.hasPrefix("http://cats.example.org:8080/\(path == "invitations" ? "join" : "reset")#"),
        "\(url)"
      )
    }
    let plain = try Self.fixture(["--listen", "127.0.0.1:0"])
    plain.server.address.listens(on: 4321)
    #expect(plain.server.address.base(isSecure: false) == "http://127.0.0.1:4321")
    let proxied = try Self.fixture(["--host", "cats.example.org", "--trusted-proxy", "127.0.0.1"])
    #expect(proxied.server.address.base(isSecure: true) == "https://cats.example.org")
    #expect(try Self.fixture(["--listen", "[::1]:80"]).server.address.base(isSecure: nil) == "http://[::1]")
  }

  @Test("who may ask waits for the keeper, and nobody learns by asking who has an account")
  func requests() async throws {
    let closed = try Self.fixture()
    #expect(try await closed.browse(.post, "requests", nil, Self.joining("Jun")).status == .forbidden)
    #expect(try await closed.browse(.get, "session").member("signup") as? String == "none")
    let fixture = try Self.fixture(["--signup", "ask"])
    #expect(try await fixture.browse(.get, "session").member("signup") as? String == "ask")
    let keeper = try fixture.person("Mina", .keeper)
    #expect(try await fixture.browse(.post, "requests", nil, Self.joining("Jun")).status == .accepted)
    let taken = try await fixture.browse(.post, "requests", nil, Self.joining("Mina"))
    #expect(taken.status == .accepted && taken.text.isEmpty)
    #expect(
      try await fixture.browse(.post, "requests", nil, Self.joining("Lee", ["agrees": false])).status
        == .badRequest
    )
    #expect(try await fixture.signIn("Jun").status == .unauthorized)
    let waiting = try await fixture.browse(.get, "requests", keeper.token).list("requests")
    #expect(Set(waiting.compactMap { $0["name"] as? String }) == ["Jun", "Mina"])
    let ids = Dictionary(waiting.map { ($0["name"] as? String ?? "", $0["id"] as? String ?? "") }) { $1 }
    let jun = try #require(ids["Jun"])
    #expect(
      try await fixture.browse(.post, "requests/\(jun)", keeper.token, "{\"role\":\"king\"}").status
        == .badRequest
    )
    let letIn = try await fixture.browse(.post, "requests/\(jun)", keeper.token, "{\"role\":\"guest\"}")
    #expect(letIn.status == .created)
    #expect(
      try await fixture.browse(.post, "requests/\(jun)", keeper.token, "{\"role\":\"guest\"}").status
        == .notFound
    )
    #expect(try await fixture.signIn("Jun").member("role") as? String == "guest")
    let mina = try #require(ids["Mina"])
    #expect(
      try await fixture.browse(.post, "requests/\(mina)", keeper.token, "{\"role\":\"guest\"}").status
        == .conflict
    )
    #expect(try await fixture.browse(.delete, "requests/\(mina)", keeper.token).status == .noContent)
    #expect(try await fixture.browse(.get, "requests", keeper.token).list("requests").isEmpty)
  }

  @Test("a hundred wait, and no more are hashed for")
  func crowd() async throws {
    let fixture = try Self.fixture(["--signup", "ask"])
    let record = try PasswordRecord(Password(typed: TestPerson.password), SignInPace.quick.cost)
    for number in 0..<JoinRequests.limit {
      try fixture.server.people.requests.add(
        .init(name: PersonName("Person \(number)"), password: record, agreed: 1)
      )
    }
    let before = fixture.server.signIn.hasher.count
    #expect(try await fixture.browse(.post, "requests", nil, Self.joining("Jun")).status == .tooManyRequests)
    #expect(fixture.server.signIn.hasher.count == before)
    fixture.clock.advance(by: 31 * 86400)
    #expect(throws: Never.self) {
      try fixture.server.people.requests.add(.init(name: PersonName("Jun"), password: record, agreed: 1))
    }
  }

  @Test("a link of the keeper sets a new password once, and ends every session")
  func reset() async throws {
    let fixture = try Self.fixture()
    let keeper = try fixture.person("Keeper", .keeper)
    let mina = try fixture.person("Mina", .member)
    func link() async throws -> String {
      let made = try await fixture.browse(.post, "people/Mina/reset", keeper.token)
      return String(try #require((try made.member("url") as? String)?.split(separator: "#").last))
    }
    let (old, token) = (try await link(), try await link())
    func use(_ token: String, _ password: String) async throws -> TestResponse {
      try await fixture.browse(
        .post,
        "session",
        nil,
        ServerFixture.json(["reset": token, "password": password])
      )
    }
    // A new link makes the one before no good.
    #expect(try await use(old, "three grey cats").status == .notFound)
    #expect(try await use(token, "short").status == .badRequest)
    let set = try await use(token, "three grey cats")
    #expect(set.status == .created)
    #expect(try set.member("name") as? String == "Mina")
    #expect(try await use(token, "four black cats").status == .notFound)
    #expect(try await fixture.browse(.get, "sessions", mina.token).status == .unauthorized)
    #expect(try await fixture.signIn("Mina").status == .unauthorized)
    #expect(try await fixture.signIn("Mina", "three grey cats").status == .created)
    let late = try await link()
    fixture.clock.advance(by: Passwords.resetLifetime)
    #expect(try await use(late, "five white cats").status == .notFound)
  }
}
