import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoWalker and links")
struct PhotoWalkerLinkTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([1], to: "elsewhere/a.jpg")
    try folder.write([1], to: "photos/b.jpg")
  }

  @Test("links to files and folders are not followed unless asked for")
  func notFollowed() throws {
    try folder.link("photos/folder", to: "../elsewhere")
    try folder.link("photos/file.jpg", to: "../elsewhere/a.jpg")
    #expect(try Walk(folder, root: "photos").paths == ["b.jpg"])
  }

  @Test("links to files and folders are followed when asked for")
  func followed() throws {
    try folder.link("photos/folder", to: "../elsewhere")
    try folder.link("photos/file.jpg", to: "../elsewhere/a.jpg")
    let paths = try Walk(folder, root: "photos", followLinks: true).paths
    #expect(Set(paths) == ["b.jpg", "file.jpg", "folder/a.jpg"])
  }

  @Test("a link in place of a folder's name that ends like a photo is a folder")
  func linkLikeAPhoto() throws {
    try folder.link("photos/x.jpg", to: "../elsewhere")
    #expect(Set(try Walk(folder, root: "photos", followLinks: true).paths) == ["b.jpg", "x.jpg/a.jpg"])
  }

  @Test("links to nothing and to themselves are passed over")
  func dangling() throws {
    try folder.link("photos/gone.jpg", to: "nowhere.jpg")
    try folder.link("photos/self.jpg", to: "self.jpg")
    #expect(try Walk(folder, root: "photos", followLinks: true).paths == ["b.jpg"])
  }

  @Test("a loop of links ends, and each photo is found once")
  func loop() throws {
    try folder.link("photos/here", to: ".")
    try folder.link("photos/up", to: "../photos")
    try folder.write([1], to: "photos/sub/c.jpg")
    try folder.link("photos/sub/back", to: "../../photos")
    #expect(try Walk(folder, root: "photos", followLinks: true).paths == ["b.jpg", "sub/c.jpg"])
  }

  @Test("a link that takes a folder's place during the walk leads nowhere")
  func swapped() throws {
    try folder.write([1], to: "photos/a/c.jpg")
    try folder.write([1], to: "photos/a/sub/d.jpg")
    try folder.write([1], to: "elsewhere/sub/secret.jpg")
    var visited: Set<FileIdentity> = []
    var names: [FilePathBytes] = []
    try PhotoWalker().walk(folder("photos"), visited: &visited) { batch in
      names += batch.names
      guard batch.folder == folder("photos/a") else { return true }
      #expect(throws: Never.self) {
        try folder.move("photos/a", to: "photos/old")
        try folder.link("photos/a", to: "../elsewhere")
      }
      return true
    } unreadable: { _, _ in
    }
    #expect(names.map(\.lossyText) == ["b.jpg", "c.jpg"])
  }

  @Test("a folder that is moved during the walk is no error, and entered once")
  func moved() throws {
    try folder.write([1], to: "photos/a/c.jpg")
    try folder.write([1], to: "photos/a/sub/d.jpg")
    try folder.write([1], to: "photos/z/e.jpg")
    var visited: Set<FileIdentity> = []
    var names: [FilePathBytes] = []
    try PhotoWalker().walk(folder("photos"), visited: &visited) { batch in
      names += batch.names
      guard batch.folder == folder("photos/a") else { return true }
      #expect(throws: Never.self) { try folder.move("photos/a", to: "photos/z/a") }
      return true
    } unreadable: { path, error in
      Issue.record("\(path): \(error)")
    }
    #expect(names.map(\.lossyText) == ["b.jpg", "c.jpg", "e.jpg"])
  }

  @Test("a folder that two names lead to is entered by the first in byte order")
  func twoNames() throws {
    try folder.write([1], to: "photos/m/c.jpg")
    try folder.link("photos/a", to: "m")
    try folder.link("photos/z", to: "m")
    #expect(try Walk(folder, root: "photos", followLinks: true).paths == ["b.jpg", "a/c.jpg"])
  }

  @Test("a folder that an earlier walk entered is not entered again")
  func visitedBefore() throws {
    var visited: Set<FileIdentity> = []
    var count = 0
    for _ in 0..<2 {
      try PhotoWalker().walk(folder("photos"), visited: &visited) { batch in
        count += batch.names.count
        return true
      } unreadable: { _, _ in
      }
    }
    #expect(count == 1)
  }
}
