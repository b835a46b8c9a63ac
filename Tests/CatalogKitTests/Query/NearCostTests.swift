import Testing

@testable import CatalogKit
@testable import TestSupport

/// How much of a large index a question reads. The limits are what was measured and half as much again.
@Suite("What near reads")
struct NearCostTests {
  /// A hundred thousand photos, half of them in eight cities.
  private static let shared = Result { () throws -> (TemporaryFolder, LargeIndex) in
    let folder = try TemporaryFolder()
    return (folder, try LargeIndex(photos: 100_000, at: folder("catalog.json")))
  }

  private struct Limits {
    let count: Int
    let calls: Int
    let bytes: Int
    let lines: Int
  }

  private static let limits = [
    Limits(count: 1, calls: 70, bytes: 140 << 10, lines: 30),
    Limits(count: 10, calls: 70, bytes: 160 << 10, lines: 60),
    Limits(count: 100, calls: 110, bytes: 400 << 10, lines: 350),
    Limits(count: 1000, calls: 300, bytes: 1900 << 10, lines: 3500),
  ]

  /// Around a pole photos of all longitudes lie in as many places of the file.
  private static let polarLimits = [
    Limits(count: 1, calls: 350, bytes: 1500 << 10, lines: 30),
    Limits(count: 10, calls: 350, bytes: 1500 << 10, lines: 110),
    Limits(count: 100, calls: 350, bytes: 1500 << 10, lines: 600),
    Limits(count: 1000, calls: 400, bytes: 2400 << 10, lines: 3600),
  ]

  private func ask(_ center: Coordinate, _ limits: [Limits] = limits) throws {
    let (folder, _) = try Self.shared.get()
    for limits in limits {
      let index = try IndexFile(path: folder("catalog.json"))
      let answer = try NearQuery(center: center, nearest: limits.count).run(on: index)
      #expect(answer.hits.count == limits.count && answer.fallback == nil)
      let counts = index.counts
      #expect(counts.calls <= limits.calls, "\(limits.count) around \(center)")
      #expect(counts.bytes <= limits.bytes, "\(limits.count) around \(center)")
      #expect(answer.lines <= limits.lines, "\(limits.count) around \(center)")
    }
  }

  @Test("the nearest photos take a few small reads, in a city and elsewhere")
  func places() throws {
    for place in try Self.shared.get().1.samplePlaces { try ask(Geohash(bits: place).middle) }
  }

  @Test(
    "the nearest photos take a few small reads on the date line and where the first cells meet",
    arguments: [(0, 180), (0, -180), (0, 0), (45, 90)]
  )
  func edges(_ latitude: Double, _ longitude: Double) throws {
    try ask(try Coordinate(latitude: latitude, longitude: longitude))
  }

  @Test("at a pole the cells of all longitudes are looked at", arguments: [90, -90])
  func poles(_ latitude: Double) throws {
    try ask(try Coordinate(latitude: latitude, longitude: 0), Self.polarLimits)
  }

  @Test("from the other side of the world a crowd of photos is searched, not read")
  func farCrowd() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 77)
    let photos = try (0..<8000).map { number in
      // Two hundred metres apart on the average, in one city.
      try SyntheticIndex.photo(
        "photos/\(number).jpg",
        37.5 + Double.random(in: 0..<0.2, using: &random),
        127 + Double.random(in: 0..<0.2, using: &random)
      )
    }
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    for (latitude, longitude) in [(-30, -60), (0, 10), (37.6, 125), (-37.6, -52.9)] {
      let center = try Coordinate(latitude: latitude, longitude: longitude)
      let index = try IndexFile(path: folder("catalog.json"))
      let answer = try NearQuery(center: center, nearest: 5).run(on: index)
      let distances = photos.compactMap { $0.position?.coordinate }
        .map { Geodesic(from: center, to: $0).distance }.sorted()
      #expect(answer.hits.map(\.distance) == Array(distances.prefix(5)))
      #expect(index.counts.calls <= 100)
      #expect(index.counts.bytes <= 500 << 10)
    }
  }

  @Test("to ask for all photos reads the file once")
  func all() throws {
    let folder = try TemporaryFolder()
    _ = try LargeIndex(photos: 5000, at: folder("catalog.json"))
    let index = try IndexFile(path: folder("catalog.json"))
    let query = NearQuery(center: try Coordinate(latitude: 1, longitude: 2), nearest: 1_000_000)
    let answer = try query.run(on: index)
    #expect(answer.hits.count == 5000)
    #expect(index.counts.bytes <= index.file.status.size + (64 << 10))
    #expect(index.counts.calls <= 30)
  }
}
