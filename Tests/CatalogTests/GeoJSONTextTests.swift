import Foundation
import Testing

@testable import CatalogKit
@testable import catalog

@Suite("Features over the date line")
struct GeoJSONTextTests {
  private func geometry(_ bytes: [UInt8]) throws -> (type: String, text: String) {
    let feature = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let geometry = try #require(feature["geometry"] as? [String: Any])
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.range(of: "\"coordinates\":"))
    let end = try #require(text.range(of: "},\"properties\""))
    return (try #require(geometry["type"] as? String), String(text[start.upperBound..<end.lowerBound]))
  }

  private func places(_ pairs: [(Double, Double)]) throws -> [Coordinate] {
    try pairs.map { try Coordinate(latitude: $0.1, longitude: $0.0) }
  }

  @Test("a polygon is cut there, with both parts on their own side")
  func polygon() throws {
    let square = try places([(179, 0), (-179, 0), (-179, 2), (179, 2)])
    let cut = try geometry(GeoJSONText.polygon(square, JSONObject()))
    #expect(cut.type == "MultiPolygon")
    #expect(
      cut.text
        == "[[[[179,0],[180,0],[180,2],[179,2],[179,0]]],[[[-180,0],[-179,0],[-179,2],[-180,2],[-180,0]]]]"
    )
    let other = try geometry(GeoJSONText.polygon(places([(-179, 0), (-179, 2), (179, 1)]), JSONObject()))
    #expect(
      other.text
        == "[[[[-180,1.5],[179,1],[-180,0.5],[-180,1.5]]],[[[-179,0],[-179,2],[-180,1.5],[-180,0.5],[-179,0]]]]"
        || other.type == "MultiPolygon"
    )
    let whole = try geometry(GeoJSONText.polygon(places([(1, 0), (2, 0), (2, 1)]), JSONObject()))
    #expect(whole.type == "Polygon" && whole.text == "[[[1,0],[2,0],[2,1],[1,0]]]")
  }

  @Test(
    "no corner of a cut polygon is on the other side of the world from another one",
    arguments: [1.0, -1]
  )
  func sides(_ side: Double) throws {
    let corners = try places([(179 * side, 0), (-179 * side, 1), (-178 * side, 5), (178 * side, 4)])
    let (type, text) = try geometry(GeoJSONText.polygon(corners, JSONObject()))
    #expect(type == "MultiPolygon")
    let parts = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[[[Double]]]])
    #expect(parts.count == 2)
    for part in parts {
      let longitudes = part[0].map { $0[0] }
      #expect(longitudes.allSatisfy { $0 > 0 } || longitudes.allSatisfy { $0 < 0 }, "\(text)")
    }
  }

  @Test("a track is cut there too")
  func line() throws {
    let track = try geometry(
      GeoJSONText.line(places([(178, 0), (-178, 4), (-177, 4), (179, 0)]), JSONObject())
    )
    #expect(track.type == "MultiLineString")
    let parts = try #require(JSONSerialization.jsonObject(with: Data(track.text.utf8)) as? [[[Double]]])
    #expect(parts.count == 3)
    #expect(parts[0] == [[178, 0], [180, 2]] && parts[1].first == [-180, 2] && parts[2].last == [179, 0])
    let plain = try geometry(GeoJSONText.line(places([(1, 2), (3, 4)]), JSONObject()))
    #expect(plain.type == "LineString" && plain.text == "[[1,2],[3,4]]")
  }
}
