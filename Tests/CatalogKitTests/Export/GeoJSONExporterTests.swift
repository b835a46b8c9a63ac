import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("GeoJSONExporter")
struct GeoJSONExporterTests {
  @Test("a photo is a feature on a line: longitude first, seven decimals, altitude third")
  func feature() throws {
    var photo = try SyntheticIndex.photo("a.jpg", -33.858612345, 151.2)
    photo.position?.altitude = -3.5
    photo.unknownFields = Array(#","cat":"Miso""#.utf8)
    #expect(
      try GeoJSONExporter().text([FoundPhoto(photo)])
        == #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[151.2,-33.8586123,-3.5]},"properties":{"path":"a.jpg",\#
        "source":"exif","size":1234,"modified":"2023-11-14T22:13:20.000000005Z","cat":"Miso"}}
        ]}

        """#
    )
  }

  @Test("a photo without a position has no geometry")
  func unlocated() throws {
    let text = try GeoJSONExporter().text(try SyntheticIndex.small().map { FoundPhoto($0) })
    #expect(text.contains(#"{"type":"Feature","geometry":null,"properties":{"path":"photos/nowhere.jpg","#))
    #expect(text.split(separator: "\n").count == 7)
  }

  @Test("no photos are an empty collection")
  func empty() throws {
    #expect(try GeoJSONExporter().text([]) == #"{"type":"FeatureCollection","features":[]}"# + "\n")
  }
}
