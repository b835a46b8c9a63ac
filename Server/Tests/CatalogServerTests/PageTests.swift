import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// The page, and the description of the API.
@Suite("Page and description")
struct PageTests {
  private static let photos = [
    TestPhoto(name: "<b>&\"x.jpg", latitude: 37.51234321, longitude: 126.97812345, tags: ["cats/Nabi"])
  ]

  @Test("visitors see whose catalogue it is and nothing more")
  func welcome() async throws {
    let fixture = try ServerFixture(
      Self.photos,
      ["--title", "<Cats> & \"us\"", "--keeper", "Mina <mina@example.org>"]
    )
    let response = try await fixture.ask("/")
    #expect(response.status == .ok)
    #expect(response.text.contains("&lt;Cats&gt; &amp; &quot;us&quot;"))
    #expect(response.text.contains("Mina &lt;mina@example.org&gt;"))
    for word in ["37.5", "Nabi", "x.jpg", "photos"] { #expect(!response.text.contains(word), "\(word)") }
    let policy = try #require(response.headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
  }

  @Test("the page of the coarse level is made of cells and days")
  func coarse() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let page = try await fixture.ask("/").text
    #expect(page.contains("/serve.js"))
    for word in ["37.5123", "126.978123", "17:40", "x.jpg"] { #expect(!page.contains(word), "\(word)") }
    let exact = try await fixture.ask("/", as: .keeper)
    #expect(exact.text != page)
    let policy = try #require(exact.headers[.contentSecurityPolicy])
    #expect(policy.contains("script-src 'self' 'sha") && !policy.contains("unsafe"))
  }

  @Test("the page has names of files as people read them, and none that the server drew")
  func names() async throws {
    let fixture = try CareFixture([TestPhoto(name: "골목 고양이.jpg", latitude: 37.5, longitude: 127)])
    try await fixture.send(
      SamplePhoto.at(37.5, 127, taken: "2024:11:25 10:00:00", padding: 90),
      as: fixture.member
    )
    let drawn = try #require(fixture.onlyUpload().split(separator: "/").last)
    let page = try await fixture.ask(.get, "/", fixture.keeper).text
    #expect(page.contains("골목 고양이.jpg"))
    #expect(!page.contains("%EA%B3%A8") && !page.contains("%ea%b3%a8"))
    #expect(!page.contains(drawn))
  }

  @Test("a page that is known is not sent again, and one that changed is")
  func unchanged() async throws {
    let fixture = try ServerFixture(Self.photos)
    let tag = try #require(try await fixture.ask("/", as: .keeper).headers[.eTag])
    #expect(try await fixture.ask("/", as: .keeper, headers: [.ifNoneMatch: tag]).status == .notModified)
    #expect(try await fixture.ask("/", headers: [.ifNoneMatch: tag]).status == .ok)
    try ServerFixture.write(
      TestPhoto(name: "new.jpg", latitude: 1, longitude: 2, padding: 90),
      in: fixture.folder
    )
    try fixture.rescan()
    #expect(try await fixture.ask("/", as: .keeper, headers: [.ifNoneMatch: tag]).status == .ok)
  }

  @Test("the description has each route with its parameters, and no other")
  func description() async throws {
    let fixture = try ServerFixture(Self.photos)
    let response = try await fixture.ask("/openapi.json")
    let paths = try #require(try response.member("paths") as? [String: [String: Any]])
    let components = try #require(try response.member("components") as? [String: Any])
    let shared = try #require(components["parameters"] as? [String: [String: Any]])
    var described: Set<String> = []
    for (path, item) in paths {
      for (method, value) in item where method != "parameters" {
        let operation = try #require(value as? [String: Any])
        let names = (operation["parameters"] as? [[String: Any]] ?? []).compactMap { parameter -> String? in
          let name = (parameter["$ref"] as? String)?.split(separator: "/").last.map(String.init)
          return (name.flatMap { shared[$0] } ?? parameter)["name"] as? String
        }
        described.insert("\(method.uppercased()) \(path) \(names.sorted())")
      }
    }
    let routes = fixture.server.dispatcher.routes.routes.map {
      "\($0.method) \($0.path) \($0.parameters.sorted())"
    }
    #expect(described == Set(routes))
    let version = try #require((try response.member("info") as? [String: Any])?["version"] as? String)
    #expect(version == ServerVersion.text)
  }

  @Test("the server's version is that of catalog")
  func version() throws {
    let main = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/catalog/Main/CatalogCommand.swift")
    let text = try String(contentsOf: main, encoding: .utf8)
    #expect(text.contains("static let version = \"\(ServerVersion.text)\""))
  }
}
