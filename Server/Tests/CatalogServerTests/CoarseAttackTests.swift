import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What tells more than an answer's words: the work that it takes, which of many are shown, pages, parts of files, orders of events, and what is made anew.
@Suite("Nothing below the exact level tells by how it is answered")
struct CoarseAttackTests {
  @Test("questions take the same steps wherever in its cell and whenever in its day a photo was taken")
  func work() throws {
    let worlds = try CoarseWorlds()
    func table(_ world: ServerFixture, _ level: Level) throws -> LevelTable {
      let catalogue = try #require(world.server.library.catalogue)
      return try #require(catalogue.view(for: Viewer(visitor: level))).table
    }
    let (one, other) = (try table(worlds.first, .coarse), try table(worlds.second, .coarse))
    // All code that answers below the exact level sees such a table and nothing else: equal tables, equal steps. A row's file is looked at by
    // pictures alone, and there only whether it is the same.
    func steps(_ table: LevelTable) -> [String] {
      table.rows.indices.map { row in
        let known = table.rows[row]
        return
          "\(known.photoID.text) \(known.start) \(known.length) \(known.rating) \(known.number) \(String(describing: table.line(row)))"
          + " \(table.coordinate(row).map { "\($0.latitude),\($0.longitude)" } ?? "-") \(table.tags.tags(of: row))"
      } + ["\(table.tags.names)", "\(table.byTime.newestFirst)", "\(table.cameras)"]
        + table.tags.rows.map { "\($0)" }
    }
    #expect(steps(one) == steps(other))
    #expect(steps(try table(worlds.first, .exact)) != steps(try table(worlds.second, .exact)))
    // Nor is there a way from it to lines or files.
    let catalogue = try #require(worlds.first.server.library.catalogue)
    let view = try #require(catalogue.view(for: Viewer(visitor: .coarse)))
    #expect(view.source == nil)
    #expect(view.table.rows.indices.allSatisfy { view.photo($0) == nil && view.file($0) == nil })
  }

  @Test("which marks are shown of thirty thousand tells nothing, at any zoom and with any filter")
  func marks() throws {
    var random = SeededGenerator(seed: 29)
    let blur = try Blur(cell: Distance("1km"))
    let day = 86400
    var drafts: (first: [LevelTable.Draft], second: [LevelTable.Draft]) = ([], [])
    for number in 0..<30_000 {
      let place = try Coordinate(
        latitude: Double.random(in: -75...75, using: &random),
        longitude: Double.random(in: -179...179, using: &random)
      )
      let today = (19_000 + number % 300) * day
      func draft(_ place: Coordinate, _ second: Int, _ size: UInt32) -> LevelTable.Draft {
        LevelTable.Draft(
          row: LevelTable.Row(
            number: PhotoNumber(number + 1),
            id: UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15,
            start: today + second,
            file: 5,
            length: 1
          ),
          line: LevelTable.Line(offset: number * 500, count: size, camera: 0),
          place: PlaceTable.Place(place),
          tags: number % 3 == 0 ? [0] : []
        )
      }
      let other = try CoarseWorlds.neighbour(of: place, blur, &random)
      drafts.first.append(draft(place, Int.random(in: 0..<day, using: &random), 300))
      drafts.second.append(draft(other, Int.random(in: 0..<day, using: &random), 200))
    }
    func coarse(_ drafts: [LevelTable.Draft]) throws -> LevelTable {
      let exact = LevelTable(.exact, drafts, tagNames: ["cats/Nabi"], cameras: [])
      let now = Timestamp(seconds: 1_700_000_000, nanoseconds: 0)
      return try SharedPhotos(exact, blur, hidden: [], batchSecond: 0, now: now)
        .table(now: exact, without: [], blur)
    }
    let (one, other) = (try coarse(drafts.first), try coarse(drafts.second))
    #expect(one.saysTheSame(as: other))
    let world = try GeoBox("-90,-180,90,180")
    var shown: Set<Int> = []
    for filter in ["", "tag=cats/Nabi", "since=2022-03&until=2022-05-04"] {
      for zoom in 0...22 {
        func marks(_ table: LevelTable) throws -> [String] {
          let wanted = try RowFilter(QueryItems(filter), of: table)
          let found = MapMarks(world, zoom: zoom, of: table, where: wanted)
          return found.marks.map { "\($0.center) \($0.photos) \(table.rows[$0.row].photoID.text)" }
            + ["\(found.total)"]
        }
        let mine = try marks(one)
        #expect(mine == (try marks(other)), "\(zoom) \(filter)")
        shown.insert(mine.count)
      }
    }
    // There was something to choose.
    #expect(shown.contains { (500...2001).contains($0) })
  }

