import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Photos by their names")
struct PhotoLookupTests {
  @Test("every photo is found by its path, and only by that, whatever is in it")
  func paths() throws {
    let folder = try TemporaryFolder()
    let photos = try HostilePhotos.photos() + SyntheticIndex.small()
    try SyntheticIndex.write(photos, to: folder("catalog.json"))
    try folder.write(try folder.read("catalog.json") + [0x20], to: "other.json")
    for name in ["catalog.json", "other.json"] {
      let index = try IndexFile(path: folder(name))
      let all = try index.photos(at: Set(photos.map(\.path)))
      #expect(all.count == photos.count)
      for photo in photos {
        #expect(all[photo.path] == photo)
        let alone = try index.photos(at: [photo.path, FilePathBytes("nope.jpg")])
        #expect(alone == [photo.path: photo])
      }
      #expect(try index.photos(at: []).isEmpty)
      // Both are shown with one U+FFFD.
      #expect(
        try index.photos(at: [FilePathBytes([0xFE, 0x2E, 0x6A]), FilePathBytes("\u{FFFD}.j")]).isEmpty
      )
    }
  }

  @Test("a name leads to the paths that an index may keep of it")
  func candidates() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("photos/miso")
    try folder.makeFolder("work")
    try folder.link("work/cats", to: "../photos/miso")
    let root = try SystemCalls.resolve(folder.path)
    let mapping = PathMapping(indexFolder: root)
    func first(_ name: String, _ place: String) -> String? {
      mapping.candidates(for: FilePathBytes(name), from: root.appending(FilePathBytes(place))).first?
        .lossyText
    }
    #expect(first("a.jpg", "photos/miso") == "photos/miso/a.jpg")
    #expect(first("../nabi.jpg", "photos/miso") == "photos/nabi.jpg")
    #expect(first("cats/a.jpg", "work") == "photos/miso/a.jpg")
    #expect(first("gone/a.jpg", "photos") == "photos/gone/a.jpg")
    #expect(first("/media/a.jpg", "photos") == "/media/a.jpg")
    let all = mapping.candidates(
      for: FilePathBytes("photos/a.jpg"),
      from: root.appending(FilePathBytes("work"))
    )
    #expect(all.map(\.lossyText) == ["work/photos/a.jpg", "photos/a.jpg"])
    #expect(mapping.candidates(for: FilePathBytes("a.jpg"), from: nil) == [FilePathBytes("a.jpg")])
  }
}
