import Foundation
import HTTPTypes
import NIOCore
import HummingbirdTesting
import Synchronization
import Testing

@testable import CatalogKit
@testable import CatalogServer

/// Signing in by name and password.
@Suite("Signing in")
struct SignInTests {
  private static func fixture(_ settings: [String] = []) throws -> ServerFixture {
    try ServerFixture([TestPhoto(name: "나비.jpg", latitude: 37.5665, longitude: 126.978)], settings)
  }

  @Test(
    "whoever has a name and its password comes in, in any spelling of the name, with Hangul composed or not"
  )
  func right() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Mina", .member)
    for (name, password) in [
      ("Mina", TestPerson.password), ("ＭＩＮＡ ", TestPerson.password),
      ("mina", TestPerson.password.decomposedStringWithCanonicalMapping),
    ] {
      let response = try await fixture.signIn(name, password)
      #expect(response.status == .created)
      #expect(try response.member("name") as? String == "Mina")
      #expect(try response.member("role") as? String == "member")
      #expect(try response.member("level") as? String == "exact")
      let token = try #require(response.cookie("catalog_session"))
      let session = try await fixture.browse(.get, "session", token)
      #expect(try session.member("name") as? String == "Mina")
    }
  }

  @Test("a wrong password and a name that nobody has get the same answer, after the same work")
  func wrong() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Mina", .member)
    let hasher = fixture.server.signIn.hasher
    let before = hasher.count
    let wrong = try await fixture.signIn("Mina", "not the password")
    let work = hasher.count - before
    #expect(work == 1)
    for name in ["Nobody", "M\u{456}na", "", "'; DROP TABLE people; --", String(repeating: "x", count: 2000)]
    {
      let count = hasher.count
      let answer = try await fixture.signIn(name, "not the password")
      #expect(answer.status == .unauthorized && answer.text == wrong.text, "\(name.prefix(30))")
      #expect(hasher.count - count == work)
      #expect(answer.headers[values: .setCookie].isEmpty)
    }
  }

  @Test("every answer comes after the same time, whatever it says")
  func pace() async throws {
    let now = Mutex(Duration.zero)
    let pauses = Mutex<[Duration]>([])
    let clock = SystemClock(uptime: { now.withLock { $0 } }, now: SystemClock.live.now)
    var pace = SignInPace()
    pace.pause = { pause in pauses.withLock { $0.append(pause) } }
    for passed in [0, 1, 300, 599, 600, 700, 1300] {
      let answer = try? await pace.answer(clock) { () throws -> Int in
        now.withLock { $0 += .milliseconds(passed) }
        if passed % 2 == 0 { throw SignIn.wrong }
        return 1
      }
      #expect((answer == nil) == (passed % 2 == 0))
    }
    #expect(pauses.withLock { $0 } == [600, 599, 300, 1, 600, 500, 500].map { .milliseconds($0) })
    // The route asks for it, whatever becomes of the question.
    let counted = Mutex(0)
    var quick = SignInPace.quick
    quick.step = .milliseconds(600)
    quick.pause = { _ in counted.withLock { $0 += 1 } }
    let fixture = try ServerFixture([], pace: quick)
    _ = try fixture.person("Mina", .member)
    for body in [
      "{}", "{", "{\"key\":\"x\"}", "{\"reset\":\"x\",\"password\":\"1\"}",
      "{\"name\":\"Mina\",\"password\":\"x\"}", "{\"name\":\"x\",\"password\":\"x\"}",
    ] {
      _ = try await fixture.browse(.post, "session", nil, body)
    }
    _ = try await fixture.signIn("Mina")
    #expect(counted.withLock { $0 } == 7)
    // Also for whoever is refused: as often as was asked, no more and no less.
    var codes: [Int] = []
    for number in 0..<12 { codes.append(try await fixture.signIn("Nobody \(number)").status.code) }
    #expect(codes.last == 429 && codes.contains(401))
    #expect(counted.withLock { $0 } == 19)
  }

  @Test(
    "of a thousand wrong passwords ten are looked at, and a browser in which she signed in before comes in all the same"
  )
  func thousand() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Mina", .member)
    let first = try await fixture.signIn("Mina")
    let known = try #require(first.cookie("catalog_browser"))
    let before = fixture.server.signIn.hasher.count
    var refused = 0
    // One client for all: what is tested is the server, not how fast clients are made.
    let statuses = try await fixture.server.application().test(.router) { client in
      var statuses: [HTTPResponse] = []
      for number in 0..<1000 {
        let answer = try await client.execute(
          uri: "/api/v1/session",
          method: .post,
          headers: [.origin: "http://localhost", .contentType: "application/json"],
          body: ByteBuffer(string: "{\"name\":\"Mina\",\"password\":\"wrong password \(number)\"}")
        )
        statuses.append(HTTPResponse(status: answer.status, headerFields: answer.headers))
      }
      return statuses
    }
    for answer in statuses where answer.status == .tooManyRequests {
      refused += 1
      #expect(answer.headerFields[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
    }
    let looked = fixture.server.signIn.hasher.count - before
    // One of the ten was the right one.
    #expect(looked == 9 && refused == 991)
    #expect(try await fixture.signIn("Mina").status == .tooManyRequests)
    let mark: HTTPFields = [.cookie: "catalog_browser=\(known)"]
    #expect(try await fixture.signIn("Mina", headers: mark).status == .created)
    // It is good for her alone, and whoever changes it has none.
    _ = try fixture.person("Jun", .member)
    #expect(try await fixture.signIn("Jun", headers: mark).status == .tooManyRequests)
    let changed = known.dropLast() + (known.hasSuffix("A") ? "E" : "A")
    let other: HTTPFields = [.cookie: "catalog_browser=\(changed)"]
    #expect(try await fixture.signIn("Mina", headers: other).status == .tooManyRequests)
    // Neither does it let anybody in, nor guess without an end.
    #expect(try await fixture.browse(.get, "sessions", headers: mark).status == .unauthorized)
    var codes: [Int] = []
    for _ in 0..<12 {
      codes.append(try await fixture.signIn("Mina", "wrong password", headers: mark).status.code)
    }
    #expect(codes == [Int](repeating: 401, count: 9) + [429, 429, 429])
  }

  @Test("a bucket fills again, and the table of buckets stays small")
  func buckets() throws {
    let now = Mutex(Duration.zero)
    let clock = SystemClock(uptime: { now.withLock { $0 } }, now: SystemClock.live.now)
    let limit = AttemptLimit(clock, refill: 60)
    for _ in 0..<10 { try limit.take("mina") }
    #expect(throws: Problem.self) { try limit.take("mina") }
    now.withLock { $0 += .seconds(59) }
    #expect(throws: Problem.self) { try limit.take("mina") }
    now.withLock { $0 += .seconds(2) }
    try limit.take("mina")
    #expect(throws: Problem.self) { try limit.take("mina") }
    for number in 0..<25_000 { try limit.take("\(number)") }
    #expect(limit.count <= AttemptLimit.limit)
    // Whoever asked most is still known.
    #expect(throws: Problem.self) { try limit.take("mina") }
  }

  @Test("sixteen passwords wait to be compared, and whoever comes then is asked to come again")
  func waiting() async throws {
    let hasher = PasswordHasher(PasswordRecord.Cost(ln: 12, r: 8, p: 1))
    let password = try Password(typed: "correct horse")
    let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        group.addTask {
          do {
            _ = try await hasher.check(password, nil)
            return false
          } catch let problem as Problem {
            #expect(problem.status == .tooManyRequests && problem.headers[.retryAfter] != nil)
            return true
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(
      refused >= 40 - PasswordHasher.limit - hasher.count && refused > 0 && hasher.count + refused == 40
    )
    #expect(try await hasher.check(password, nil).isRight == false)
  }

  @Test("a password of a megabyte is not read, and one of over 1,024 bytes not hashed")
  func large() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Mina", .member)
    let before = fixture.server.signIn.hasher.count
    #expect(
      try await fixture.signIn("Mina", String(repeating: "a", count: 1 << 20)).status == .contentTooLarge
    )
    #expect(try await fixture.signIn("Mina", String(repeating: "a", count: 1025)).status == .badRequest)
    #expect(fixture.server.signIn.hasher.count == before)
    #expect(try await fixture.signIn("Mina", String(repeating: "a", count: 1024)).status == .unauthorized)
  }

  @Test("signing in begins a new session and ends the one that the browser had")
  func fixation() async throws {
    let fixture = try Self.fixture()
    let other = try fixture.person("Jun", .guest)
    _ = try fixture.person("Mina", .member)
    let planted: HTTPFields = [.cookie: "catalog_session=\(other.token)"]
    let response = try await fixture.signIn("Mina", headers: planted)
    let token = try #require(response.cookie("catalog_session"))
    #expect(token != other.token && token.utf8.count == TokenText.length)
    #expect(try await fixture.browse(.get, "sessions", other.token).status == .unauthorized)
    // A token that was never made is not taken up.
    let made = String(repeating: "A", count: 43)
    let again = try await fixture.signIn("Mina", headers: [.cookie: "catalog_session=\(made)"])
    #expect(again.cookie("catalog_session") != made)
    #expect(try await fixture.browse(.get, "sessions", made).status == .unauthorized)
  }

  @Test("cookies are for this host alone under HTTPS, for no script and no other site's form")
  func cookies() async throws {
    let fixture = try Self.fixture()
    #expect(
      SessionCookie.storing("t", isSecure: true)
        == "__Host-catalog_session=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"
    )
    #expect(
      fixture.server.signIn.browsers.storing(for: 1, isSecure: true).hasPrefix("__Host-catalog_browser=")
    )
    _ = try fixture.person("Mina", .member)
    let response = try await fixture.signIn("Mina")
    let cookies = response.headers[values: .setCookie]
    #expect(
      cookies.count == 2
        && cookies.allSatisfy { $0.contains("; HttpOnly; SameSite=Lax") && $0.contains("Path=/;") }
    )
    #expect(response.headers[.cacheControl] == "no-store")
  }

  @Test("what a form can send, and members that nobody asked for, are refused")
  func forms() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Mina", .member)
    let right = try ServerFixture.json(["name": "Mina", "password": TestPerson.password])
    for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
      let answer = try await fixture.browse(.post, "session", nil, right, headers: [.contentType: type])
      #expect(answer.status == .unsupportedMediaType)
    }
    for origin in ["http://evil.example", "null", "https://localhost", "http://localhost:81"] {
      let answer = try await fixture.browse(.post, "session", nil, right, headers: [.origin: origin])
      #expect(answer.status == .forbidden, "\(origin)")
    }
    let more = try ServerFixture.json(["name": "Mina", "password": TestPerson.password, "role": "keeper"])
    let answer = try await fixture.browse(.post, "session", nil, more)
    #expect(answer.status == .badRequest && answer.text.contains("role"))
    for body in [
      "[]", "1", "null", "\"x\"", "{\"name\":1,\"password\":2}", "{\"name\":\"Mina\"}",
      "{\"name\":{},\"password\":[]}",
    ] {
      #expect(try await fixture.browse(.post, "session", nil, body).status == .badRequest, "\(body)")
    }
  }

  @Test("a record of less work is renewed by signing in")
  func renewal() async throws {
    let fixture = try Self.fixture()
    let mina = try fixture.person("Mina", .member)
    let weaker = try PasswordRecord(Password(typed: TestPerson.password), .init(ln: 2, r: 1, p: 1))
    try fixture.server.people.passwords.set(weaker, of: mina.number, keeping: "")
    #expect(try await fixture.signIn("Mina").status == .created)
    #expect(try fixture.server.people.accounts.find(mina.number)?.password.cost == SignInPace.quick.cost)
    #expect(try await fixture.signIn("Mina").status == .created)
  }

  @Test("names and passwords are in no line of the log, and nobody writes lines of their own")
  func log() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.person("Mina", .member)
    _ = try await fixture.signIn("Mina")
    _ = try await fixture.signIn("Mina", "wrong password")
    _ = try await fixture.signIn("x\n2026-01-01 notice signed in person=1", "y\r\nz")
    let log = fixture.logs.lines.joined(separator: "\n")
    #expect(log.contains("signed in person=1") && log.contains("sign-in refused"))
    for secret in ["Mina", "wrong password", "2026-01-01", TestPerson.password] {
      #expect(!log.contains(secret))
    }
  }
}
