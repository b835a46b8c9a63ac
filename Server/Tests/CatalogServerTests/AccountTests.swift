import Foundation
import GRDB
import HTTPTypes
import NIOCore
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What people do with their own account.
@Suite("One's own account")
struct AccountTests {
  private static func fixture(_ settings: [String] = []) throws -> ServerFixture {
    try ServerFixture(
      [TestPhoto(name: "나비.jpg", latitude: 37.5665, longitude: 126.978, tags: ["cats/나비"])],
      settings
    )
  }

  @Test("sessions are listed for their owner, and each can be ended")
  func sessions() async throws {
    let fixture = try Self.fixture()
    let mina = try fixture.person("Mina", .member)
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1"
    let second = try await fixture.signIn("Mina", headers: [.userAgent: phone])
    let token = try #require(second.cookie("catalog_session"))
    let response = try await fixture.browse(.get, "sessions", token)
    let list = try response.list("sessions")
    #expect(list.count == 2 && list.filter { $0["current"] as? Bool == true }.count == 1)
    let own = try #require(list.first { $0["current"] as? Bool == true })
    #expect(own["device"] as? String == "Safari on iPhone")
    #expect((own["made"] as? String)?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#) != nil)
    #expect(!response.text.contains(token) && !response.text.contains(mina.token))
    let other = try #require(list.first { $0["current"] as? Bool == false }?["id"] as? String)
    #expect(try await fixture.browse(.delete, "sessions/\(other)", token).status == .noContent)
    #expect(try await fixture.browse(.get, "sessions", mina.token).status == .unauthorized)
    #expect(try await fixture.browse(.delete, "sessions/\(other)", token).status == .notFound)
  }

  @Test("a session ends 30 days after its last use")
  func lifetime() async throws {
    let fixture = try Self.fixture()
    let mina = try fixture.person("Mina", .member)
    for _ in 0..<3 {
      fixture.clock.advance(by: 29 * 86400)
      #expect(try await fixture.browse(.get, "sessions", mina.token).status == .ok)
    }
    fixture.clock.advance(by: 30 * 86400)
    #expect(try await fixture.browse(.get, "sessions", mina.token).status == .unauthorized)
  }

  @Test("a new password asks for the old one, and ends other sessions and tokens")
  func password() async throws {
    let fixture = try Self.fixture()
    let mina = try fixture.person("Mina", .member)
    let other = try #require(try await fixture.signIn("Mina").cookie("catalog_session"))
    let script = try fixture.server.sessions.makeToken("backup", for: mina.number).token
    func change(_ current: String, _ password: String) async throws -> Int {
      try await fixture.browse(
        .put,
        "password",
        mina.token,
        ServerFixture.json(["current": current, "password": password])
      ).status.code
    }
    #expect(try await change("wrong password", "three grey cats") == 403)
    #expect(try await change(TestPerson.password, "1234567890") == 400)
    #expect(try await change(TestPerson.password, "three grey cats") == 204)
    #expect(try await fixture.browse(.get, "sessions", mina.token).status == .ok)
    #expect(try await fixture.browse(.get, "sessions", other).status == .unauthorized)
    #expect(try fixture.server.sessions.find(script) == nil)
    #expect(try await fixture.signIn("Mina").status == .unauthorized)
    #expect(try await fixture.signIn("Mina", "three grey cats").status == .created)
    var codes: [Int] = []
    for _ in 0..<12 { codes.append(try await change("wrong password", "four black cats")) }
    #expect(codes.last == 429)
  }

