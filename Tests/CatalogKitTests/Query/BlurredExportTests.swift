import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Blurred photos")
struct BlurredExportTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
  }

  private func selection(_ metres: Double, isAnonymous: Bool = false) throws -> PhotoSelection {
    var selection = PhotoSelection()
    selection.blur = try Blur(cell: #require(Distance(metres: metres)), isAnonymous: isAnonymous)
    return selection
  }

  private func lines(_ selection: PhotoSelection) throws -> [String] {
    String(decoding: try JSONLinesExporter().bytes(index, selection), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  @Test("what would give the place or the owner away is left out; the day and the picture stay")
  func members() throws {
    try SyntheticIndex.write([HostilePhotos.fullPhoto(), HostilePhotos.brokenPhoto()], to: index)
    #expect(
      try lines(try selection(1000)) == [
        #"""
        {"uncertainty":711,"geohash":"r3gx2gzjcsn2","path":"photos/miso/IMG 1.jpg","latitude":-33.860227954,\#
        "longitude":151.214520061,"source":"exif","taken":"2016-09-28","takenSource":"original","orientation":6,"width":4032,"height":3024,"format":"jpeg"}
        """#,
        #"{"geohash":null,"path":"photos/broken.jpg","problem":"unreadable","unreadable":true}"#,
      ]
    )
  }

  @Test("anonymous photos have numbers for names")
  func anonymous() throws {
    var photos = try SyntheticIndex.small() + [HostilePhotos.fullPhoto()]
    photos[1].format = .jpegXL
    photos[2].format = .video
    try SyntheticIndex.write(photos, to: index)
    let bytes = try PathExporter().bytes(index, selection(1000, isAnonymous: true))
    let paths = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      paths.map { $0.prefix(12) } == (1...6).map { "photo-00000\($0)" }
    )
    #expect(paths.map { $0.dropFirst(12) }.sorted() == ["", "", "", ".jpg", ".jxl", ".mp4"])
    let json = try lines(try selection(1000, isAnonymous: true)).joined()
    for name in ["miso", "nabi", "IMG", "broken", "folder"] { #expect(!json.contains(name)) }
  }

  @Test("the order tells nothing of exact places: moving photos inside their cells changes no byte")
  func order() throws {
    var random = SeededGenerator(seed: 77)
    var selection = try selection(2000, isAnonymous: true)
    var outputs: Set<[String]> = []
    for isAnonymous in [true, false] {
      selection = try self.selection(2000, isAnonymous: isAnonymous)
      let blur = try #require(selection.blur)
      let middle = blur.cell(of: try Coordinate(latitude: 37.5, longitude: 127)).center
      outputs = []
      for _ in 0..<5 {
        let photos = try (0..<40).map { number in
          var photo = try SyntheticIndex.photo(
            "photos/\(number).jpg",
            middle.latitude + Double.random(in: -0.008...0.008, using: &random),
            middle.longitude + Double.random(in: -0.008...0.008, using: &random)
          )
          photo.model = "camera \(number % 3)"
          return photo
        }
        try SyntheticIndex.write(photos, to: index)
        outputs.insert(try lines(selection))
      }
      #expect(outputs.count == 1)
      #expect(outputs.first?.count == 40)
    }
  }

  @Test(
    "the filter asks about what is handed on: a tiny box around a photo finds it only where the middle of its cell lies"
  )
  func filter() throws {
    try SyntheticIndex.write([try HostilePhotos.fullPhoto()], to: index)
    var selection = try selection(1000)
    selection.filter.box = try GeoBox("-33.8587,151.2139,-33.8585,151.2141")
    #expect(try lines(selection).isEmpty)
    selection.filter.box = try GeoBox("-33.86023,151.21452,-33.86022,151.21453")
    #expect(try lines(selection).count == 1)
    selection.filter = PhotoFilter()
    // Each minute of the day is as likely as the one that is not handed on.
    for time in ["T00:00:00", "T18:18:05", "T23:59", ""] {
      selection.filter.taken = try DateRange("2016-09-28\(time)")
      #expect(try lines(selection).count == 1)
    }
    selection.filter.taken = try DateRange("2016-09-29")
    #expect(try lines(selection).isEmpty)
  }

  @Test("paths are matched as the index keeps them, whatever is written in their place")
  func paths() throws {
    try SyntheticIndex.write(try SyntheticIndex.small() + [HostilePhotos.fullPhoto()], to: index)
    for isAnonymous in [true, false] {
      var selection = try selection(1000, isAnonymous: isAnonymous)
      selection.paths = .absolute
      selection.filter.paths = [try PathFilter(FilePathBytes("photos/miso/*"))]
      let found = try lines(selection)
      #expect(found.count == 1)
      let path = isAnonymous ? "photo-000001.jpg" : "\(folder.path)/photos/miso/IMG 1.jpg"
      #expect(found.first?.contains("\"path\":\"\(path)\"") == true)
    }
  }

  @Test("names of any bytes come through")
  func hostile() throws {
    try SyntheticIndex.write(try HostilePhotos.photos(), to: index)
    let bytes = try PathExporter(endsWithNUL: true).bytes(index, selection(500_000))
    #expect(Set(bytes.split(separator: 0).map { FilePathBytes($0) }) == Set(HostilePhotos.paths))
  }

  @Test("nothing is left beside the index")
  func leftovers() throws {
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    _ = try lines(try selection(1000))
    #expect(try folder.names() == [FilePathBytes("catalog.json")])
  }
}
