import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Hidden photos")
struct HiddenPhotosTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
    for (number, name) in ["a", "b", "c"].enumerated() {
      try folder.write(
        SamplePhoto.at(37.5 + Double(number) / 10, 127, taken: "2024:11:23 17:40:0\(number)", padding: 30),
        to: "photos/\(name).jpg"
      )
    }
    try scan()
    try folder.makeFolder(".catalog")
  }

  private func scan() throws {
    _ = try Scanner(generator: "catalog test").run(folders: [folder("photos")], index: index)
  }

  private func entry(_ name: String) throws -> HiddenPhotos.Entry {
    let status = try folder.status(name)
    return HiddenPhotos.Entry(
      path: FilePathBytes(name),
      size: status.size,
      modified: status.modified,
      head: HiddenPhotos.head(of: folder(name))
    )
  }

  /// The paths of an export, with blur or without.
  private func paths(blur: Bool = true) throws -> [String] {
    var selection = PhotoSelection()
    if blur { selection.blur = try Blur(cell: Distance("1km")) }
    var paths: [String] = []
    try selection.forEachPhoto(of: IndexFile(path: index)) { paths.append(try $0.photo().path.lossyText) }
    return paths.sorted()
  }

  @Test("they are left out of what is handed on coarsely, and of nothing else")
  func leftOut() throws {
    try HiddenPhotos.write([entry("photos/b.jpg")], beside: index)
    #expect(try paths() == ["photos/a.jpg", "photos/c.jpg"])
    #expect(try paths(blur: false).count == 3)
    #expect(try folder.status(".catalog/hidden.jsonl").mode == 0o600)
  }

  @Test(
    "a hidden photo stays hidden where it moves, also with another time, and where another file takes its place"
  )
  func moved() throws {
    try HiddenPhotos.write([entry("photos/b.jpg")], beside: index)
    try folder.move("photos/b.jpg", to: "photos/z.jpg")
    try folder.setModified(Timestamp(seconds: 1, nanoseconds: 0), of: "photos/z.jpg")
    try folder.write(SamplePhoto.at(1, 2, padding: 77), to: "photos/b.jpg")
    try scan()
    // Photos of the same size that are others are not taken for it.
    #expect(try paths() == ["photos/a.jpg", "photos/c.jpg"])
  }

  @Test("a photo of the size of a hidden one that cannot be read is hidden")
  func unreadable() throws {
    try HiddenPhotos.write([entry("photos/b.jpg")], beside: index)
    try folder.remove("photos/c.jpg")
    #expect(try paths() == ["photos/a.jpg"])
  }

  @Test("of several indexes, those of each are left out")
  func union() throws {
    let other = try TemporaryFolder()
    try other.write(SamplePhoto.at(40, 120, padding: 40), to: "photos/d.jpg")
    _ = try Scanner(generator: "catalog test").run(folders: [other("photos")], index: other("catalog.json"))
    try other.makeFolder(".catalog")
    try HiddenPhotos.write([entry("photos/b.jpg")], beside: index)
    let hidden = HiddenPhotos.Entry(
      path: FilePathBytes("photos/d.jpg"),
      size: 1,
      modified: Timestamp(seconds: 0, nanoseconds: 0),
      head: nil
    )
    try HiddenPhotos.write([hidden], beside: other("catalog.json"))
    let union = try IndexUnion.open(
      [IndexFile(path: index), IndexFile(path: other("catalog.json"))],
      temporary: folder.path
    )
    var selection = PhotoSelection()
    selection.blur = try Blur(cell: Distance("1km"), isAnonymous: true)
    var count = 0
    try selection.forEachPhoto(of: union) { _ in count += 1 }
    #expect(count == 2)
  }

  @Test("a list that was cut off or changed anywhere is damaged, and nothing is handed on")
  func damaged() throws {
    let strange = HiddenPhotos.Entry(
      path: FilePathBytes([0x66, 0xFF, 0x0A, 0x22]),
      size: 5,
      modified: Timestamp(seconds: 7, nanoseconds: 9),
      head: 0xFFFF_FFFF_FFFF_FFFF
    )
    let entries = [try entry("photos/b.jpg"), strange]
    try HiddenPhotos.write(entries, beside: index)
    let whole = try folder.read(".catalog/hidden.jsonl")
    #expect(HiddenPhotos.entries(whole).map(Set.init) == Set(entries))
    for count in 0..<whole.count { #expect(HiddenPhotos.entries(Array(whole.prefix(count))) == nil) }
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 1
      #expect(HiddenPhotos.entries(changed) == nil)
    }
    let lines = whole.split(separator: 10)
    #expect(HiddenPhotos.entries(Array(lines.dropFirst().joined(separator: [10])) + [10]) == nil)
    try folder.write(Array(whole.dropLast()), to: ".catalog/hidden.jsonl")
    #expect(throws: HiddenPhotosError.self) { try paths() }
    #expect(try paths(blur: false).count == 3)
  }

  @Test("a list that is gone where a server has people is as bad; without a server nothing is hidden")
  func gone() throws {
    #expect(try paths().count == 3)
    try folder.write([1], to: ".catalog/people.sqlite")
    #expect(throws: HiddenPhotosError.self) { try paths() }
    try HiddenPhotos.write([], beside: index)
    #expect(try paths().count == 3)
  }
}
