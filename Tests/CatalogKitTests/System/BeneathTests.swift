import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Files below a folder")
struct BeneathTests {
  @Test("a file is opened step by step, and nothing that leads out of the folder")
  func beneath() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("inside".utf8), to: "root/a/b.jpg")
    try folder.write(Array("outside".utf8), to: "secret")
    try folder.link("root/link.jpg", to: "../secret")
    try folder.link("root/a/up", to: "../..")
    func open(_ name: String, followLinks: Bool = false) throws -> String {
      let file = try FileReader(beneath: folder("root"), FilePathBytes(name), followLinks: followLinks)
      return String(decoding: try file.read(at: 0, count: 100), as: UTF8.self)
    }
    #expect(try open("a/b.jpg") == "inside")
    #expect(try open("link.jpg", followLinks: true) == "outside")
    for name in [
      "link.jpg", "a/up/secret", "../secret", "a/../../secret", "a//b.jpg", "./a/b.jpg", "a", "a/b.jpg/", "",
      "/etc/passwd", "c",
    ] {
      #expect(throws: SystemError.self, "\(name)") { try open(name) }
    }
  }

  @Test("a folder is watched with all below it, and temporary files are passed over")
  func watched() throws {
    #if os(Linux)
      let folder = try TemporaryFolder()
      try folder.makeFolder("old")
      let watcher = FolderWatcher([folder.path])
      #expect(watcher.isWorking)
      #expect(!watcher.wait(milliseconds: 0))
      try folder.write([1], to: "old/a.jpg")
      #expect(watcher.wait(milliseconds: 2000))
      try folder.makeFolder("new/deep")
      #expect(watcher.wait(milliseconds: 2000))
      while watcher.wait(milliseconds: 0) {}
      try folder.write([1], to: "new/deep/b.jpg")
      #expect(watcher.wait(milliseconds: 2000))
      while watcher.wait(milliseconds: 0) {}
      try folder.write([1], to: "old/.catalog.tmp")
      #expect(!watcher.wait(milliseconds: 0))
      try folder.move("old/a.jpg", to: "old/c.jpg")
      #expect(watcher.wait(milliseconds: 2000))
    #endif
  }
}
