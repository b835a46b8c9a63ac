import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoField and the JSON of an exported photo")
struct PhotoFieldTests {
  @Test("a photo that is handed on has the members that it has in the index, byte for byte")
  func members() throws {
    var photos = try HostilePhotos.photos() + SyntheticIndex.small()
    photos += [try HostilePhotos.fullPhoto(), try HostilePhotos.brokenPhoto()]
    for photo in photos {
      let line = String(decoding: photo.json, as: UTF8.self)
      #expect(try JSONLinesExporter().text([FoundPhoto(photo)]) == line + "\n")
      #expect(try JSONExporter().text([FoundPhoto(photo)]) == "[\n" + line + "\n]\n")
    }
  }

  @Test(
    "what is said besides comes before them: metres with three decimals, degrees with four, whole metres"
  )
  func besides() throws {
    var photo = FoundPhoto(try SyntheticIndex.photo("a.jpg", 1, 2))
    photo.distance = 40.212_345_6
    photo.bearing = 208.123_456
    photo.uncertainty = 708
    #expect(
      try JSONLinesExporter().text([photo])
        .hasPrefix(
          #"{"distance":40.212,"bearing":208.1235,"uncertainty":708,"geohash":"s01mtw037ms0","path":"a.jpg","#
        )
    )
    photo.bearing = 359.999_99
    #expect(try JSONLinesExporter().text([photo]).contains(#""bearing":0,"#))
  }

  @Test("a hit brings its distance and bearing, and takes the path that opens from here")
  func hit() throws {
    let hit = NearQuery.Hit(
      distance: 1.5,
      bearing: 90,
      line: try SyntheticIndex.photo("photos/a.jpg", 1, 2).json
    )
    let text = try JSONLinesExporter().text([FoundPhoto(hit, path: FilePathBytes("../a.jpg"))])
    #expect(text.hasPrefix(#"{"distance":1.5,"bearing":90,"geohash":"s01mtw037ms0","path":"../a.jpg","#))
  }

  @Test(
    "each field says which extractor was the first to write it, so that what a person wrote under its name before that stays theirs"
  )
  func firstExtractors() {
    let added = Dictionary(grouping: PhotoField.allCases, by: \.firstExtractor)
    // A field that is added belongs to a new version, and adds a line here.
    #expect(added[1]?.count == 35)
    #expect(added[3] == [.method, .takenSource, .lens, .tags, .title, .description, .rating, .missing])
    #expect(added.keys.sorted() == [1, 3])
    #expect(PhotoField.lastIncompleteExtractor == 2)
    #expect(PhotoField.allCases.allSatisfy { $0.firstExtractor <= ExtractorVersion.current })
  }

  @Test("columns are found by their names, others are refused with the list of all")
  func names() throws {
    #expect(try CSVExporter.columns("path, latitude,longitude") == [.path, .latitude, .longitude])
    for field in PhotoField.allCases { #expect(try PhotoField(named: field.name) == field) }
    for text in ["", "path,", "Path", "latitude longitude", "unknown"] {
      let error = #expect(throws: PhotoFieldError.self) { try CSVExporter.columns(text) }
      #expect(error?.description.contains("geohash, path, pathBytes, latitude") == true)
    }
  }
}
