import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoWalker")
struct PhotoWalkerTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("hidden files and folders are passed over")
  func hidden() throws {
    try folder.write([1], to: ".a.jpg")
    try folder.write([1], to: ".trash/b.jpg")
    try folder.write([1], to: "c/.d/e.jpg")
    try folder.write([1], to: "c/f.jpg")
    #expect(try Walk(folder).paths == ["c/f.jpg"])
  }

  @Test("a photo's name ends in an extension that photos have, in any letters")
  func extensions() throws {
    let photos = ["A.JPG", "b.Jpeg", "c.jpe", "d.JFIF", "e.f.jpg", "f.HEIC", "g.CR3", "h.png", "i.MOV"]
    let others = ["a.jpgx", "jpg", "b.pdf", "c.jpg.txt", "c.jpg.xmp", "d.", "e.jpe g", "xjpg", "f.j@g"]
    for name in photos + others { try folder.write([1], to: name) }
    #expect(Set(try Walk(folder).paths) == Set(photos))
  }

  @Test("files come in the byte order of their folders' paths")
  func order() throws {
    for name in ["b/x.jpg", "a/z/y.jpg", "a-b/x.jpg", "a/x.jpg", "x.jpg", "a0/x.jpg"] {
      try folder.write([1], to: name)
    }
    #expect(
      try Walk(folder).folders == [".", "a-b", "a", "a/z", "a0", "b"].map { FilePathBytes($0) }
    )
  }

  @Test("a folder with a photo's name is a folder")
  func folderLikeAPhoto() throws {
    try folder.write([1], to: "x.jpg/y.jpg")
    #expect(try Walk(folder).paths == ["x.jpg/y.jpg"])
  }

  @Test("names are bytes: not UTF-8, with a line break, composed and decomposed")
  func names() throws {
    let names = [[0xFF, 0x2E, 0x6A, 0x70, 0x67], Array("a\nb.jpg".utf8), Array("caf\u{E9}.jpg".utf8)]
    for name in names { try folder.write([1], to: FilePathBytes(name)) }
    try folder.write([1], to: FilePathBytes("cafe\u{301}.jpg"))
    let strange = FilePathBytes([0x64, 0xFE])
    try folder.write([1], to: strange.appending(FilePathBytes("e.jpg")))
    let found = try Walk(folder).names
    #expect(found.count == 5)
    for name in names { #expect(found.contains(FilePathBytes(name))) }
    #expect(found.contains(strange.appending(FilePathBytes("e.jpg"))))
  }

  @Test("a pipe with a photo's name does not keep the walk waiting")
  func pipe() throws {
    let pipe = try LonelyPipe(folder("pipe.jpg"))
    try folder.write([1], to: "a.jpg")
    let walk = try pipe.expectNoWaiting { try Walk(folder) }
    #expect(Set(walk.paths) == ["a.jpg", "pipe.jpg"])
  }

  @Test("a folder of 1,000 names comes in batches, each name once")
  func batches() throws {
    for number in 0..<1000 { try folder.write([1], to: "\(number).jpg") }
    let walk = try Walk(folder)
    #expect(Set(walk.paths).count == 1000)
    #expect(walk.paths.count == 1000)
    #expect(walk.batchSizes.allSatisfy { (1...PhotoWalker.batchSize).contains($0) })
    #expect(walk.batchSizes.count >= 1000 / PhotoWalker.batchSize)
  }

  @Test(
    "photos of a folder come in the order of their inodes, which is not that of their names, nor that of the listing"
  )
  func placeOrder() throws {
    var random = SeededGenerator(seed: 3)
    for number in (0..<200).shuffled(using: &random) {
      try folder.write([1], to: "\(number).jpg")
      // Patterns leave the order of the others as it is.
      if number % 3 == 0 { try folder.write([1], to: "\(number) out.jpg") }
    }
    try folder.write(Array("* out.jpg\n".utf8), to: ".catalogignore")
    let walk = try Walk(folder)
    #expect(Set(walk.paths) == Set((0..<200).map { "\($0).jpg" }) && walk.paths.count == 200)
    let inodes = try walk.paths.map { try SystemCalls.status(of: folder($0)).identity.number }
    #expect(inodes == inodes.sorted())
  }

  @Test("a photo 300 folders deep is found, though its path is longer than the system takes")
  func deep() throws {
    let name = FilePathBytes("a-folder-of-the-chain")
    var descriptor = try SystemCalls.open(folder.path, O_RDONLY | O_DIRECTORY)
    var path = FilePathBytes.currentFolder
    for _ in 0..<300 {
      #expect(name.withCString { mkdirat(descriptor, $0, 0o755) } == 0)
      let next = try SystemCalls.open(name, in: descriptor, O_RDONLY | O_DIRECTORY)
      close(descriptor)
      descriptor = next
      path = path.appending(name)
    }
    let file = openat(descriptor, "deep.jpg", O_WRONLY | O_CREAT, 0o644)
    #expect(file >= 0)
    close(file)
    close(descriptor)
    #expect(path.bytes.count > 4096)
    #expect(try Walk(folder).names == [path.appending(FilePathBytes("deep.jpg"))])
  }

  @Test("the walk ends when nobody wants more")
  func stopping() throws {
    for name in ["a/1.jpg", "b/2.jpg", "c/3.jpg"] { try folder.write([1], to: name) }
    #expect(try Walk(folder, takes: 1).paths == ["a/1.jpg"])
  }

  @Test("a root that is not there, or is a file, is an error")
  func missingRoot() throws {
    try folder.write([1], to: "a.jpg")
    for name in ["nope", "a.jpg"] {
      let error = #expect(throws: SystemError.self) { try Walk(folder, root: name) }
      #expect(error?.isMissing == true)
    }
  }

  @Test(
    "a folder that may not be listed is reported and the others are walked",
    .disabled(if: isRoot, "root may")
  )
  func unreadable() throws {
    try folder.write([1], to: "a/x.jpg")
    try folder.write([1], to: "b/y.jpg")
    try folder.setMode(0, of: "a")
    defer { try? folder.setMode(0o755, of: "a") }
    let walk = try Walk(folder)
    #expect(walk.paths == ["b/y.jpg"])
    #expect(walk.unreadable.map(\.path) == [folder("a")])
    #expect(walk.unreadable.first?.error.isDenied == true)
  }
}

/// What a walk found, below its root.
struct Walk {
  var names: [FilePathBytes] = []
  var folders: [FilePathBytes] = []
  var batchSizes: [Int] = []
  var unreadable: [(path: FilePathBytes, error: SystemError)] = []
  var paths: [String] { names.map(\.lossyText) }

  init(_ folder: TemporaryFolder, root: String = ".", followLinks: Bool = false, takes limit: Int = .max)
    throws
  {
    let root = folder(root)
    var found = Walk()
    var visited: Set<FileIdentity> = []
    try PhotoWalker(followLinks: followLinks).walk(root, visited: &visited) { batch in
      let name = batch.folder.relative(to: root) ?? batch.folder
      found.folders.append(name)
      found.batchSizes.append(batch.names.count)
      found.names += batch.names.map { name.appending($0) }
      return found.batchSizes.count < limit
    } unreadable: { path, error in
      found.unreadable.append((path, error))
    }
    self = found
  }

  private init() {}
}
