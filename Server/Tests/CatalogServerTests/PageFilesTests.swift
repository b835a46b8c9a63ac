import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// The server's own part of its pages: scripts, style, service worker, manifest.
@Suite("Page files")
struct PageFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Page")

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test(
    "the literals are the files, and the script is what `packaging/page.py --check` compares; where this fails, run `make page`"
  )
  func literals() throws {
    #expect(PageFiles.style.hasSuffix(try Self.text("serve.css")) && PageFiles.style.hasPrefix(":root {"))
    #expect(PageFiles.icon == (try Self.text("icon.svg")))
    let worker = try Self.text("worker.js").components(separatedBy: "{{version}}")
    #expect(worker.count == 2 && worker.allSatisfy(PageFiles.worker.contains))
  }

  @Test("every script in the folder is in the server's script or is the service worker")
  func scripts() throws {
    let listed = try Self.text("scripts.txt").split(separator: "\n").map(String.init)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      $0.hasSuffix(".js")
    }
    #expect((listed + ["worker.js"]).sorted() == files.sorted())
  }

  @Test("an exported page has none of the server's scripts")
  func exported() async throws {
    let fixture = try ServerFixture([TestPhoto(name: "a.jpg", latitude: 1, longitude: 2)])
    let page = try await fixture.ask("/", as: .keeper).text
    #expect(!page.contains("serverLanguages") && page.contains("<script src=\"/serve.js\""))
  }

  @Test("pages of forms hold nothing of the catalogue, and are for everybody")
  func forms() async throws {
    let fixture = try ServerFixture([TestPhoto(name: "a.jpg", latitude: 1, longitude: 2, tags: ["cats/Nabi"])]
    )
    for path in [
      "/sign-in", "/keeper", "/join", "/reset", "/add", "/account", "/people", "/trash", "/changes",
    ] {
      let response = try await fixture.ask(path)
      #expect(response.status == .ok, "\(path)")
      let policy = try #require(response.headers[.contentSecurityPolicy])
      #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
      for word in ["Nabi", "a.jpg"] { #expect(!response.text.contains(word), "\(path) \(word)") }
    }
  }

  @Test(
    "the manifest names the catalogue, and shares photos by POST to an address that the service worker answers"
  )
  func manifest() async throws {
    let fixture = try ServerFixture([], ["--title", "\"Cats\" </script>"])
    let response = try await fixture.ask("/manifest.webmanifest")
    #expect(response.headers[.contentType] == "application/manifest+json")
    #expect(try response.member("name") as? String == "\"Cats\" </script>")
    let share = try #require(try response.member("share_target") as? [String: Any])
    #expect(share["action"] as? String == "/share" && share["method"] as? String == "POST")
    #expect(PageFiles.worker.contains("pathname === '/share'"))
    let worker = try await fixture.ask("/worker.js")
    #expect(worker.headers[.contentType]?.hasPrefix("text/javascript") == true)
    #expect(worker.headers[.contentSecurityPolicy] == "default-src 'none'; connect-src 'self'")
    #expect(try await fixture.ask("/icon.svg").headers[.contentType] == "image/svg+xml")
  }
}
