import Testing

@testable import CatalogKit
@testable import TestSupport

/// The nearest photos of a large index against a look at every photo.
@Suite("The nearest photos and brute force")
struct NearestQueryTests {
  private func check(_ query: NearQuery, _ world: SampleWorld, _ expected: [SampleWorld.Found]) throws {
    let answer = try query.run(on: IndexFile(path: world.index))
    let found = answer.hits.map { SampleWorld.Found(distance: $0.distance, path: $0.photo.path) }
    #expect(found == expected, "\(query)")
    #expect(answer.total == expected.count, "\(query)")
    #expect(answer.fallback == nil, "\(query)")
  }

  @Test(
    "around any place, the nearest 1, 2, 10 and 200 are the first of all photos by distance",
    arguments: 0..<6
  )
  func anywhere(_ part: Int) throws {
    let world = try SampleWorld.shared.get()
    var random = SeededGenerator(seed: UInt64(700 + part))
    for number in 0..<5 {
      let center = try world.circle(number, using: &random).center
      let all = world.look(NearQuery(center: center, nearest: .max)).hits
      for count in [1, 2, 10, 200] {
        try check(NearQuery(center: center, nearest: count), world, Array(all.prefix(count)))
      }
      // As many as lie within, one fewer, and far more than there are.
      let radius = try #require(Distance(metres: all[9].distance))
      let within = all.prefix { $0.distance <= radius.metres }
      for count in [1, within.count - 1, within.count, 5000] {
        let query = NearQuery(center: center, nearest: count, within: radius)
        try check(query, world, Array(within.prefix(count)))
      }
    }
  }

  @Test(
    "poles, date line, the edges of cells, antipodes of homes and the middle of nowhere are places like others",
    arguments: [
      (90, 0), (-90, 77), (0, 180), (0, -180), (-16.5, 180), (0, 0), (45, -90), (-37.5665, -53.022),
      (33.8586, -28.786), (-48.9, -123.4), (71.98, -179.999),
    ]
  )
  func special(_ latitude: Double, _ longitude: Double) throws {
    let world = try SampleWorld.shared.get()
    let center = try Coordinate(latitude: latitude, longitude: longitude)
    let all = world.look(NearQuery(center: center, nearest: .max)).hits
    for count in [1, 2, 10, 300] {
      try check(NearQuery(center: center, nearest: count), world, Array(all.prefix(count)))
    }
  }

  @Test("of thousands of photos at one spot the first by name are the nearest", arguments: [1, 2, 50, 1400])
  func oneSpot(_ count: Int) throws {
    let world = try SampleWorld.shared.get()
    for center in [SampleWorld.spot, try Coordinate(latitude: 37.57, longitude: 126.97)] {
      let query = NearQuery(center: center, nearest: count)
      try check(query, world, world.look(query).hits)
    }
  }

  @Test("names in the way of JSON and names that are not UTF-8 are compared as bytes")
  func names() throws {
    let folder = try TemporaryFolder()
    let names: [[UInt8]] = ["a\"b", "a#b", "a\\b", "a\u{1}b", "aZb", "a\u{E9}", "a\u{65}\u{301}"].map {
      Array($0.utf8)
    }
    let bytes = names + [[0x61, 0xFF], [0x61, 0x80, 0x62], [0x61, 0xC3]]
    var photos = try bytes.map { name in
      var photo = try SyntheticIndex.photo("", 10, 20)
      photo.path = FilePathBytes(name)
      return photo
    }
    // Enough others to be searched.
    photos += try (0..<2500).map { try SyntheticIndex.photo("photos/\($0).jpg", -50, Double($0) / 100) }
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    let expected = bytes.map { FilePathBytes($0) }.sorted()
    for count in 1...expected.count {
      let query = NearQuery(center: try Coordinate(latitude: 10, longitude: 20), nearest: count)
      let answer = try query.run(on: IndexFile(path: folder("catalog.json")))
      #expect(answer.hits.map(\.photo.path) == Array(expected.prefix(count)))
      #expect(answer.fallback == nil)
    }
  }

  @Test("more than there are is all that have a position")
  func all() throws {
    let world = try SampleWorld.shared.get()
    let center = try Coordinate(latitude: 12, longitude: 34)
    let all = world.look(NearQuery(center: center, nearest: .max)).hits
    for count in [world.places.count - 1, world.places.count, 1_000_000, .max] {
      try check(NearQuery(center: center, nearest: count), world, Array(all.prefix(count)))
    }
    try check(NearQuery(center: center, nearest: 0), world, [])
  }

  @Test("an index that was changed, or has no located photo, gives the same answer or none")
  func foreign() throws {
    let folder = try TemporaryFolder()
    let index = folder("catalog.json")
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    let query = NearQuery(center: try Coordinate(latitude: 0, longitude: 100), nearest: 2)
    let sorted = try query.run(on: IndexFile(path: index))
    #expect(sorted.hits.map(\.photo.path.lossyText) == ["photos/miso.jpg", "photos/nabi.jpg"])
    try folder.write(try folder.read("catalog.json") + [0x20], to: "catalog.json")
    let foreign = try query.run(on: IndexFile(path: index))
    #expect(foreign.hits.map(\.photo) == sorted.hits.map(\.photo))
    #expect(foreign.hits.map(\.distance) == sorted.hits.map(\.distance))
    #expect(foreign.total == 2 && foreign.fallback == .layout)
    try SyntheticIndex.write(
      [try SyntheticIndex.photo("a.jpg"), try SyntheticIndex.photo("b.jpg")],
      to: index
    )
    #expect(try query.run(on: IndexFile(path: index)).hits.isEmpty)
    try SyntheticIndex.write([], to: index)
    #expect(try query.run(on: IndexFile(path: index)).hits.isEmpty)
  }
}
