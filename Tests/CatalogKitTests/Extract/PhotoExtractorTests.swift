import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoExtractor")
struct PhotoExtractorTests {
  private let exif = SamplePhoto.at(37.5, 127)

  @Test("A photo in memory is what a scan makes of the same file and the same sidecars")
  func agreesWithFolder() throws {
    let folder = try TemporaryFolder()
    let xmp = Array(XMPSample.good.utf8)
    try folder.write(exif, to: "a.jpg")
    try folder.write(xmp, to: "a.jpg.xmp")
    try folder.write(Array("no XMP".utf8), to: "b.jpg.xmp")
    let read = try Photo.read(folder("a.jpg"))
    let extracted = PhotoExtractor().read(
      FileContents(exif, modified: read.modified),
      as: folder("a.jpg"),
      sidecars: [
        FilePathBytes("a.jpg.xmp"): FileContents(xmp, modified: read.sidecars[0].modified),
        FilePathBytes("b.jpg.xmp"): FileContents(Array("no XMP".utf8)),
      ]
    )
    #expect(extracted == read)
    #expect(extracted.position?.source == .sidecar)
  }

  @Test("An open file is read by offset: where its own offset is does not matter, and stays")
  func openFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(exif, to: "a.jpg")
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(folder("a.jpg"))"))
    try file.seek(toOffset: 7)
    let contents = try FileContents(descriptor: file.fileDescriptor, name: FilePathBytes("a.jpg"))
    #expect(contents.size == exif.count)
    let photo = PhotoExtractor().read(contents, as: FilePathBytes("a.jpg"))
    #expect(photo.position?.coordinate.latitude == 37.5)
    #expect(try file.offset() == 7)
  }

  @Test("A folder is no file to extract from")
  func folder() throws {
    let folder = try TemporaryFolder()
    let directory = try Directory(path: folder.path)
    #expect(throws: SystemError.self) {
      try FileContents(descriptor: directory.descriptor, name: folder.path)
    }
  }
}
