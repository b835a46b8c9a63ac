import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What holds for all requests.
@Suite("Requests")
struct RequestTests {
  private static func fixture() throws -> ServerFixture {
    try ServerFixture([TestPhoto(name: "나비.jpg", latitude: 37.5665, longitude: 126.978, tags: ["cats/나비"])])
  }

  @Test("a path that is there for other methods says which")
  func methods() async throws {
    let fixture = try Self.fixture()
    let response = try await fixture.ask(
      "/api/v1/photos",
      as: .keeper,
      .delete,
      headers: [.origin: "http://localhost"]
    )
    #expect(response.status == .methodNotAllowed)
    #expect(response.headers[.allow] == "GET, POST, HEAD")
  }

  @Test("each address says to each method that it does not take which it takes, whoever asks")
  func allMethods() async throws {
    let fixture = try Self.fixture()
    let routes = Dictionary(grouping: fixture.server.dispatcher.routes.routes, by: \.path)
    let methods = [
      "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get",
    ]
    let refused = try await fixture.server.application().test(.router) { client in
      var refused = 0
      for (path, own) in routes {
        var taken = Set(own.map(\.method.rawValue))
        if taken.contains("GET") { taken.insert("HEAD") }
        let uri = path.replacing("{id}", with: "x").replacing("{name}", with: "x")
        for name in methods where !taken.contains(name) {
          let method = try #require(HTTPRequest.Method(name))
          for asker in [ServerFixture.Asker.visitor, .keeper] {
            let fields = fixture.headers(of: asker)
            let response = try await client.execute(uri: uri, method: method, headers: fields)
            #expect(response.status == .methodNotAllowed, "\(name) \(path)")
            let allowed = Set((response.headers[.allow] ?? "").split(separator: ", ").map(String.init))
            #expect(allowed == taken, "\(name) \(path)")
            refused += 1
          }
        }
      }
      return refused
    }
    #expect(refused > 500)
  }

