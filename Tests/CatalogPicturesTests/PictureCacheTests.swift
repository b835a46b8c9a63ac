import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport

@Suite struct PictureCacheTests {
  private let folder: TemporaryFolder
  private let cache: PictureCache
  private static let picture = SmallPicture(coding: .webp, width: 96, height: 72, bytes: [1, 2, 3, 0, 255])
  private static let file = IndexedFile(
    path: FilePathBytes("photos/miso.jpg"),
    size: 1234,
    modified: Timestamp(seconds: 5, nanoseconds: 6)
  )
  private static let size = PictureSize(edge: 96)
  private static let key = PictureCache.Key(file, size)

  init() throws {
    folder = try TemporaryFolder()
    cache = try #require(PictureCache(beside: folder("catalog.json")))
  }

  /// All files of the cache, relative to it.
  private func files() throws -> [String] {
    let path = folder(".catalog/previews").lossyText
    return try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.contains("/") }.sorted()
  }

  @Test("what is kept is there again, also for another process")
  func kept() throws {
    #expect(cache.entry(Self.key) == nil)
    cache.keep(.picture(Self.picture), Self.key)
    #expect(cache.entry(Self.key) == .picture(Self.picture))
    let other = try #require(PictureCache(beside: folder("catalog.json")))
    #expect(other.entry(Self.key) == .picture(Self.picture))
    let failure = PictureCache.Entry.failure(decoder: "libvips 8.14.1", reason: "cut off")
    cache.keep(failure, Self.key)
    #expect(cache.entry(Self.key) == failure)
    #expect(try files().count == 1)
  }

  @Test("another time, size or name of the file, edge, coding or quality is another picture")
  func keys() {
    cache.keep(.picture(Self.picture), Self.key)
    let file = Self.file
    let files = [
      IndexedFile(path: FilePathBytes("photos/miso.JPG"), size: file.size, modified: file.modified),
      IndexedFile(path: file.path, size: 1235, modified: file.modified),
      IndexedFile(path: file.path, size: file.size, modified: Timestamp(seconds: 5, nanoseconds: 7)),
    ]
    for other in files { #expect(cache.entry(PictureCache.Key(other, Self.size)) == nil) }
    let sizes = [
      PictureSize(edge: 95), PictureSize(edge: 96, coding: .jpeg), PictureSize(edge: 96, quality: 61),
    ]
    for other in sizes { #expect(cache.entry(PictureCache.Key(file, other)) == nil) }
  }

  @Test("only the owner reads it")
  func modes() throws {
    cache.keep(.picture(Self.picture), Self.key)
    let name = try #require(files().first)
    #expect(try folder.status(".catalog").mode == 0o700)
    #expect(try folder.status(".catalog/previews").mode == 0o700)
    #expect(try folder.status(".catalog/previews/" + name.prefix(2)).mode == 0o700)
    #expect(try folder.status(".catalog/previews/" + name).mode == 0o600)
  }

  @Test("a file that was torn apart, or is another's, is nothing")
  func torn() throws {
    cache.keep(.picture(Self.picture), Self.key)
    let name = ".catalog/previews/" + (try #require(files().first))
    let whole = try folder.read(name)
    for count in 0..<whole.count {
      try folder.write(Array(whole.prefix(count)), to: name)
      #expect(cache.entry(Self.key) == nil)
    }
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 0x10
      try folder.write(changed, to: name)
      #expect(cache.entry(Self.key) == nil, "byte \(index)")
    }
    try folder.write(whole, to: name)
    #expect(cache.entry(Self.key) == .picture(Self.picture))
  }

  @Test("a folder that is a link, or that others may write to, is not used")
  func foreign() throws {
    let other = try TemporaryFolder()
    try other.makeFolder("elsewhere")
    try other.makeFolder(".catalog")
    try other.link(".catalog/previews", to: other("elsewhere").lossyText)
    #expect(PictureCache(beside: other("catalog.json")) == nil)
    try folder.setMode(0o777, of: ".catalog/previews")
    #expect(PictureCache(beside: folder("catalog.json")) == nil)
    #expect(PictureCache(beside: folder("nowhere/catalog.json")) == nil)
  }

  @Test("of too many bytes, those go that were not used for the longest time, and what a killed process left")
  func trimmed() throws {
    var names: [String: Int] = [:]
    for number in 0..<8 {
      let before = Set(try files())
      let file = IndexedFile(path: FilePathBytes("\(number).jpg"), size: 1, modified: Self.file.modified)
      let bytes = [UInt8](repeating: UInt8(number), count: 1000)
      let picture = SmallPicture(coding: .webp, width: 96, height: 72, bytes: bytes)
      cache.keep(.picture(picture), PictureCache.Key(file, Self.size))
      let name = try #require(Set(files()).subtracting(before).first)
      names[name] = number
      // Written in one order, used in another.
      let used = 1_700_000_000 + number * 7 % 8
      try folder.setModified(Timestamp(seconds: used, nanoseconds: 0), of: ".catalog/previews/" + name)
    }
    try folder.write([1], to: ".catalog/previews/00/tmp-left")
    try folder.setModified(
      Timestamp(seconds: 1_700_000_000, nanoseconds: 0),
      of: ".catalog/previews/00/tmp-left"
    )
    cache.trim(to: 3300)
    let left = try Set(files().map { names[$0] })
    #expect(left == Set([3, 2, 1]))
    cache.trim(to: 3300)
    #expect(try files().count == 3)
  }

  @Test("a picture that is used counts as used today")
  func used() throws {
    cache.keep(.picture(Self.picture), Self.key)
    let name = ".catalog/previews/" + (try #require(files().first))
    try folder.setModified(Timestamp(seconds: 1_700_000_000, nanoseconds: 0), of: name)
    #expect(cache.entry(Self.key) != nil)
    #expect(try folder.status(name).modified.seconds > 1_700_000_000)
  }
}
