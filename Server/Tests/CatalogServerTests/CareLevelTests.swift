import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What people send and say, as those see it who may not know places exactly.
@Suite("Uploads and pins below the exact level")
struct CareLevelTests {
  private static let photos = [
    CareFixture.nabi,
    TestPhoto(name: "miso.jpg", latitude: 37.572, longitude: 126.985, tags: ["cats/Miso"], padding: 40),
  ]

  /// How often the pin is moved: over the whole grid of 10,000 where the environment says so.
  private static let moves =
    ProcessInfo.processInfo.environment["CATALOG_PIN_MOVES"].flatMap { Int($0) } ?? 40

  /// Everything that answers to a place, around one.
  private static func questions(_ place: Coordinate, _ id: String) -> [String] {
    let near = "near=\(place.latitude),\(place.longitude)"
    let box = "\(place.latitude - 0.0001),\(place.longitude - 0.0001),\(place.latitude),\(place.longitude)"
    return [
      "/api/v1/photos?\(near)&radius=10", "/api/v1/photos?\(near)",
      "/api/v1/photos?\(near)&radius=700",
      "/api/v1/photos?box=\(box)", "/api/v1/map?box=\(box)&zoom=18", "/api/v1/map?box=30,120,40,130&zoom=12",
      "/api/v1/tags", "/api/v1/tags/Nabi", "/api/v1/tags/Miso", "/api/v1/names?\(near)",
      "/api/v1/names?photo=\(id)",
      "/api/v1/names", "/api/v1/photos",
    ]
  }

  private static func answers(_ uris: [String], _ who: CareFixture.Who?, _ fixture: CareFixture) async throws
    -> [String]
  {
    // One client for all: what is tested is the server, not how fast clients are made.
    try await fixture.server.application().test(.router) { client in
      var answers: [String] = []
      for uri in uris {
        let response = try await client.execute(uri: uri, method: .get, headers: who?.headers ?? [:])
        answers.append("\(uri) \(response.status) \(response.headers[.eTag] ?? "") \(response.text)")
      }
      return answers
    }
  }

  @Test("a pin that is moved over a cell in steps of ten metres changes no answer below the exact level")
  func pins() async throws {
    let fixture = try CareFixture(Self.photos, ["--public", "coarse", "--members", "coarse"])
    let cell = try Blur(cell: Distance("1km")).cell(of: Coordinate(latitude: 37.57, longitude: 126.98)).center
    let bytes = SamplePhoto.at(cell.latitude, cell.longitude, taken: "2024:11:25 10:00:00", padding: 90)
    let id = try #require(try await fixture.send(bytes, as: fixture.uploader)["id"] as? String)
    _ = try await fixture.ask(
      .patch,
      "/api/v1/photos/\(id)",
      fixture.uploader,
      json: #"{"tags":{"add":["cats/Nabi"]}}"#
    )
    fixture.base.clock.advance(by: 86400)
    fixture.server.library.refresh()
    let askers: [CareFixture.Who?] = [nil, fixture.guest, fixture.member, fixture.uploader]
    // The same questions before and after each move: they ask around the place that the pin is moved to.
    let side = Int(Double(Self.moves).squareRoot().rounded(.up))
    var seen: Set<String> = []
    for step in 0..<Self.moves {
      let south = cell.latitude + (Double(step / side) / Double(side) - 0.5) * 0.0085
      let west = cell.longitude + (Double(step % side) / Double(side) - 0.5) * 0.0105
      let place = try Coordinate(latitude: south, longitude: west).rounded
      var uris = Self.questions(place, id)
      var before: [[String]] = []
      for who in askers {
        // One's own photo is exact in the answer about it alone, which is not asked here.
        before.append(try await Self.answers(uris, who, fixture))
      }
      let body = #"{"position":{"latitude":\#(place.latitude),"longitude":\#(place.longitude)}}"#
      let response = try await fixture.ask(.patch, "/api/v1/photos/\(id)", fixture.uploader, json: body)
      #expect(response.status == .ok)
      let latitude = try #require(try response.member("latitude") as? Double)
      #expect(abs(latitude - place.latitude) < 1e-7)
      seen.insert(place.text)
      for (who, old) in zip(askers, before) {
        let now = try await Self.answers(uris, who, fixture)
        for (one, other) in zip(old, now) where one != other {
          Issue.record("a pin at \(place.text) is told by \(one.prefix(60))")
          uris = []
        }
      }
      // The photo itself, for those whose it is not; also after the day's batch.
      let others = try await Self.answers(["/api/v1/photos/\(id)"], fixture.member, fixture)
      if step % 10 == 0 {
        let first = try await Self.answers(uris, nil, fixture)
        fixture.base.clock.advance(by: 86400)
        fixture.server.library.refresh()
        // Days that pass are told, in days not seen.
        let after = try await Self.answers(uris.filter { !$0.contains("tags/") }, nil, fixture)
        #expect(first.filter { !$0.contains("tags/") } == after)
        #expect(try await Self.answers(["/api/v1/photos/\(id)"], fixture.member, fixture) == others)
      }
    }
    #expect(seen.count == Self.moves)
  }