  @Test("scripts come in with tokens, which are good for photos and not for the account")
  func tokens() async throws {
    let fixture = try Self.fixture()
    let mina = try fixture.person("Mina", .member)
    #expect(try await fixture.browse(.post, "tokens", mina.token, "{\"name\":\"\"}").status == .badRequest)
    #expect(
      try await fixture.browse(.post, "tokens", mina.token, "{\"name\":\"a\\nb\"}").status == .badRequest
    )
    let made = try await fixture.browse(.post, "tokens", mina.token, "{\"name\":\"<b>backup</b>\"}")
    #expect(made.status == .created)
    let token = try #require(try made.member("token") as? String)
    let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
    #expect(try await fixture.ask("/api/v1/photos", headers: bearer).status == .ok)
    // A cookie with it is nobody's: it is not for browsers.
    #expect(try await fixture.browse(.get, "tokens", token).status == .unauthorized)
    let list = try await fixture.browse(.get, "tokens", mina.token)
    #expect(try list.list("tokens").count == 1 && !list.text.contains(token))
    let id = try #require(try list.list("tokens").first?["id"] as? String)
    for (method, path, body): (HTTPRequest.Method, String, String?) in [
      (.post, "tokens", "{\"name\":\"more\"}"), (.delete, "tokens/\(id)", nil),
      (.put, "password", "{\"current\":\"x\",\"password\":\"y\"}"),
      (.delete, "account", "{\"password\":\"x\",\"photos\":\"keep\"}"),
    ] {
      #expect(
        try await fixture.browse(method, path, nil, body, headers: bearer).status == .forbidden,
        "\(path)"
      )
    }
    // Sessions and tokens have addresses of their own.
    #expect(try await fixture.browse(.delete, "sessions/\(id)", mina.token).status == .notFound)
    fixture.clock.advance(by: 20 * 86400)
    _ = try fixture.server.sessions.find(mina.token)
    fixture.clock.advance(by: 20 * 86400)
    #expect(try await fixture.ask("/api/v1/photos", headers: bearer).status == .ok)
    #expect(try await fixture.browse(.delete, "tokens/\(id)", mina.token).status == .noContent)
    #expect(try await fixture.ask("/api/v1/photos", headers: bearer).status == .unauthorized)
    for number in 0..<Sessions.tokenLimit {
      _ = try fixture.server.sessions.makeToken("\(number)", for: mina.number)
    }
    #expect(try await fixture.browse(.post, "tokens", mina.token, "{\"name\":\"more\"}").status == .conflict)
  }

  @Test("whoever leaves says what becomes of the photos, and keeps nothing")
  func leaving() async throws {
    let fixture = try Self.fixture()
    let mina = try fixture.person("Mina", .member)
    try await fixture.own(mina.number)
    let change = try fixture.server.people.changes.record(
      Change(person: mina.number, kind: .tagged, photo: 1, after: "[\"cats/나비\"]")
    )
    func leave(_ members: [String: Any]) async throws -> TestResponse {
      try await fixture.browse(.delete, "account", mina.token, ServerFixture.json(members))
    }
    #expect(try await leave(["password": TestPerson.password]).status == .badRequest)
    #expect(try await leave(["password": TestPerson.password, "photos": "burn"]).status == .badRequest)
    #expect(try await leave(["password": "wrong password", "photos": "keep"]).status == .forbidden)
    let left = try await leave(["password": TestPerson.password, "photos": "keep"])
    #expect(left.status == .noContent)
    #expect(left.headers[try #require(HTTPField.Name("Clear-Site-Data"))] == "\"cache\", \"storage\"")
    #expect(left.cookie("catalog_session") == "")
    #expect(try await fixture.browse(.get, "sessions", mina.token).status == .unauthorized)
    #expect(try await fixture.signIn("Mina").status == .unauthorized)
    #expect(try fixture.server.people.accounts.photos(of: mina.number).isEmpty)
    #expect(try fixture.server.people.changes.find(change)?.name == nil)
    #expect(try await fixture.ask("/api/v1/photos", as: .keeper).member("total") as? Int == 1)
    // A name that is free again brings nothing back.
    let other = try fixture.person("Mina", .member)
    #expect(other.number != mina.number)
    #expect(try await fixture.browse(.get, "changes", other.token).list("changes").isEmpty)
  }

  @Test("own data come as a ZIP: what is known, and the photos with their sidecars as they are")
  func data() async throws {
    let fixture = try Self.fixture(["--members", "coarse"])
    let mina = try fixture.person("Mina", .member)
    let jun = try fixture.person("Jun", .member)
    try await fixture.own(mina.number)
    try fixture.server.people.changes.record(Change(person: mina.number, kind: .uploaded, photo: 1))
    try fixture.server.people.changes.record(
      Change(person: jun.number, kind: .titled, photo: 1, after: "\"Jun's\"")
    )
    let response = try await fixture.browse(.get, "account/data", mina.token)
    #expect(response.status == .ok && response.headers[.contentType] == "application/zip")
    let files = try TestZIP(Array(buffer: response.body)).files
    #expect(
      Set(files.keys) == [
        "account.json", "sessions.json", "tokens.json", "changes.json", "photos/나비.jpg", "photos/나비.jpg.xmp",
      ]
    )
    for name in ["나비.jpg", "나비.jpg.xmp"] {
      #expect(
        files["photos/\(name)"]
          == Array(try Data(contentsOf: URL(filePath: fixture.folder("photos/\(name)").lossyText)))
      )
    }
    let account =
      try JSONSerialization.jsonObject(with: Data(try #require(files["account.json"]))) as? [String: Any]
    #expect(account?["name"] as? String == "Mina" && account?["agreed"] is String)
    let text = String(decoding: response.body.readableBytesView, as: UTF8.self)
    #expect(!text.contains("$scrypt$") && !text.contains(mina.token) && !text.contains("Jun"))
    #expect(
      try TestZIP(Array(buffer: try await fixture.browse(.get, "account/data", jun.token).body)).files.count
        == 4
    )
  }

  @Test("the checksum is that of ZIP, in pieces too")
  func checksum() {
    var sum = ZIPChecksum()
    #expect(sum.number == 0)
    sum.add(Array("12345".utf8))
    sum.add(Array("6789".utf8))
    #expect(sum.number == 0xCBF4_3926)
  }
}

extension ServerFixture {
  /// Makes somebody the owner of all photos.
  func own(_ number: PersonNumber) async throws {
    try await server.people.database.pool.write {
      try $0.execute(sql: "UPDATE photos SET owner = ?", arguments: [number])
    }
  }
}

/// Reads an archive by its directory, as programs do.
struct TestZIP {
  private(set) var files: [String: [UInt8]] = [:]

  struct Broken: Error {}

  init(_ bytes: [UInt8]) throws {
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    let end = bytes.count - 22
    guard end >= 0, number(end, 4) == 0x0605_4B50, number(end + 16, 4) + number(end + 12, 4) == end else {
      throw Broken()
    }
    var offset = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(offset, 4) == 0x0201_4B50, number(offset + 10, 2) == 0 else { throw Broken() }
      let (size, nameCount, start) = (number(offset + 24, 4), number(offset + 28, 2), number(offset + 42, 4))
      let name = String(decoding: bytes[(offset + 46)..<(offset + 46 + nameCount)], as: UTF8.self)
      guard number(start, 4) == 0x0403_4B50, number(start + 18, 4) == size else { throw Broken() }
      let first = start + 30 + number(start + 26, 2) + number(start + 28, 2)
      let content = Array(bytes[first..<(first + size)])
      var sum = ZIPChecksum()
      sum.add(content)
      guard Int(sum.number) == number(offset + 16, 4), files.updateValue(content, forKey: name) == nil else {
        throw Broken()
      }
      offset += 46 + nameCount + number(offset + 30, 2)
    }
  }
}
