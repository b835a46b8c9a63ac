import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("NearQuery with a filter")
struct FilteredNearTests {
  /// Every photo of the sample world whose folder is like that: about one in ten, in no order of places.
  private func filter() throws -> PhotoFilter {
    var filter = PhotoFilter()
    filter.paths = [try PathFilter(FilePathBytes("photos/?/*"))]
    return filter
  }

  private func isWanted(_ path: FilePathBytes) -> Bool {
    path.bytes.split(separator: UInt8(ascii: "/"))[1].count == 1
  }

  @Test("circles give and count the photos that a look at every photo finds", arguments: 0..<4)
  func circles(_ part: Int) throws {
    let world = try SampleWorld.shared.get()
    var random = SeededGenerator(seed: UInt64(900 + part))
    for number in 0..<25 {
      var query = try world.circle(number, using: &random)
      guard case .within(let radius, let limit) = query.scope else { continue }
      query.scope = .within(radius, limit: nil)
      let all = world.look(query).hits.filter { isWanted($0.path) }
      query.scope = .within(radius, limit: limit)
      query.filter = try filter()
      let answer = try query.run(on: IndexFile(path: world.index))
      #expect(answer.hits.map(\.photo.path) == all.prefix(limit ?? .max).map(\.path), "\(query)")
      #expect(answer.total == all.count, "\(query)")
      #expect(answer.fallback == nil)
    }
  }

  @Test("as many as are wanted are found, however many others are nearer", arguments: [1, 7, 100])
  func nearest(_ count: Int) throws {
    let world = try SampleWorld.shared.get()
    for (latitude, longitude) in [(37.5665, 126.978), (-16.5, 180), (90, 0), (-48.9, -123.4)] {
      let center = try Coordinate(latitude: latitude, longitude: longitude)
      let everything = NearQuery(center: center, radius: try Distance("20100km"), limit: nil)
      let expected = world.look(everything).hits.filter { isWanted($0.path) }.prefix(count)
      var query = NearQuery(center: center, nearest: count)
      query.filter = try filter()
      let answer = try query.run(on: IndexFile(path: world.index))
      #expect(answer.hits.map(\.photo.path) == expected.map(\.path))
      #expect(answer.fallback == nil)
    }
  }

  @Test("an index that has to be read as a whole gives the same")
  func foreign() throws {
    let folder = try TemporaryFolder()
    let photos = try (0..<20).map { try SyntheticIndex.photo("\($0)/a.jpg", 10, 20 + Double($0) * 1e-6) }
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    try folder.write(try folder.read("catalog.json") + [0x20], to: "other.json")
    for name in ["catalog.json", "other.json"] {
      var query = NearQuery(center: try Coordinate(latitude: 10, longitude: 20), nearest: 3)
      query.filter.paths = [try PathFilter(FilePathBytes("1?/*"))]
      let answer = try query.run(on: IndexFile(path: folder(name)))
      #expect(answer.hits.map(\.photo.path.lossyText) == ["10/a.jpg", "11/a.jpg", "12/a.jpg"])
      #expect((answer.fallback == nil) == (name == "catalog.json"))
    }
  }

  @Test("a line that a filter cannot read is an error, not a photo less")
  func damaged() throws {
    let folder = try TemporaryFolder()
    try SyntheticIndex.write([try SyntheticIndex.photo("a.jpg", 10, 20)], to: folder("catalog.json"))
    let text = String(decoding: try folder.read("catalog.json"), as: UTF8.self)
    try folder.write(Array(text.replacing("\"size\":1234", with: "\"size\":\"a\"").utf8), to: "catalog.json")
    var query = NearQuery(center: try Coordinate(latitude: 10, longitude: 20), nearest: 3)
    query.filter = try filter()
    #expect(throws: IndexError.self) { try query.run(on: IndexFile(path: folder("catalog.json"))) }
  }
}
