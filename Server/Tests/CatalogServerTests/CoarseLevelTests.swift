import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What the coarse level tells, attacked: two catalogues that differ only within cells and days have to answer every question alike.
///
/// If no question tells them apart, no number of questions tells where in its cell a photo was taken, or when in its day, or what else the index
/// knows of it.
@Suite("Nothing below the exact level says more than cell and day")
struct CoarseLevelTests {
  @Test("ten thousand circles that shrink around homes tell nothing")
  func circles() async throws {
    let worlds = try CoarseWorlds()
    var random = SeededGenerator(seed: 3)
    var uris: [String] = []
    for number in 0..<10_000 {
      let home = worlds.places[number % worlds.places.count]
      let radius = pow(10, Double.random(in: -1...4.5, using: &random))
      let latitude = home.latitude + Double.random(in: -0.01...0.01, using: &random)
      let longitude = home.longitude + Double.random(in: -0.01...0.01, using: &random)
      let metres = FixedPoint.text(radius, decimals: 3)
      uris.append("/api/v1/photos?near=\(latitude),\(longitude)&radius=\(metres)&limit=3")
    }
    #expect(try await worlds.compare(uris, as: .visitor) == 0)
    // The same questions do tell the worlds apart for who may know.
    #expect(try await worlds.compare(Array(uris.prefix(200)), as: .keeper) > 50)
  }

  @Test("boxes cut in halves, sort orders, days and nearest photos tell nothing")
  func boxes() async throws {
    let worlds = try CoarseWorlds()
    var uris: [String] = []
    for home in worlds.places {
      var (south, north, west, east) = (37.0, 38.0, 126.0, 128.0)
      for step in 0..<24 {
        if step % 2 == 0 {
          let middle = (south + north) / 2
          if home.latitude < middle { north = middle } else { south = middle }
        } else {
          let middle = (west + east) / 2
          if home.longitude < middle { east = middle } else { west = middle }
        }
        let box = "\(south),\(west),\(north),\(east)"
        uris.append("/api/v1/photos?box=\(box)&sort=\(["taken", "-taken", "id"][step % 3])")
        uris.append("/api/v1/map?box=\(box)&zoom=\(step % 23)")
        uris.append("/api/v1/map?box=\(box)&zoom=\(step % 23)&tag=Nabi&since=2024-11-03")
        uris.append("/api/v1/map?box=\(box)&zoom=\(step % 23)&by=\(["tag", "year"][step % 2])&day=11-03")
      }
      uris.append("/api/v1/photos?near=\(home.latitude),\(home.longitude)&limit=1")
      uris.append("/api/v1/photos?near=\(home.latitude),\(home.longitude)&sort=taken&radius=700")
    }
    for day in 1...12 {
      for name in ["since", "until"] {
        for text in [String(format: "2024-11-%02d", day), "2024-11", "2024", "2024-11-03T12:00"] {
          for sort in ["taken", "-taken", "id"] {
            uris.append("/api/v1/photos?\(name)=\(text)&sort=\(sort)&limit=\(day)")
          }
        }
      }
    }
    for zoom in 0...22 { uris.append("/api/v1/map?box=-90,-180,90,180&zoom=\(zoom)") }
    #expect(try await worlds.compare(uris, as: .visitor) == 0)
    #expect(try await worlds.compare(Array(uris.prefix(500)), as: .keeper) > 100)
  }

  @Test("every route, with right and wrong values, tells nothing to visitors and guests")
  func routes() async throws {
    let worlds = try CoarseWorlds()
    let ids = try await worlds.first.photos("/api/v1/photos", as: .visitor).compactMap { $0["id"] as? String }
    #expect(ids.count == 40)
    var uris: [String] = []
    for route in worlds.first.server.dispatcher.routes.routes
    where route.method == .get && route.path != "/api/v1/events" {
      for value in ids + [
        "nothing", "cats", "cats%2FNabi", "Nabi", "people%2FAnna", "Anna", "people", "%EB%82%98%EB%B9%84",
      ] {
        uris.append(
          route.path.replacing("{id}", with: value).replacing("{name}", with: value).replacing(
            "{path}",
            with: value
          )
        )
      }
      for name in route.parameters {
        for value in [
          "", "x", "nan", "1e999", "Anna", "Nabi", "cats", "secret-name-1", "Apple", "2024-11-03", "37.5,127",
          "tag", "year", "11-03", "0-23", "3",
        ] {
          uris.append("\(route.path)?\(name)=\(value)")
        }
      }
    }
    #expect(try await worlds.compare(uris, as: .visitor) == 0)
    #expect(try await worlds.compare(uris, as: .guest) == 0)
  }

  @Test("pages of answers hold no exact place, time, name or private word")
  func words() async throws {
    let worlds = try CoarseWorlds()
    var texts: [String] = []
    var next: String? = "/api/v1/photos?limit=7"
    while let uri = next {
      let response = try await worlds.first.ask(uri, as: .visitor)
      texts.append(response.text)
      next = try (response.member("next") as? String).map { "/api/v1/photos?limit=7&cursor=\($0)" }
    }
    #expect(texts.count == 6)
    for uri in [
      "/api/v1/tags", "/api/v1/tags/Nabi", "/api/v1/tags/Miso", "/api/v1/map?box=30,120,40,130&zoom=14",
      "/api/v1/map?box=30,120,40,130&zoom=9&by=tag",
    ] {
      texts.append(try await worlds.first.ask(uri, as: .visitor).text)
    }
    let all = texts.joined()
    #expect(all.contains("cats/Nabi"))
    for word in ["Anna", "secret", "jpg", "hours", "size", "make"] {
      let isThere = all.contains(word)
      #expect(!isThere, "\(word)")
    }
    let centers = try Set(worlds.places.map { try Blur(cell: Distance("1km")).cell(of: $0).center })
    for photo in try await worlds.first.photos("/api/v1/photos?limit=1000", as: .visitor) {
      let place = try Coordinate(
        latitude: try #require(photo["latitude"] as? Double),
        longitude: try #require(photo["longitude"] as? Double)
      )
      #expect(centers.contains(place))
      #expect((photo["taken"] as? String)?.utf8.count == 10)
      #expect(Set(photo.keys).isSubset(of: ["id", "latitude", "longitude", "uncertainty", "taken", "tags"]))
    }
  }

  @Test("the log names routes, and no place, path or person")
  func log() async throws {
    let world = try CoarseWorlds().first
    _ = try await world.ask("/api/v1/photos?near=37.51234,127.01234&tag=Anna", as: .keeper)
    _ = try await world.ask("/api/v1/tags/Anna", as: .keeper)
    let lines = world.logs.linesWithoutTimes.joined(separator: "\n") + world.server.metrics.text
    #expect(lines.contains("/api/v1/photos"))
    for word in ["37.5", "127.0", "Anna", "secret"] { #expect(!lines.contains(word), "\(word)") }
  }
}
