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

  @Test("tags and places that are taken back leave at once, also over a restart with other settings")
  func withdrawn() async throws {
    let photo = TestPhoto(
      name: "nabi.jpg",
      latitude: 37.5665,
      longitude: 126.978,
      tags: ["cats/Nabi", "people/Anna"]
    )
    let fixture = try ServerFixture([photo], ["--public", "coarse", "--public-tags", "people"])
    func tags(_ server: ServerApplication) throws -> [String] {
      let view = try #require(server.library.catalogue?.view(for: Viewer(visitor: .coarse)))
      return view.table.tags.names
    }
    #expect(try tags(fixture.server) == ["people/Anna"])
    let lines = try SettingsLine(["--public", "coarse"], in: fixture.folder.path)
    let next = try ServerApplication(
      ServerSettings(lines.values, in: fixture.folder.path),
      clock: fixture.clock.clock,
      logger: Logger(label: "test")
    )
    next.library.refresh()
    #expect(try tags(next).isEmpty)
    // A sidecar without the tag, and one that says that the place is wrong.
    try fixture.folder.write(
      Array(XMPSample.packet(children: XMPSample.list("dc:subject", ["x"])).utf8),
      to: "photos/nabi.jpg.xmp"
    )
    try fixture.rescan()
    #expect(try tags(fixture.server).isEmpty)
    #expect(try await fixture.photos("/api/v1/photos", as: .visitor).allSatisfy { $0["latitude"] != nil })
    try fixture.folder.write(SamplePhoto.unlocated(padding: 16), to: "photos/nabi.jpg")
    try fixture.rescan()
    #expect(try await fixture.photos("/api/v1/photos", as: .visitor).allSatisfy { $0["latitude"] == nil })
  }

  @Test("another file at a photo's place is given no picture below the exact level before the batch")
  func overwritten() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    func row() throws -> LevelTable.Row {
      let view = try #require(fixture.server.library.catalogue?.view(for: Viewer(visitor: .coarse)))
      return try #require(view.table.rows.first { $0.number == 1 })
    }
    let before = try row()
    try ServerFixture.write(
      TestPhoto(name: "miso.jpg", latitude: 37.5671, longitude: 126.9785, padding: 500),
      in: fixture.folder
    )
    try ServerFixture.write(
      TestPhoto(name: "nabi.jpg", latitude: 37.5665, longitude: 126.978, padding: 600),
      in: fixture.folder
    )
    try fixture.rescan()
    let exact = try #require(
      fixture.server.library.catalogue?.view(
        for: Viewer(Session(role: .keeper, made: 0), token: "t", members: .exact)
      )
    )
    #expect(try row().file == before.file)
    #expect(exact.table.rows.first { $0.number == 1 }?.file != before.file)
    let id = try #require(
      try await fixture.photos("/api/v1/photos?sort=id", as: .visitor).first?["id"] as? String
    )
    #expect(try await fixture.ask("/api/v1/photos/\(id)/thumbnail", as: .visitor).status == .notFound)
    fixture.clock.advance(by: 86400)
    fixture.server.library.refresh()
    #expect(try row().file != before.file)
  }

  @Test("another photo at the path of one that was gone is another one, and waits for the batch")
  func pathUsedAgain() async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let before = Set(
      try await fixture.photos("/api/v1/photos", as: .visitor).compactMap { $0["id"] as? String }
    )
    try fixture.folder.remove("photos/miso.jpg")
    try fixture.rescan()
    try ServerFixture.write(
      TestPhoto(name: "miso.jpg", latitude: 37.6, longitude: 127.1, padding: 300),
      in: fixture.folder
    )
    try fixture.rescan()
    #expect(try await fixture.photos("/api/v1/photos", as: .visitor).count == 1)
    #expect(try await fixture.photos("/api/v1/photos", as: .keeper).count == 2)
    fixture.clock.advance(by: 86400)
    fixture.server.library.refresh()
    let after = Set(
      try await fixture.photos("/api/v1/photos", as: .visitor).compactMap { $0["id"] as? String }
    )
    #expect(after.count == 2 && after.intersection(before).count == 1)
  }

  @Test(
    "a batch that says the same is no event, whatever order exact places have, and tags of hidden photos have no part in it"
  )
  func sameBatch() throws {
    func shared(_ places: [(Double, [String])], hidden: Set<PhotoNumber> = []) throws -> SharedPhotos {
      let drafts = try places.enumerated().map { number, place in
        LevelTable.Draft(
          row: LevelTable.Row(
            number: PhotoNumber(number + 1),
            id: UInt64(number),
            start: 0,
            file: 7,
            length: 1
          ),
          place: PlaceTable.Place(try Coordinate(latitude: place.0, longitude: 127)),
          tags: place.1.map { UInt32(["cats/Nabi", "cats/Dubu", "cats/Miso"].firstIndex(of: $0) ?? 0) }
        )
      }
      let names =
        places[0].0 < places[1].0
        ? ["cats/Nabi", "cats/Dubu", "cats/Miso"] : ["cats/Dubu", "cats/Nabi", "cats/Miso"]
      let swapped = names[0] == "cats/Dubu"
      let mapped = drafts.map { draft in
        var draft = draft
        if swapped { draft.tags = draft.tags.map { $0 < 2 ? 1 - $0 : $0 } }
        return draft
      }
      let table = LevelTable(.exact, mapped, tagNames: names, cameras: [])
      return SharedPhotos(
        table,
        try Blur(cell: Distance("1km")),
        hidden: hidden,
        batchSecond: 0,
        now: Timestamp(seconds: 0, nanoseconds: 0)
      )
    }
    let first = try shared([(37.5661, ["cats/Nabi"]), (37.5662, ["cats/Dubu"])])
    let second = try shared([(37.5662, ["cats/Nabi"]), (37.5661, ["cats/Dubu"])])
    #expect(try first.digest() == second.digest())
    #expect(first.tagNames == ["cats/Dubu", "cats/Nabi"])
    let hidden = try shared(
      [(37.5661, ["cats/Nabi"]), (37.5662, ["cats/Dubu"]), (37.5663, ["cats/Miso"])],
      hidden: [3]
    )
    #expect(try hidden.digest() == first.digest())
  }

  @Test("who has signed out is sent nothing more of what changes")
  func signedOut() throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse"])
    let doorkeeper = Doorkeeper(
      sessions: fixture.server.sessions,
      visitors: VisitorPolicy(publicLevel: .coarse, members: .exact)
    )
    let token = try fixture.server.sessions.begin(.keeper)
    let viewer = Viewer(Session(role: .keeper, made: 0), token: token, members: .exact)
    #expect(doorkeeper.stillHolds(viewer) && doorkeeper.stillHolds(Viewer(visitor: .coarse)))
    try fixture.server.sessions.end(token)
    #expect(!doorkeeper.stillHolds(viewer))
  }

  @Test("a key with which no session could be begun is good again")
  func keyGivenBack() {
    let key = KeeperKey()
    #expect(key.use(key.text) && !key.use(key.text))
    key.giveBack()
    #expect(!key.use("another") && key.use(key.text))
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
