import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What people say of photos.
@Suite("Names and care")
struct CareTests {
  /// Each wish with who may have it granted: of somebody's own photo, of another's.
  struct Wish: Sendable, CustomTestStringConvertible {
    let body: String
    let own: Bool
    let others: Bool

    init(_ body: String, own: Bool, others: Bool) {
      (self.body, self.own, self.others) = (body, own, others)
    }

    var testDescription: String { body }
  }

  static let wishes: [Wish] = [
    Wish(#"{"tags":{"add":["cats/Miso"]}}"#, own: true, others: true),
    Wish(#"{"tags":{"remove":["cats/Nabi"]}}"#, own: true, others: true),
    Wish(#"{"hidden":true}"#, own: true, others: true),
    Wish(#"{"hidden":true,"title":"x"}"#, own: true, others: false),
    Wish(#"{"position":{"latitude":37.5,"longitude":127}}"#, own: true, others: false),
    Wish(#"{"position":null}"#, own: true, others: false),
    Wish(#"{"title":"Nabi"}"#, own: true, others: false),
    Wish(#"{"description":"asleep"}"#, own: true, others: false),
    Wish(#"{"rating":5}"#, own: true, others: false),
  ]

  @Test("each wish is granted to whom it may be, and to nobody else", arguments: wishes)
  func rights(wish: Wish) async throws {
    let (body, own, others) = (wish.body, wish.own, wish.others)
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    // The day's batch, so that those below the exact level know it.
    fixture.base.clock.advance(by: 86400)
    fixture.server.library.refresh()
    let uri = "/api/v1/photos/\(id)"
    #expect(try await fixture.ask(.patch, uri, nil, json: body).status == .unauthorized)
    #expect(try await fixture.ask(.patch, uri, fixture.guest, json: body).status == .forbidden)
    let member = try await fixture.ask(.patch, uri, fixture.member, json: body)
    #expect(member.status == (others ? .ok : .forbidden), "\(member.text)")
    let uploader = try await fixture.ask(.patch, uri, fixture.uploader, json: body)
    #expect(uploader.status == (own ? .ok : .forbidden), "\(uploader.text)")
    #expect(try await fixture.ask(.patch, uri, fixture.keeper, json: body).status == .ok)
  }

  @Test("to show again and to remove are the uploader's and the keeper's")
  func showing() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    let uri = "/api/v1/photos/\(id)"
    let hidden = try await fixture.ask(.patch, uri, fixture.member, json: #"{"hidden":true}"#)
    #expect(try hidden.member("hidden") as? Bool == true)
    #expect(
      try await fixture.ask(.patch, uri, fixture.member, json: #"{"hidden":false}"#).status == .forbidden
    )
    #expect(try await fixture.ask(.patch, uri, fixture.uploader, json: #"{"hidden":false}"#).status == .ok)
    #expect(try await fixture.ask(.delete, uri, fixture.member).status == .forbidden)
    #expect(try await fixture.ask(.delete, uri, fixture.guest).status == .forbidden)
    let scanned = "/api/v1/photos/\(try await fixture.scannedID())"
    #expect(try await fixture.ask(.delete, scanned, fixture.uploader).status == .forbidden)
    #expect(try await fixture.ask(.delete, uri, fixture.uploader).status == .noContent)
    #expect(try await fixture.ask(.delete, scanned, fixture.keeper).status == .noContent)
    #expect(try await fixture.get("/api/v1/photos", fixture.keeper)["total"] as? Int == 0)
  }

  static let nonsense = [
    #"{"role":"keeper"}"#, #"{"owner":1}"#, #"{"hidden":1}"#, #"{"hidden":"true"}"#, #"{"rating":6}"#,
    #"{"rating":1.5}"#, #"{"rating":true}"#, #"{"position":{"latitude":91,"longitude":0}}"#,
    #"{"position":{"latitude":1}}"#, #"{"position":{"latitude":1,"longitude":1,"accuracy":0}}"#,
    #"{"position":{"latitude":1,"longitude":1,"altitude":3}}"#, #"{"tags":["x"]}"#,
    #"{"tags":{"set":["x"]}}"#,
    #"{"tags":{"add":[""]}}"#, #"{"tags":{"add":["a|b"]}}"#, #"{"tags":{"add":["a\u0000b"]}}"#,
    #"{"tags":{"add":["\u202Ex"]}}"#, #"{"tags":{"add":["a"],"remove":["a"]}}"#, #"{"title":"\u0001"}"#, "[]",
    "x",
    #"{"title":7}"#,
  ]

  @Test("what is no wish is refused, and changes nothing", arguments: nonsense)
  func refused(body: String) async throws {
    let fixture = try CareFixture()
    let id = try await fixture.scannedID()
    let before = try await fixture.ask(.get, "/api/v1/photos/\(id)", fixture.keeper).text
    let response = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.keeper, json: body)
    #expect(response.status == .badRequest, "\(response.text)")
    #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", fixture.keeper).text == before)
  }

  @Test("words and pins go into the sidecar, where other programs and scans find them")
  func sidecar() async throws {
    let fixture = try CareFixture()
    let id = try #require(try await fixture.send(CareFixture.photo, as: fixture.uploader)["id"] as? String)
    let body = """
      {"position":{"latitude":37.51,"longitude":127.02,"accuracy":25},"tags":{"add":["cats/나비","cats/Miso"]},
      "title":"<b>&\\"x","description":"asleep","rating":4}
      """
    let response = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: body)
    #expect(response.status == .ok)
    #expect(try response.member("method") as? String == "MANUAL")
    #expect(try response.member("accuracy") as? Double == 25)
    #expect(try response.member("latitude") as? Double == 37.51)
    let tags: [String] = ["cats/Miso", "cats/나비"]
    #expect(try (response.member("tags") as? [String])?.sorted() == tags)
    let file = try fixture.onlyUpload()
    #expect(try fixture.folder.read("uploads/\(file)") == CareFixture.photo)
    // The scan reads all of it from the sidecar, not from the index.
    var scanner = Scanner(generator: "catalog test")
    scanner.readsAll = true
    _ = try scanner.run(folders: [], index: fixture.folder("catalog.json"))
    let photo = try #require(
      try IndexSnapshot(path: fixture.folder("catalog.json")).photo(at: FilePathBytes("uploads/\(file)"))
    )
    #expect(photo.tags.sorted() == tags)
    #expect(photo.title == "<b>&\"x")
    #expect(photo.description == "asleep")
    #expect(photo.rating == 4)
    #expect(photo.position?.method == Position.placedByHand)
  }
}