  @Test(
    "below the exact level an upload, a name, a moved pin and a title wait for the day's batch, and send no event"
  )
  func batch() async throws {
    let fixture = try CareFixture(Self.photos)
    let subscription = fixture.server.events.subscribe(at: .coarse)
    let uris = ["/api/v1/photos", "/api/v1/tags", "/api/v1/map?box=30,120,40,130&zoom=14"]
    let before = try await Self.answers(uris, nil, fixture)
    let bytes = SamplePhoto.at(37.7, 127.1, taken: "2024:11:25 10:00:00", padding: 90)
    try await fixture.send(bytes, as: fixture.uploader)
    let scanned = "/api/v1/photos/\(try await fixture.scannedID())"
    for body in [
      #"{"tags":{"add":["cats/Dubu"]}}"#, #"{"position":{"latitude":35,"longitude":129}}"#, #"{"title":"x"}"#,
      #"{"rating":5}"#,
    ] {
      #expect(try await fixture.ask(.patch, scanned, fixture.keeper, json: body).status == .ok)
      #expect(try await Self.answers(uris, nil, fixture) == before, "\(body)")
    }
    fixture.base.clock.advance(by: 86400)
    fixture.server.library.refresh()
    #expect(try await Self.answers(uris, nil, fixture) != before)
    fixture.server.events.end(subscription)
    var events: [PhotoChanges] = []
    // Pages are looked at anew now and then, which says nothing.
    for await changes in subscription.changes where !changes.isEmpty { events.append(changes) }
    #expect(events == [.replaced])
  }

