import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoWalker and what counts as a photo")
struct PassedOverWalkTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ names: String...) throws { for name in names { try folder.write([1], to: name) } }

  @Test("what systems and programs keep for themselves is passed over")
  func system() throws {
    for name in [
      "@eaDir", "#recycle", "#snapshot", "$RECYCLE.BIN", "$Recycle.Bin", "System Volume Information",
      "lost+found", "__MACOSX", ".Trash-1000",
      ".Trashes", "Lightroom Previews.lrdata",
    ] {
      try write("\(name)/a.jpg", "sub/\(name)/b.jpg", "sub/\(name)/deep/c.jpg")
    }
    try write("d.jpg", "sub/e.jpg", "recycle/f.jpg", "eaDir/g.jpg", "lost+found.jpg")
    #expect(
      Set(try Walk(folder).paths) == ["d.jpg", "sub/e.jpg", "recycle/f.jpg", "eaDir/g.jpg", "lost+found.jpg"]
    )
  }

  @Test("of a library of Apple's only the originals count")
  func library() throws {
    for name in [
      "originals/0/a.heic", "Masters/2014/b.jpg", "resources/derivatives/c.jpg", "d.jpg",
      "scopes/originals/e.jpg",
    ] {
      try write("Cats.photoslibrary/\(name)")
    }
    let expected: Set = ["originals/0/a.heic", "Masters/2014/b.jpg"]
    #expect(Set(try Walk(folder).paths) == Set(expected.map { "Cats.photoslibrary/\($0)" }))
    #expect(Set(try Walk(folder, root: "Cats.photoslibrary").paths) == expected)
  }

  @Test("a camera's small copies count only where their video is not beside them")
  func copies() throws {
    try write(
      "GOPR1.MP4",
      "GOPR1.LRV",
      "gopr1.thm",
      "GOPR2.lrv",
      "MVI_3.THM",
      "MVI_3.avi",
      "sub/GOPR1.LRV",
      "IMG.thm",
      "IMG.jpg"
    )
    #expect(Set(try Walk(folder).paths) == ["GOPR1.MP4", "GOPR2.lrv", "sub/GOPR1.LRV", "IMG.thm", "IMG.jpg"])
  }

  @Test(
    "names that cameras give to what is read are photos",
    arguments: [
      "a.jpe", "a.jfif", "a.insp", "a.mpo", "a.jps", "a.THM", "a.gpr", "a.3fr", "a.erf", "a.fff", "a.iiq",
      "a.nrw", "a.sr2", "a.rwl", "a.m4v",
      "a.3gp", "a.insv", "a.lrv", "a.360", "PXL_1.MP", "a.hif", "a.avif", "a.jxl", "a.qt",
    ]
  )
  func extensions(name: String) throws {
    try write(name)
    #expect(try Walk(folder).paths == [name])
  }

  @Test("names that are not UTF-8 are matched by patterns")
  func bytes() throws {
    let name = FilePathBytes([0xFF, 0x2E, 0x6A, 0x70, 0x67])
    try folder.write([1], to: name)
    try folder.write([1], to: "a.jpg")
    try folder.write([0xFF, 0x2A, 0x0A], to: ".catalogignore")
    #expect(try Walk(folder).paths == ["a.jpg"])
  }

  @Test("a .catalogignore may be a link, and may not be anything but a file")
  func ignoreFileKinds() throws {
    try write("sub/a.jpg", "sub/b.jpg", "c.jpg")
    try folder.write(Array("b.jpg\n".utf8), to: "rules")
    try folder.link("sub/.catalogignore", to: "../rules")
    #expect(try Walk(folder).paths == ["c.jpg", "sub/a.jpg"])
    try folder.remove("sub/.catalogignore")
    try folder.makeFolder("sub/.catalogignore")
    let walk = try Walk(folder)
    #expect(walk.paths == ["c.jpg"])
    #expect(walk.unreadable.map(\.path) == [folder("sub")])
  }

  @Test("a folder that vanishes while it is walked is no error")
  func vanishing() throws {
    try write("a/1.jpg", "b/2.jpg", "b/.catalogignore")
    var visited: Set<FileIdentity> = []
    var names: [FilePathBytes] = []
    try PhotoWalker().walk(folder.path, visited: &visited) { batch in
      names += batch.names
      try? folder.remove("b")
      return true
    } unreadable: { path, error in
      Issue.record("\(path): \(error)")
    }
    #expect(names == [FilePathBytes("1.jpg")])
  }
}
