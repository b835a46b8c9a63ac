import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogMap
@testable import TestSupport

@Suite("Names of towns on the page")
struct TownLabelsTests {
  private let gazetteer: Gazetteer

  init() throws {
    gazetteer = try SamplePlaces.gazetteer()
  }

  private static func tile(_ latitude: Double, _ longitude: Double) throws -> MapTile {
    let (x, y) = MapTile.square(try Coordinate(latitude: latitude, longitude: longitude))
    return MapTile(column: Int(x * Double(MapTile.columns)), row: Int(y * Double(MapTile.columns)))
  }

  @Test(
    "the largest towns of the world are shown from afar, those around photos from near, and none so near to a larger one that both have no room"
  )
  func thinned() throws {
    let labels = try TownLabels(gazetteer, language: .english).labels(around: [Self.tile(37.57, 126.98)])
    func zoom(_ name: String) -> Int? { labels.first { $0.town.name == name }?.zoom }
    #expect(zoom("Shanghai") == 2 && zoom("New York City") == 2)
    #expect((3...4).contains(try #require(zoom("Seoul"))))
    let suwon = try #require(zoom("Suwon"))
    let sokcho = try #require(zoom("Sokcho"))
    #expect(suwon > 4 && sokcho > 4 && suwon < 12)
    // Small towns of other continents are not in it.
    #expect(zoom("Freiburg") == nil && zoom("Boulder") == nil)
    #expect(labels.map(\.zoom) == labels.map(\.zoom).sorted())
    for zoom in [3, 6, 9] {
      let shown = labels.filter { $0.zoom <= zoom }.map { MapTile.square($0.town.coordinate) }
      let pixels = 256 * pow(2, Double(zoom))
      for (place, one) in shown.enumerated() {
        for other in shown[..<place] where abs(one.y - other.y) * pixels < 1 {
          #expect(abs(one.x - other.x) * pixels >= 96)
        }
      }
    }
  }

  @Test("names are Korean where that is asked for, and the block has as many as there is room for")
  func block() throws {
    let korean = TownLabels(gazetteer, language: .korean)
    let tile = try Self.tile(37.57, 126.98)
    #expect(try korean.labels(around: [tile]).contains { $0.town.name == "서울" })
    // Some of the densest pieces of the earth.
    let many = try (0..<10).flatMap { row in
      try (0..<10).map { try Self.tile(40 + Double(row), Double($0 * 5)) }
    }
    let block = try TownLabels(gazetteer, language: .english).block(around: many)
    #expect(block.count <= TownLabels.limit + 100)
    #expect(block.starts(with: Array("<script type=\"text/plain\" class=\"towns\" data-about=\"".utf8)))
  }

  @Test("which towns there are follows from the tiles that photos are in, and from nothing finer")
  func coarse() throws {
    func page(_ latitude: Double) throws -> [UInt8] {
      var background = WorldBackground()
      background.note(try Coordinate(latitude: latitude, longitude: 127))
      return try TownLabels(gazetteer, language: .english).block(around: background.tiles)
    }
    #expect(try page(37.1) == page(37.6))
    #expect(try page(37.1) != page(51.5))
  }

  @Test("the page credits GeoNames where it has its names, and Natural Earth's towns need no credit")
  func credit() throws {
    let folder = try TemporaryFolder()
    let index = folder("catalog.json")
    try SyntheticIndex.write([SyntheticIndex.photo("photos/miso.jpg", 37.5665, 126.978)], to: index)
    func page(_ towns: TownLabels?) throws -> String {
      var exporter = HTMLExporter(HTMLExporter.Settings(links: nil), towns: towns)
      let memory = MemorySink()
      try exporter.export(IndexFile(path: index), to: memory)
      return String(decoding: memory.bytes, as: UTF8.self)
    }
    let own = try page(TownLabels(gazetteer, language: .english))
    #expect(own.contains("\"places\":\"Places: GeoNames, CC BY 4.0\"") && own.contains("class=\"towns\""))
    let other = try page(nil)
    #expect(!other.contains("\"places\":") && !other.contains("class=\"towns\""))
    // Coasts, borders and names together.
    let ground = own.split(separator: "\n").filter {
      $0.contains("class=\"world\"") || $0.contains("class=\"towns\"")
    }
    #expect(ground.reduce(0) { $0 + $1.utf8.count } < 300_000)
  }
}