  @Test("whoever sees others' photos coarsely sees their own exactly, in the answers about it alone")
  func own() async throws {
    let fixture = try CareFixture(Self.photos, ["--public", "coarse", "--members", "coarse"])
    let bytes = SamplePhoto.at(37.6123, 127.0456, taken: "2024:11:25 10:00:00", padding: 90)
    let id = try #require(try await fixture.send(bytes, as: fixture.uploader)["id"] as? String)
    let uri = "/api/v1/photos/\(id)"
    #expect(try await fixture.get(uri, fixture.uploader)["latitude"] as? Double == 37.6123)
    #expect(try await fixture.ask(.get, uri, fixture.member).status == .notFound)
    #expect(try await fixture.ask(.get, "\(uri)/original", fixture.uploader).status == .ok)
    #expect(try await fixture.ask(.get, "\(uri)/original", fixture.member).status == .notFound)
    let mine = try await fixture.get("/api/v1/photos?mine=true", fixture.uploader)
    #expect((mine["photos"] as? [[String: Any]])?.first?["latitude"] as? Double == 37.6123)
    #expect(try await fixture.get("/api/v1/photos?mine=true", fixture.member)["total"] as? Int == 0)
    #expect(try await fixture.ask(.get, "/api/v1/photos?mine=true", nil).status == .unauthorized)
    let around = "/api/v1/photos?mine=true&near=37.6,127&radius=100"
    #expect(try await fixture.ask(.get, around, fixture.uploader).status == .badRequest)
    fixture.base.clock.advance(by: 86400)
    fixture.server.library.refresh()
    let all = try await fixture.ask(.get, "/api/v1/photos?near=37.6123,127.0456&radius=2km", fixture.uploader)
    #expect(all.text.contains(id))
    for word in ["37.6123", "127.0456"] { #expect(!all.text.contains(word)) }
    let other = try await fixture.get(uri, fixture.member)
    #expect(other["can"] as? [String] == ["tag", "hide", "report"])
    #expect(other["owner"] == nil)
    #expect(other["hidden"] == nil)
  }

  @Test("members below the exact level give and take names of animals only, and learn of no other tag")
  func tags() async throws {
    let photo = TestPhoto(name: "a.jpg", latitude: 37.5, longitude: 127, tags: ["cats/Nabi", "people/Anna"])
    let fixture = try CareFixture([photo], ["--public", "coarse", "--members", "coarse"])
    let uri = "/api/v1/photos/\(try await fixture.scannedID())"
    var texts: [String] = []
    for name in ["Anna", "Bert"] {
      let body = #"{"tags":{"remove":["people/\#(name)"]}}"#
      texts.append(try await fixture.ask(.patch, uri, fixture.member, json: body).text)
    }
    #expect(texts[0] == texts[1])
    #expect(try await fixture.get(uri, fixture.keeper)["tags"] as? [String] == ["cats/Nabi", "people/Anna"])
    let body = #"{"tags":{"add":["cats/Miso"]}}"#
    #expect(try await fixture.ask(.patch, uri, fixture.member, json: body).status == .ok)
    let tags: Set<String> = ["cats/Nabi", "cats/Miso", "people/Anna"]
    #expect(Set(try await fixture.get(uri, fixture.keeper)["tags"] as? [String] ?? []) == tags)
    // Nor does the record of one's own changes say what lay beside the photo, or whether anything was there to remove.
    let changes =
      try await fixture.get("/api/v1/changes", fixture.member)["changes"] as? [[String: Any]] ?? []
    #expect(!changes.isEmpty && changes.allSatisfy { $0["before"] == nil && $0["after"] == nil })
    #expect(try await fixture.ask(.get, "/api/v1/changes", fixture.keeper).text.contains("people/Anna"))
  }

  // MARK: Hidden photos

  @Test("a hidden photo leaves at once what is below the exact level, and the command line's exports")
  func hidden() async throws {
    let fixture = try CareFixture(Self.photos)
    let uri = "/api/v1/photos/\(try await fixture.scannedID())"
    let index = try IndexFile(path: fixture.folder("catalog.json"))
    func exported() throws -> Int {
      var selection = PhotoSelection()
      selection.blur = try Blur(cell: Distance("1km"))
      var count = 0
      try selection.forEachPhoto(of: index) { _ in count += 1 }
      return count
    }
    #expect(try exported() == 2)
    #expect(try await fixture.ask(.patch, uri, fixture.member, json: #"{"hidden":true}"#).status == .ok)
    #expect(try exported() == 1)
    #expect(try await fixture.get("/api/v1/photos", nil)["total"] as? Int == 1)
    #expect(try await fixture.get("/api/v1/photos", fixture.member)["total"] as? Int == 2)
    #expect(try await fixture.get(uri, fixture.member)["hidden"] as? Bool == true)
    #expect(try await fixture.get(uri, fixture.member)["can"] as? [String] == ["tag", "report"])
    let path = HiddenPhotos.file(beside: fixture.folder("catalog.json"))
    #expect(try FileReader(path: path).status.mode & 0o777 == 0o600)
    #expect(try await fixture.ask(.patch, uri, fixture.keeper, json: #"{"hidden":false}"#).status == .ok)
    #expect(try exported() == 2)
  }

  @Test("the list of hidden photos follows a photo that moves")
  func hiddenMoves() async throws {
    let fixture = try CareFixture(Self.photos)
    let uri = "/api/v1/photos/\(try await fixture.scannedID())"
    let name = try #require(try await fixture.get(uri, fixture.keeper)["name"] as? String)
    #expect(try await fixture.ask(.patch, uri, fixture.member, json: #"{"hidden":true}"#).status == .ok)
    try FileManager.default.moveItem(
      atPath: fixture.folder("photos/\(name)").lossyText,
      toPath: fixture.folder("photos/moved.jpg").lossyText
    )
    try fixture.base.rescan()
    fixture.server.upkeep.recover()
    let entries = try HiddenPhotos.read(beside: fixture.folder("catalog.json"))
    #expect(entries.map(\.path.lossyText) == ["photos/moved.jpg"])
    #expect(try await fixture.get("/api/v1/photos", nil)["total"] as? Int == 1)
  }
}
