import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What cats are called, and what is known of one.
@Suite("Names")
struct NameTests {
  @Test("names that were seen nearby come first, then by count; a prefix is any level's, in any case")
  func names() async throws {
    let fixture = try CareFixture([
      CareFixture.nabi,
      TestPhoto(name: "far1.jpg", latitude: 35, longitude: 129, tags: ["cats/Miso"], padding: 20),
      TestPhoto(name: "far2.jpg", latitude: 35, longitude: 129, tags: ["cats/Miso"], padding: 21),
      TestPhoto(name: "far3.jpg", latitude: 35, longitude: 129, tags: ["people/Anna"], padding: 22),
    ])
    func names(_ query: String, _ who: CareFixture.Who) async throws -> [String] {
      let names = try await fixture.get("/api/v1/names\(query)", who)["names"] as? [[String: Any]] ?? []
      return names.compactMap { $0["name"] as? String }
    }
    #expect(try await names("", fixture.member) == ["cats/Miso", "cats/Nabi", "people/Anna"])
    #expect(try await names("?near=37.5666,126.9781", fixture.member).first == "cats/Nabi")
    #expect(try await names("?prefix=MI", fixture.member) == ["cats/Miso"])
    let id = try await fixture.scannedID()
    #expect(try await names("?photo=\(id)", fixture.member).count == 3)
    #expect(try await fixture.ask(.get, "/api/v1/names", fixture.guest).status == .forbidden)
  }

  @Test("a cat's page: first finder for who is signed in, last place, months, trail, days since")
  func cat() async throws {
    let fixture = try CareFixture()
    let id = try #require(
      try await fixture.send(
        SamplePhoto.at(37.6, 127, taken: "2020:01:02 03:04:05", padding: 99),
        as: fixture.uploader
      )["id"] as? String
    )
    _ = try await fixture.ask(
      .patch,
      "/api/v1/photos/\(id)",
      fixture.uploader,
      json: #"{"tags":{"add":["cats/Nabi"]},"rating":5}"#
    )
    let cat = try await fixture.get("/api/v1/tags/Nabi", fixture.member)
    #expect(cat["best"] as? String == id)
    #expect((cat["first"] as? [String: Any])?["finder"] as? String == "Una")
    #expect((cat["first"] as? [String: Any])?["day"] as? String == "2020-01-02")
    #expect((cat["last"] as? [String: Any])?["latitude"] as? Double == 37.5665)
    #expect((cat["timeline"] as? [[String: Any]])?.count == 2)
    #expect((cat["trail"] as? [[String: Any]])?.count == 2)
    let days =
      try fixture.base.clock.clock.now().seconds / 86400
      - #require(CalendarDate(year: 2024, month: 11, day: 23)).daysSince1970
    #expect(cat["unseenDays"] as? Int == days)
    let visitors = try await fixture.get("/api/v1/tags/Nabi", nil)
    #expect((visitors["first"] as? [String: Any])?["finder"] == nil)
    #expect((visitors["first"] as? [String: Any])?["day"] as? String == "2024-11-23")
    #expect(visitors["hours"] == nil)
  }
}
