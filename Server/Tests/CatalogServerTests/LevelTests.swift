import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Who is shown what, and when.
@Suite("Levels")
struct LevelTests {
  private static let photos = [
    TestPhoto(name: "nabi.jpg", latitude: 37.5665, longitude: 126.978, tags: ["cats/Nabi"]),
    TestPhoto(
      name: "miso.jpg",
      latitude: 37.5671,
      longitude: 126.9785,
      taken: "2024:11:24 08:00:00",
      padding: 20
    ),
  ]

  @Test("public = none answers visitors with 401 and nothing else")
  func nothingPublic() async throws {
    let fixture = try ServerFixture(Self.photos)
    for route in fixture.server.dispatcher.routes.routes where route.access != .everybody {
      let path = route.path.replacing("{id}", with: "x").replacing("{name}", with: "x")
      let response = try await fixture.ask(path, as: .visitor, route.method)
      #expect(response.status == .unauthorized, "\(route.method) \(path)")
    }
    #expect(try await fixture.ask("/healthz").status == .ok)
    #expect(try await fixture.ask("/api/v1/photos", as: .keeper).status == .ok)
  }

  @Test("members see what the setting says, and guests the coarse level")
  func roles() async throws {
    for (setting, isExact) in [("exact", true), ("coarse", false)] {
      let fixture = try ServerFixture(Self.photos, ["--members", setting])
      let members = try await fixture.photos("/api/v1/photos", as: .member)
      #expect(members.count == 2)
      #expect(members.allSatisfy { ($0["name"] != nil) == isExact })
    }
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    #expect(try await fixture.photos("/api/v1/photos", as: .guest).allSatisfy { $0["name"] == nil })
  }

  @Test("an original is for the exact level only")
  func originals() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let id = try #require(try await fixture.photos("/api/v1/photos", as: .keeper).first?["id"] as? String)
    let uri = "/api/v1/photos/\(id)/original"
    #expect(try await fixture.ask(uri, as: .visitor).status == .unauthorized)
    #expect(try await fixture.ask(uri, as: .guest).status == .forbidden)
    let response = try await fixture.ask(uri, as: .keeper)
    #expect(response.status == .ok)
    #expect(response.body.readableBytes > 100)
  }

  @Test("what is new is shared with the day's batch, what is gone leaves at once")
  func batch() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    try ServerFixture.write(
      TestPhoto(name: "new.jpg", latitude: 37.6, longitude: 127, padding: 99),
      in: fixture.folder
    )
    try fixture.folder.remove("photos/miso.jpg")
    try fixture.rescan()
    #expect(try await fixture.photos("/api/v1/photos", as: .keeper).count == 2)
    #expect(try await fixture.photos("/api/v1/photos", as: .visitor).count == 1)
    fixture.clock.advance(by: 86400)
    fixture.server.library.refresh()
    #expect(try await fixture.photos("/api/v1/photos", as: .visitor).count == 2)
  }

  @Test("a hidden photo is not shown below the exact level, at once")
  func hidden() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let before = try await fixture.photos("/api/v1/photos", as: .visitor)
    #expect(before.count == 2)
    try fixture.server.numbers.setHidden(true, of: 1)
    fixture.server.library.refreshHidden()
    #expect(try await fixture.photos("/api/v1/photos", as: .visitor).count == 1)
    #expect(try await fixture.photos("/api/v1/photos", as: .keeper).count == 2)
  }

  @Test("a photo keeps its id where it moves, and a hidden one stays hidden")
  func moved() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let before = try await fixture.photos("/api/v1/photos?sort=id", as: .keeper)
    try fixture.folder.makeFolder("photos/old")
    try fixture.folder.move("photos/nabi.jpg", to: "photos/old/nabi.jpg")
    try fixture.folder.move("photos/nabi.jpg.xmp", to: "photos/old/nabi.jpg.xmp")
    try fixture.rescan()
    let after = try await fixture.photos("/api/v1/photos?sort=id", as: .keeper)
    #expect(after.compactMap { $0["id"] as? String } == before.compactMap { $0["id"] as? String })
    #expect(after.contains { $0["path"] as? String == "photos/old/nabi.jpg" })
  }

  @Test("another size of cells is refused, with the reason")
  func otherGrid() throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let lines = try SettingsLine(["--public", "coarse", "--coarse-cell", "2km"], in: fixture.folder.path)
    let settings = try ServerSettings(lines.values, in: fixture.folder.path)
    #expect(throws: StateError.self) { try ServerApplication(settings, logger: .init(label: "test")) }
  }

  @Test("public = exact is refused, with the reason")
  func exactForAll() throws {
    #expect(throws: SettingsError.publicExact) {
      try SettingsLine(["--public", "exact"], in: FilePathBytes("/nonexistent"))
    }
  }
}
