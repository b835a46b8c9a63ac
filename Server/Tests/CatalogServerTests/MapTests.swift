import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What a page needs to show a view of the map.
@Suite("Map")
struct MapTests {
  private static let photos = (0..<60).map { (number: Int) -> TestPhoto in
    var tags: [String] = []
    if number % 2 == 0 { tags.append("cats/Nabi") }
    if number % 5 == 0 { tags += ["cats/Miso", "people/Anna"] }
    let year = 2020 + number % 3
    let (row, column) = (number * number % 17, number * 7 % 23)
    return TestPhoto(
      name: "\(number).jpg",
      latitude: 37 + Double(row) / 100,
      longitude: 127 + Double(column) / 50,
      taken: "\(year):11:\(10 + number % 20) \(10 + number * 7 % 14):30:00",
      tags: tags
    )
  }

  @Test(
    "marks stand for the photos that the same filters list, each with a photo that is among them",
    arguments: [
      "", "&tag=cats/Nabi", "&tag=cats", "&tag=cats/Nabi&tag=cats/Miso", "&tag=people", "&tag=nobody",
      "&since=2021",
      "&until=2020&tag=cats", "&camera=nothing", "&hours=12-15", "&hours=22-11&tag=cats", "&day=11-23",
      "&by=year", "&by=tag&tag=cats/Miso&since=2021",
    ]
  )
  func filters(_ filter: String) async throws {
    let fixture = try ServerFixture(Self.photos, ["--public", "coarse", "--public-tags", "cats"])
    for asker in [ServerFixture.Asker.keeper, .visitor]
    where asker == .keeper || !(filter.contains("camera") || filter.contains("hours")) {
      let plain = filter.replacing("&by=year", with: "").replacing("&by=tag", with: "")
      let listed = try await fixture.photos("/api/v1/photos?limit=1000&sort=id\(plain)", as: asker)
      let ids = Set(listed.compactMap { $0["id"] as? String })
      for zoom in [0, 3, 8, 12, 22] {
        let answer = try await fixture.ask("/api/v1/map?box=-90,-180,90,180&zoom=\(zoom)\(filter)", as: asker)
        let member = try answer.member("marks")
        let marks = try #require(member as? [[String: Any]])
        #expect(marks.count <= 2000 && marks.allSatisfy { ids.contains($0["id"] as? String ?? "") })
        #expect(marks.compactMap { $0["photos"] as? Int }.reduce(0, +) == listed.count)
        let total = try answer.member("total") as? Int
        #expect(total == listed.count)
        if zoom == 22, asker == .keeper {
          // Near enough, each place is a mark of its own, where the photo is.
          let places = Set(listed.map { "\($0["latitude"] ?? "") \($0["longitude"] ?? "")" })
          #expect(marks.count == places.count)
        }
      }
    }
  }

  @Test("more places than a map can show are gathered until they can be shown")
  func limit() throws {
    var random = SeededGenerator(seed: 3)
    let drafts = try (0..<30_000).map { number in
      LevelTable.Draft(
        row: LevelTable.Row(
          number: PhotoNumber(number + 1),
          id: UInt64.random(in: 0 ... .max, using: &random),
          start: 0,
          file: 0,
          length: 1
        ),
        place: PlaceTable.Place(
          try Coordinate(
            latitude: Double.random(in: -80...80, using: &random),
            longitude: Double.random(in: -180...180, using: &random)
          )
        ),
        tags: []
      )
    }
    let table = LevelTable(.exact, drafts, tagNames: [], cameras: [])
    let world = try GeoBox("-90,-180,90,180")
    var before = 0
    for zoom in 0...22 {
      let marks = MapMarks(world, zoom: zoom, of: table, where: RowFilter())
      #expect(marks.total == 30_000 && marks.marks.count <= MapMarks.limit && marks.marks.count >= before)
      before = marks.marks.count
    }
    // No size between the last that fits and the first that does not was passed over.
    #expect(before > MapMarks.limit / 5)
  }
}
