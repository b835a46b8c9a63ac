import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("FilePathResolver")
struct FilePathResolverTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("real")
  }

  @Test("a file that exists is resolved through links to files and folders")
  func existing() throws {
    try folder.write([1], to: "real/a.json")
    try folder.link("linked", to: "real")
    try folder.link("a.json", to: "linked/a.json")
    for name in ["a.json", "linked/a.json", "real/../linked/./a.json"] {
      #expect(try FilePathResolver.resolveForWriting(folder(name)) == folder("real/a.json"))
    }
  }

  @Test("a file that does not exist lies in its resolved folder")
  func new() throws {
    try folder.link("linked", to: "real")
    #expect(try FilePathResolver.resolveForWriting(folder("linked/new.json")) == folder("real/new.json"))
  }

  @Test("a link to nothing leads to where its file would be, over several links")
  func dangling() throws {
    try folder.link("first.json", to: "real/second.json")
    try folder.link("real/second.json", to: "third.json")
    #expect(try FilePathResolver.resolveForWriting(folder("first.json")) == folder("real/third.json"))
    try folder.link("absolute.json", to: folder("real/fourth.json").lossyText)
    #expect(try FilePathResolver.resolveForWriting(folder("absolute.json")) == folder("real/fourth.json"))
  }

  @Test("a missing folder is an error, and so is a link that leads to itself")
  func errors() throws {
    let missing = #expect(throws: SystemError.self) {
      try FilePathResolver.resolveForWriting(folder("nope/a.json"))
    }
    #expect(missing?.isMissing == true)
    try folder.link("self.json", to: "self.json")
    let loop = #expect(throws: SystemError.self) {
      try FilePathResolver.resolveForWriting(folder("self.json"))
    }
    #expect(loop?.code == ELOOP)
  }

  @Test("what exists of a path is resolved and the rest is taken as it is written")
  func missingTail() throws {
    try folder.link("linked", to: "real")
    #expect(
      FilePathResolver.resolveAsFarAsPossible(folder("linked/gone/deeper")) == folder("real/gone/deeper")
    )
    #expect(FilePathResolver.resolveAsFarAsPossible(folder("linked/gone/")) == folder("real/gone"))
    #expect(FilePathResolver.resolveAsFarAsPossible(folder("linked")) == folder("real"))
  }
}
