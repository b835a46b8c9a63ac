import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Copying photos")
struct PhotoCopierTests {
  let folder: TemporaryFolder
  let index: IndexFile
  static let names = [
    "photos/a/IMG_1.jpg", "photos/b/IMG_1.jpg", "photos/b/img_1.JPG", "photos/caf\u{E9}.jpg",
  ]

  init() throws {
    folder = try TemporaryFolder()
    for (number, name) in Self.names.enumerated() {
      try folder.write(Array("photo \(number)".utf8), to: name)
    }
    try SyntheticIndex.write(
      Self.names.map { try SyntheticIndex.photo($0, 1, 2) },
      to: folder("catalog.json")
    )
    index = try IndexFile(path: folder("catalog.json"))
  }

  private func copy(
    to place: String,
    interruption: @escaping () -> Int32? = { nil },
    failures: @escaping (SystemError) -> Void = { _ in }
  ) throws -> PhotoCopier {
    var copier = try PhotoCopier(
      into: FilePathBytes(place),
      of: index,
      from: folder.path,
      interruption: interruption,
      onFailure: failures
    )
    try copier.export(index, to: MemorySink())
    return copier
  }

  private func list(_ place: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder(place).lossyText).sorted()
  }

  @Test("photos are copied with their bytes and times, under names that cannot collide")
  func copies() throws {
    let copier = try copy(to: "out")
    #expect(copier.copied == 4 && copier.present == 0 && copier.failed == 0 && copier.count == 4)
    #expect(try list("out") == ["IMG_1 (2).jpg", "IMG_1.jpg", "caf\u{E9}.jpg", "img_1 (3).JPG"])
    let bytes = try list("out").map { String(decoding: try folder.read("out/\($0)"), as: UTF8.self) }
    #expect(Set(bytes) == ["photo 0", "photo 1", "photo 2", "photo 3"])
    let original = try SystemCalls.status(of: folder("photos/a/IMG_1.jpg"))
    #expect(try SystemCalls.status(of: folder("out/IMG_1.jpg")).modified == original.modified)
  }

  @Test("the same again copies nothing, whatever numbers the copies have")
  func again() throws {
    _ = try copy(to: "out")
    let before = try list("out")
    let copier = try copy(to: "out")
    #expect(copier.copied == 0 && copier.present == 4)
    #expect(try list("out") == before)
  }

  @Test("nothing is overwritten, neither a file of that name nor a folder or a link to nowhere")
  func keeps() throws {
    try folder.write(Array("mine".utf8), to: "out/IMG_1.jpg")
    try folder.makeFolder("out/IMG_1 (2).jpg")
    try folder.link("out/caf\u{E9}.jpg", to: "nowhere")
    let copier = try copy(to: "out")
    #expect(copier.copied == 4)
    #expect(try folder.read("out/IMG_1.jpg") == Array("mine".utf8))
    #expect(try list("out").count == 7)
    #expect(!FileManager.default.fileExists(atPath: folder("out/nowhere").lossyText))
  }

  @Test("a new folder inside of a scanned one is passed over by the next scan")
  func inside() throws {
    try folder.write(SamplePhoto.at(37.5, 127), to: "real/IMG_1.jpg")
    var scanner = Scanner(generator: "test")
    scanner.onEvent = { _ in }
    _ = try scanner.run(folders: [folder("real")], index: folder("real.json"))
    let index = try IndexFile(path: folder("real.json"))
    for place in ["real/out", "real/empty"] {
      if place == "real/empty" { try folder.makeFolder(place) }
      var copier = try PhotoCopier(into: FilePathBytes(place), of: index, from: folder.path)
      try copier.export(index, to: MemorySink())
      #expect(copier.copied == 1)
      // It is known by its mark the second time.
      copier = try PhotoCopier(into: FilePathBytes(place), of: index, from: folder.path)
      try copier.export(index, to: MemorySink())
      #expect(copier.present == 1)
    }
    let summary = try scanner.run(folders: [], index: folder("real.json"))
    #expect(summary.index.photos == 1)
    #expect(throws: PhotoCopyError.isScanned(folder("real"), folder("real"))) {
      try PhotoCopier(into: FilePathBytes("real"), of: index, from: folder.path)
    }
    try folder.write([], to: "real/mine/x")
    #expect(throws: PhotoCopyError.isScanned(folder("real/mine"), folder("real"))) {
      try PhotoCopier(into: FilePathBytes("real/mine"), of: index, from: folder.path)
    }
    try folder.link("shortcut", to: "real/mine")
    #expect(throws: PhotoCopyError.isScanned(folder("shortcut"), folder("real"))) {
      try PhotoCopier(into: FilePathBytes("shortcut"), of: index, from: folder.path)
    }
  }

  @Test("a photo's own folder takes no second copy of it")
  func itself() throws {
    for name in ["a", "b"] { try folder.write(Array(name.utf8), to: "own/\(name)/IMG_1.jpg") }
    let photos = try ["own/a/IMG_1.jpg", "own/b/IMG_1.jpg"].map { try SyntheticIndex.photo($0, 1, 2) }
    try SyntheticIndex.write(photos, to: folder("own.json"))
    let index = try IndexFile(path: folder("own.json"))
    var copier = try PhotoCopier(into: FilePathBytes("own/b"), of: index, from: folder.path)
    try copier.export(index, to: MemorySink())
    #expect(copier.present == 1 && copier.copied == 1)
    #expect(try folder.read("own/b/IMG_1.jpg") == Array("b".utf8))
    #expect(try list("own/b") == ["IMG_1 (2).jpg", "IMG_1.jpg"])
  }

  @Test("photos that are gone are said one by one, and the others are copied")
  func gone() throws {
    try FileManager.default.removeItem(atPath: folder("photos/b/IMG_1.jpg").lossyText)
    var failures: [SystemError] = []
    let copier = try copy(to: "out", failures: { failures.append($0) })
    #expect(copier.copied == 3 && copier.failed == 1)
    #expect(failures.map(\.path.lastComponent.lossyText) == ["IMG_1.jpg"])
    // Also where it would have been in the very folder of the copies.
    try SyntheticIndex.write(
      ["own/gone.jpg", "own/here.jpg"].map { try SyntheticIndex.photo($0, 1, 2) },
      to: folder("own.json")
    )
    try folder.write([1], to: "own/here.jpg")
    let own = try IndexFile(path: folder("own.json"))
    var second = try PhotoCopier(into: FilePathBytes("own"), of: own, from: folder.path)
    try second.export(own, to: MemorySink())
    #expect(second.failed == 1 && second.present == 1)
  }

  @Test("a folder that cannot be made or is none is an error that says so")
  func noFolder() throws {
    #expect(throws: PhotoCopyError.noFolder(folder("no/such"))) { try copy(to: "no/such") }
    #expect(throws: PhotoCopyError.notAFolder(folder("catalog.json"))) { try copy(to: "catalog.json") }
  }

  @Test("a signal ends it between two photos, and leaves whole copies only")
  func interrupted() throws {
    var asked = 0
    #expect(throws: PhotoCopyError.interrupted(2, copied: 2)) {
      try copy(
        to: "out",
        interruption: {
          asked += 1
          return asked > 2 ? 2 : nil
        }
      )
    }
    #expect(try list("out").count == 2)
  }
}