  @Test(
    "a form of the share sheet that no service worker took is answered with what to do, and nothing of it is kept"
  )
  func share() async throws {
    let fixture = try Self.fixture()
    let form =
      "--x\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\n\r\nJPEG\r\n--x--\r\n"
    let before = try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.path.lossyText).count
    for asker in [ServerFixture.Asker.visitor, .member] {
      for origin in ["http://localhost", "null", "https://elsewhere.example"] {
        let fields: HTTPFields = [.contentType: "multipart/form-data; boundary=x", .origin: origin]
        let response = try await fixture.ask("/share", as: asker, .post, headers: fields, body: form)
        #expect(response.status == .unprocessableContent)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        for word in ["보내지지 않았고", "were not sent", "href=\"/add\""] { #expect(response.text.contains(word)) }
      }
      let again = try await fixture.ask("/share", as: asker)
      #expect(again.status == .seeOther && again.headers[.location] == "/add")
    }
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.path.lossyText).count == before
    )
  }

  @Test("HEAD has the headers of GET and no body")
  func head() async throws {
    let fixture = try Self.fixture()
    let get = try await fixture.ask("/api/v1/photos", as: .keeper)
    let head = try await fixture.ask("/api/v1/photos", as: .keeper, .head)
    #expect(head.headers[.contentLength] == get.headers[.contentLength])
    #expect(head.body.readableBytes == 0)
  }

  @Test("Hangul in a path and in a query is decoded once")
  func hangul() async throws {
    let fixture = try Self.fixture()
    #expect(try await fixture.ask("/api/v1/tags/%EB%82%98%EB%B9%84", as: .keeper).status == .ok)
    #expect(try await fixture.ask("/api/v1/tags/cats%2F%EB%82%98%EB%B9%84", as: .keeper).status == .ok)
    #expect(
      try await fixture.ask("/api/v1/tags/%25EB%2582%2598%25EB%25B9%2584", as: .keeper).status == .notFound
    )
    #expect(try await fixture.photos("/api/v1/photos?tag=%EB%82%98%EB%B9%84", as: .keeper).count == 1)
  }

  @Test(
    "addresses that cannot be read are 400, and those that lead elsewhere lead nowhere",
    arguments: [
      "/api/v1/photos?near=nan,5", "/api/v1/photos?near=1,2,3", "/api/v1/photos?near=91,0",
      "/api/v1/photos?near=1,2&radius=nan",
      "/api/v1/photos?near=1,2&radius=1000000000", "/api/v1/photos?near=1,2&radius=-5",
      "/api/v1/photos?radius=5",
      "/api/v1/photos?limit=0", "/api/v1/photos?limit=1001", "/api/v1/photos?limit=1e3",
      "/api/v1/photos?limit=1&limit=2",
      "/api/v1/photos?near=1,2&near=1,2", "/api/v1/photos?naer=1,2", "/api/v1/photos?near=%",
      "/api/v1/photos?near=%zz",
      "/api/v1/photos?near=%00", "/api/v1/photos?tag=%ff", "/api/v1/photos?since=yesterday",
      "/api/v1/photos?since=2024-13",
      "/api/v1/photos?since=2025&until=2024", "/api/v1/photos?box=1,2,3", "/api/v1/photos?box=5,0,1,0",
      "/api/v1/photos?sort=distance", "/api/v1/photos?sort=name", "/api/v1/photos?cursor=AAAA",
      "/api/v1/map?box=0,0,1,1",
      "/api/v1/map?zoom=3", "/api/v1/map?box=0,0,1,1&zoom=23", "/api/v1/map?box=0,0,1,1&zoom=-1",
      "/api/v1/photos/%2e%2e",
      "/api/v1/photos/..", "/api/v1/photos/%5c", "/api/v1/photos/a%00b", "/api/v1/photos?",
      "/api/v1/photos?&", "api", "//\\", "*",
      "/api/v1/photos?near=1,2&box=1,2,3,4", "/api/v1/photos#x",
    ]
  )
  func badAddresses(_ uri: String) async throws {
    let response = try await Self.fixture().ask(uri, as: .keeper)
    let isEmptyQuery = uri.hasSuffix("photos?")
    #expect(response.status == (isEmptyQuery ? .ok : .badRequest), "\(uri)")
    if !isEmptyQuery { #expect(response.headers[.contentType] == "application/problem+json") }
  }

  @Test("ids of other servers, upper-case ids and numbers are nothing")
  func foreignIDs() async throws {
    let fixture = try Self.fixture()
    let id = try #require(try await fixture.photos("/api/v1/photos", as: .keeper).first?["id"] as? String)
    #expect(try await fixture.ask("/api/v1/photos/\(id)", as: .keeper).status == .ok)
    for other in [
      id.uppercased(), String(id.dropLast()), id + "0", "1",
      String(id.dropLast()) + (id.last == "0" ? "1" : "0"),
    ] {
      #expect(try await fixture.ask("/api/v1/photos/\(other)", as: .keeper).status == .notFound, "\(other)")
    }
  }

  @Test("only named hosts, localhost and addresses of numbers are answered")
  func hosts() {
    let hosts = HostList(["cats.example.org"])
    for host in [
      "cats.example.org", "CATS.example.org:8080", "localhost", "127.0.0.1:80", "[::1]:8080", "192.168.1.2",
    ] {
      #expect(hosts.contains(host), "\(host)")
    }
    for host in [
      "evil.example", "cats.example.org.evil", "127.0.0.1.evil.example", "a:b", "", ":80", "localhost:x",
      "[::1", "1.2.3", "[::1\0/x]",
    ] {
      #expect(!hosts.contains(host), "\(host)")
    }
  }

  @Test("a change is taken from the own page or with a token, and from nowhere else")
  func origins() async throws {
    let fixture = try Self.fixture()
    for (headers, status): (HTTPFields, HTTPResponse.Status) in [
      ([:], .forbidden), ([.origin: "http://evil.example"], .forbidden), ([.origin: "null"], .forbidden),
      ([.origin: "http://localhost:1"], .forbidden), ([.origin: "https://localhost"], .forbidden),
      ([.origin: "http://localhost"], .noContent),
    ] {
      let response = try await fixture.ask("/api/v1/session", as: .keeper, .delete, headers: headers)
      #expect(response.status == status, "\(headers)")
    }
    #expect(try await fixture.ask("/api/v1/photos", as: .keeper).status == .unauthorized)
  }

  @Test("the printed key is good once")
  func key() async throws {
    let fixture = try Self.fixture()
    let body = "{\"key\":\"\(try #require(fixture.server.key).text)\"}"
    #expect(try await fixture.ask("/api/v1/session", .post, body: "{\"key\":\"x\"}").status == .unauthorized)
    let response = try await fixture.ask("/api/v1/session", .post, body: body)
    #expect(response.status == .created)
    let cookie = try #require(response.headers[.setCookie])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
    #expect(try await fixture.ask("/api/v1/session", .post, body: body).status == .unauthorized)
    let session = String(cookie.prefix { $0 != ";" })
    #expect(try await fixture.ask("/api/v1/photos", headers: [.cookie: session]).status == .ok)
    #expect(
      try await fixture.ask("/api/v1/photos", headers: [.cookie: "\(session); \(session)"]).status
        == .unauthorized
    )
  }

  @Test("guesses at the key are slowed down")
  func guesses() async throws {
    let fixture = try Self.fixture()
    var statuses: [Int] = []
    for _ in 0..<12 {
      statuses.append(try await fixture.ask("/api/v1/session", .post, body: "{\"key\":\"x\"}").status.code)
    }
    #expect(statuses == [Int](repeating: 401, count: 10) + [429, 429])
  }

  @Test("a cursor is good for its question alone, and pages meet without a gap")
  func cursors() async throws {
    let photos = (0..<25).map {
      TestPhoto(name: "\($0).jpg", latitude: 37.5 + Double($0 % 5) / 1000, longitude: 127, padding: 16 + $0)
    }
    let fixture = try ServerFixture(photos)
    for sort in ["taken", "-taken", "id", "distance"] {
      let question = "/api/v1/photos?\(sort == "distance" ? "near=37.5,127&" : "")sort=\(sort)"
      let all = try await fixture.photos("\(question)&limit=1000", as: .keeper).compactMap {
        $0["id"] as? String
      }
      #expect(Set(all).count == 25)
      var pages: [String] = []
      var cursor = ""
      for _ in 0..<4 {
        let response = try await fixture.ask("\(question)&limit=7\(cursor)", as: .keeper)
        pages += (try response.member("photos") as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        cursor = (try response.member("next") as? String).map { "&cursor=\($0)" } ?? ""
      }
      #expect(pages == all, "\(sort)")
      #expect(cursor.isEmpty)
    }
    let next = try #require(
      try await fixture.ask("/api/v1/photos?limit=5", as: .keeper).member("next") as? String
    )
    #expect(try await fixture.ask("/api/v1/photos?limit=9&cursor=\(next)", as: .keeper).status == .ok)
    #expect(try await fixture.ask("/api/v1/photos?sort=id&cursor=\(next)", as: .keeper).status == .badRequest)
    #expect(try await fixture.ask("/api/v1/photos?tag=x&cursor=\(next)", as: .keeper).status == .badRequest)
  }
}
