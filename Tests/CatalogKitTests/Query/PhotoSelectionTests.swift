import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoSelection")
struct PhotoSelectionTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    try SyntheticIndex.write(try SyntheticIndex.small() + [HostilePhotos.fullPhoto()], to: index)
  }

  private func paths(_ set: (inout PhotoSelection) throws -> Void) throws -> [String] {
    var selection = PhotoSelection()
    try set(&selection)
    return String(decoding: try PathExporter().bytes(index, selection), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  @Test("only the photos that are wanted are written, in the order of the index, whatever its layout")
  func filter() throws {
    for _ in 0..<2 {
      #expect(try paths { $0.filter.isLocated = false } == ["photos/broken.jpg", "photos/nowhere.jpg"])
      #expect(
        try paths { $0.filter.box = try GeoBox("-40,140,-30,160") }.sorted() == [
          "photos/miso/IMG 1.jpg", "photos/sydney.jpg",
        ]
      )
      #expect(try paths { _ in }.count == 6)
      try folder.write(try folder.read("catalog.json") + [0x20], to: "catalog.json")
    }
  }

  @Test("a photo that is wanted is copied as it is in the index")
  func lines() throws {
    var selection = PhotoSelection()
    selection.filter.cameras = [try CameraFilter("iphone")]
    let text = String(decoding: try JSONLinesExporter().bytes(index, selection), as: UTF8.self)
    #expect(text == String(decoding: try HostilePhotos.fullPhoto().json, as: UTF8.self) + "\n")
  }

  @Test("absolute paths start at the root")
  func absolute() throws {
    let found = try paths {
      $0.paths = .absolute
      $0.filter.paths = [try PathFilter(FilePathBytes("photos/s*"))]
    }
    #expect(found == ["\(folder.path)/photos/sydney.jpg"])
    var selection = PhotoSelection()
    selection.paths = .absolute
    let json = String(decoding: try JSONExporter().bytes(index, selection), as: UTF8.self)
    #expect(json.contains("\"path\":\"\(folder.path)/photos/miso.jpg\""))
  }
}