  @Test("times that are halved until a second is left tell the day and nothing more")
  func halves() async throws {
    let worlds = try CoarseWorlds()
    let day = "2024-11-03"
    var questions: [CoarseWorlds.Question] = []
    for name in ["since", "until"] {
      for target in stride(from: 0, to: 86_400, by: 21_600) {
        var (low, high) = (0, 86_400)
        while high - low > 1 {
          let middle = (low + high) / 2
          let clock = String(format: "%02d:%02d:%02d", middle / 3600, middle / 60 % 60, middle % 60)
          for text in ["\(day)T\(clock)", "\(day)%20\(clock)", "\(day)T\(clock.prefix(5))", day] {
            questions.append(.init("/api/v1/photos?\(name)=\(text)&limit=1"))
            questions.append(.init("/api/v1/map?box=30,120,40,130&zoom=12&\(name)=\(text)"))
          }
          if target < middle { high = middle } else { low = middle }
        }
      }
    }
    #expect(questions.count > 1000)
    #expect(try await worlds.distinguished(by: questions, as: .visitor).isEmpty)
    #expect(try await worlds.distinguished(by: Array(questions.prefix(300)), as: .keeper).count > 20)
  }

  @Test("walking through pages, and cursors of others or with a bit turned, tell nothing")
  func pages() async throws {
    let worlds = try CoarseWorlds()
    for query in [
      "sort=taken", "sort=-taken", "sort=id", "near=37.51,127.01", "tag=Nabi", "box=37,126,38,128",
    ] {
      func walk(_ world: ServerFixture) async throws -> [String] {
        var (pages, cursor): ([String], String?) = ([], "")
        while let text = cursor {
          let uri = "/api/v1/photos?\(query)&limit=3" + (text.isEmpty ? "" : "&cursor=\(text)")
          let response = try await world.ask(uri, as: .visitor)
          cursor = try response.member("next") as? String
          pages.append(response.text.replacing(cursor ?? "null", with: "\(cursor?.utf8.count ?? 0)"))
        }
        return pages
      }
      let mine = try await walk(worlds.first)
      #expect(mine == (try await walk(worlds.second)), "\(query)")
      #expect(mine.count > 5)
    }
    let question = "/api/v1/photos?sort=taken&limit=3"
    var texts: Set<String> = []
    for world in [worlds.first, worlds.second] {
      let exact = try #require(try await world.ask(question, as: .keeper).member("next") as? String)
      let own = try #require(try await world.ask(question, as: .visitor).member("next") as? String)
      for place in [0, 5, own.utf8.count / 2, own.utf8.count - 1] {
        var turned = Array(own.utf8)
        turned[place] = turned[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        for cursor in [exact, String(decoding: turned, as: UTF8.self)] {
          let response = try await world.ask("\(question)&cursor=\(cursor)", as: .visitor)
          #expect(response.status == .badRequest)
          texts.insert(response.text)
        }
      }
    }
    #expect(texts.count == 1)
  }

  @Test("parts of originals, names of files, marks of versions and other methods tell nothing")
  func files() async throws {
    let worlds = try CoarseWorlds()
    let ids = try await worlds.ids()
    #expect(ids.count == 40)
    var questions: [CoarseWorlds.Question] = []
    for id in ids.prefix(8) {
      for range in [
        "bytes=0-0", "bytes=0-", "bytes=-1", "bytes=300-400", "bytes=100000-", "bytes=0-1,5-6", "x",
      ] {
        for name in ["original", "thumbnail", "preview"] {
          questions.append(.init("/api/v1/photos/\(id)/\(name)", .get, [.range: range]))
        }
        questions.append(.init("/photos/\(id)/secret-name-1.jpg", .get, [.range: range]))
      }
      for name in (0..<8).map({ "secret-name-\($0).jpg" }) + ["x", "%EB%82%98%EB%B9%84.jpg"] {
        questions.append(.init("/photos/\(id)/\(name)"))
        questions.append(.init("/photos/\(id)/\(name)", .head))
      }
      for name in ["original", "thumbnail", "preview"] {
        questions.append(.init("/api/v1/photos/\(id)/\(name)", .get, [.ifNoneMatch: "*"]))
        questions.append(.init("/api/v1/photos/\(id)/\(name)", .head))
      }
      questions.append(.init("/api/v1/photos/\(id)", .delete))
      questions.append(.init("/api/v1/photos/\(id)", .patch, body: #"{"tags":{"remove":["people/Anna"]}}"#))
      questions.append(.init("/api/v1/photos/\(id)/report", .post, body: #"{"reason":"other"}"#))
    }
    for uri in ["/", "/api/v1/photos", "/api/v1/tags", "/api/v1/map?box=30,120,40,130&zoom=9"] {
      questions.append(.init(uri, .get, [.ifNoneMatch: "*"]))
      questions.append(.init(uri, .head))
    }
    #expect(try await worlds.distinguished(by: questions, as: .visitor) == [])
    #expect(try await worlds.distinguished(by: questions, as: .guest) == [])
    #expect(try await worlds.distinguished(by: questions, as: .keeper).count > 100)
  }

  @Test("names that are offered nearby, and how they begin, tell nothing")
  func names() async throws {
    let worlds = try CoarseWorlds()
    let ids = try await worlds.ids()
    var uris: [String] = []
    for place in worlds.places {
      for step in 0..<4 {
        let (latitude, longitude) = (
          place.latitude + Double(step) / 2000, place.longitude - Double(step) / 2500
        )
        uris.append("/api/v1/names?near=\(latitude),\(longitude)")
      }
    }
    for id in ids { uris.append("/api/v1/names?photo=\(id)") }
    for prefix in ["A", "An", "Anna", "B", "people", "N", "Mi", "cats", "%E3%84%B4"] {
      uris.append("/api/v1/names?prefix=\(prefix)")
    }
    #expect(try await worlds.compare(uris, as: .visitor) == 0)
    #expect(try await worlds.compare(uris, as: .guest) == 0)
    #expect(try await worlds.compare(uris, as: .keeper) > 20)
  }

  @Test("log and counts say the same of both worlds, and name no place, time, photo or word")
  func traces() async throws {
    let worlds = try CoarseWorlds()
    let id = try #require(try await worlds.ids().first)
    let place = worlds.places[0]
    let uris = [
      "/api/v1/photos?near=\(place.latitude),\(place.longitude)&radius=50", "/api/v1/photos/\(id)",
      "/api/v1/photos/\(id)/original", "/photos/\(id)/secret-name-0.jpg", "/api/v1/tags/Anna",
      "/api/v1/photos?tag=people/Anna", "/api/v1/photos?camera=Apple",
      "/api/v1/photos?since=2024-11-03T10:00",
      "/api/v1/names?near=\(place.latitude),\(place.longitude)", "/Anna",
      "/api/v1/photos?near=\(place.latitude)",
      "/api/v1/map?box=\(place.latitude),127,38,128&zoom=3",
    ]
    for asker in [ServerFixture.Asker.visitor, .guest] {
      #expect(try await worlds.compare(uris, as: asker) == 0)
    }
    func traces(_ world: ServerFixture) -> [String] {
      (world.logs.lines.filter { $0.contains("route=") }
        + world.server.metrics.text.split(separator: "\n").map(String.init).filter { !$0.contains("seconds") })
        .map { line in
          // Which request it was, how long it took, and when.
          line.replacing(#/(ms|request)=\S+/#, with: "").replacing(#/^\S+ /#, with: "")
        }
    }
    let (one, other) = (traces(worlds.first), traces(worlds.second))
    #expect(one.count > 20 && one == other)
    let log = worlds.first.logs.linesWithoutTimes
    #expect(log.count > 20)
    let all = (log + [worlds.first.server.metrics.text]).joined(separator: "\n")
    for word in ["Anna", "secret-name", id, "Apple", "2024-11-03", "37.5", "127.0"] {
      #expect(!all.contains(word), "\(word)")
    }
  }

  @Test("what changes within cells and days makes nothing anew below the exact level, and sends nothing")
  func quiet() async throws {
    let photo = TestPhoto(
      name: "nabi.jpg",
      latitude: 37.5665,
      longitude: 126.978,
      taken: "2024:11:23 10:00:00",
      tags: ["cats/Nabi", "people/Anna"]
    )
    let fixture = try ServerFixture([photo], ["--public", "coarse"])
    let subscription = fixture.server.events.subscribe(at: .coarse)
    func table() throws -> LevelTable {
      let catalogue = try #require(fixture.server.library.catalogue)
      return try #require(catalogue.view(for: Viewer(visitor: .coarse))).table
    }
    let before = (try table().byTime, try #require(fixture.server.library.current))
    let page = try await fixture.ask("/").headers[.eTag]
    for (place, taken, tags) in [
      (37.5669, "2024:11:23 10:00:00", ["cats/Nabi", "people/Anna"]),
      (37.5669, "2024:11:23 23:59:59", ["cats/Nabi", "people/Anna"]),
      (37.5669, "2024:11:23 23:59:59", ["cats/Nabi", "people/Bert"]),
    ] {
      let changed = TestPhoto(
        name: "nabi.jpg",
        latitude: place,
        longitude: 126.9781,
        taken: taken,
        tags: tags,
        padding: 16
      )
      try ServerFixture.write(changed, in: fixture.folder)
      try ServerFixture.write(
        TestPhoto(
          name: "new \(tags[1].suffix(4)).jpg",
          latitude: 1,
          longitude: 2,
          padding: Int(place) + tags.count
        ),
        in: fixture.folder
      )
      try fixture.rescan()
      let now = try #require(fixture.server.library.current)
      #expect(now.generation > before.1.generation)
      #expect(now.coarseGeneration == before.1.coarseGeneration)
      #expect(try table().byTime === before.0)
      #expect(try await fixture.ask("/").headers[.eTag] == page)
    }
    fixture.clock.advance(by: 86400)
    fixture.server.library.refresh()
    #expect(try #require(fixture.server.library.current).coarseGeneration > before.1.coarseGeneration)
    #expect(try await fixture.ask("/").headers[.eTag] != page)
    fixture.server.events.end(subscription)
    var events: [PhotoChanges] = []
    for await changes in subscription.changes where !changes.isEmpty { events.append(changes) }
    #expect(events == [.replaced])
  }
}
