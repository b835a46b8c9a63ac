import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Reading one photo")
struct PhotoInspectionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a photo is what a scan makes of it, under the name that was given")
  func same() throws {
    let file = try folder.write(SamplePhoto.at(10, 20, taken: "2024:11:23 17:40:00"), to: "photos/a.jpg")
    try folder.write(Array(XMPSample.good.utf8), to: "photos/a.jpg.xmp")
    try folder.write(Array(XMPSample.good.utf8), to: "photos/b.jpg.xmp")
    let photo = try Photo.read(file)
    _ = try Scanner(generator: "test", jobs: 1).run(
      folders: [folder("photos")],
      index: folder("catalog.json")
    )
    var scanned = try #require(
      try IndexFile(path: folder("catalog.json")).photos(at: [FilePathBytes("photos/a.jpg")]).values.first
    )
    scanned.path = file
    #expect(photo == scanned)
    #expect(photo.position?.source == .sidecar)
  }

  @Test("a link is followed, and the files beside what it leads to are asked")
  func link() throws {
    try folder.write(SamplePhoto.unlocated(), to: "photos/a.jpg")
    try folder.write(Array(XMPSample.good.utf8), to: "photos/a.xmp")
    let link = try folder.link("link.jpg", to: "photos/a.jpg")
    #expect(try Photo.read(link).position?.source == .sidecar)
  }

  @Test("any name will do; what is no photo is one with a problem")
  func others() throws {
    let named = try folder.write(SamplePhoto.at(10, 20), to: "photo.backup")
    #expect(try Photo.read(named).position != nil)
    let text = try folder.write(Array("cats".utf8), to: "cats.txt")
    #expect(try Photo.read(text).problem?.isUnreadable == true)
    let inside = try folder.makeFolder("folder")
    #expect(try Photo.read(inside).problem?.isUnreadable == true)
  }

  @Test("a file that is not there throws")
  func missing() throws {
    #expect { try Photo.read(folder("nope.jpg")) } throws: { ($0 as? SystemError)?.isMissing == true }
  }
}
