import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Photos that are there twice")
struct DuplicatesCommandTests {
  let folder: TemporaryFolder
  let catalog: CatalogProcess

  init() throws {
    let fixture = try ProgramFixture()
    folder = fixture.folder
    catalog = fixture.catalog
  }

  private func groups(_ files: [(String, [UInt8])], _ arguments: [String] = []) throws -> [[String]] {
    try FileManager.default.removeItem(atPath: "\(folder("photos"))")
    for (name, bytes) in files { try folder.write(bytes, to: "photos/\(name)") }
    _ = try run(["scan", "photos", "--prune"])
    let result = try run(["duplicates", "--format", "json"] + arguments)
    let all = try JSONSerialization.jsonObject(with: Data(result.output)) as? [[String: Any]]
    return try #require(all).map { group in
      let photos = group["photos"] as? [[String: Any]] ?? []
      return ["\(group["kind"] ?? "")"] + photos.map { "\($0["path"] ?? "")".replacing("photos/", with: "") }
    }
  }

  private func run(_ arguments: [String]) throws -> ProcessResult {
    try catalog.run(arguments.map { Array($0.utf8) })
  }

  private static let photo = SamplePhoto.at(37.5, 127, taken: "2024:05:01 12:00:00", padding: 9000)
  /// The same picture without a word about it, as phones hand it on.
  private static let stripped = SamplePhoto.unlocated(taken: nil, padding: 9000)

  @Test("equal files are the same, and only those")
  func same() throws {
    var other = Self.photo
    other[other.count - 3] ^= 1
    let found = try groups(
      [
        ("a.jpg", Self.photo), ("b/c.jpg", Self.photo), ("d.jpg", other),
        ("e.jpg", SamplePhoto.at(1, 2, padding: 9001)),
      ],
      ["--kind", "same"]
    )
    #expect(found == [["same", "a.jpg", "b/c.jpg"]])
  }

  @Test("two files with one checksum are not the same: bytes decide")
  func collision() throws {
    // What the checksum's polynomial is taken away from keeps its checksum; bits come lowest first.
    let bits = [1] + (0..<32).map { Int(0x04C1_1DB7 >> (31 - $0)) & 1 }
    var other = Self.photo
    for (place, bit) in bits.enumerated() where bit == 1 {
      other[8000 + place / 8] ^= UInt8(1 << (place % 8))
    }
    var (one, two) = (CRC32(), CRC32())
    one.add(Self.photo)
    two.add(other)
    try #require(one.number == two.number && other != Self.photo)
    #expect(try groups([("a.jpg", Self.photo), ("b.jpg", other)]).isEmpty)
  }

  @Test("a picture is the same whatever is said about it, and a file that is there twice is named with it")
  func picture() throws {
    let found = try groups([
      ("a.jpg", Self.photo), ("b.jpg", Self.photo), ("c.jpg", Self.stripped),
      // As long and otherwise alike, but another picture at its end.
      ("d.jpg", SamplePhoto.at(37.5, 127, taken: nil, padding: 9001)),
    ])
    #expect(found == [["same", "a.jpg", "b.jpg"], ["picture", "a.jpg", "b.jpg", "c.jpg"]])
  }

  @Test("a picture and its video belong together when they were taken within three seconds")
  func live() throws {
    // QuickTime counts from 1904 in UTC; the photo's clock does not say how far it is from that, but in quarters of an hour.
    func video(_ second: Int) -> [UInt8] {
      ISOMediaBuilder.ftyp(["qt  "])
        + ISOMediaBuilder.moov(ISOMediaBuilder.mvhd(2_082_844_800 + 1_714_564_800 + second))
        + ISOMediaBuilder.box("mdat", [1, 2, UInt8(second)])
    }
    let found = try groups([
      ("near.jpg", SamplePhoto.at(1, 2, taken: "2024:05:01 12:00:00", padding: 30)), ("near.mov", video(3)),
      ("far.jpg", SamplePhoto.at(1, 2, taken: "2024:05:01 12:00:00", padding: 31)), ("far.mov", video(4)),
      ("seoul.jpg", SamplePhoto.at(1, 2, taken: "2024:05:01 21:00:00", padding: 32)), ("seoul.mov", video(2)),
      ("day.jpg", SamplePhoto.at(1, 2, taken: "2024:05:02 12:00:00", padding: 33)), ("day.mov", video(1)),
    ])
    #expect(found == [["together", "near.jpg", "near.mov"], ["together", "seoul.jpg", "seoul.mov"]])
  }

  /// A Live Photo's picture: Apple's MakerNote with the identifier, and what it looks like.
  private static func picture(_ identifier: String?, taken: String, pixel: UInt16) -> [UInt8] {
    var tiff = TIFFBuilder().setting(.make, .ascii("Apple")).setting(.dateTimeOriginal, .ascii(taken))
    if let identifier {
      let text = Array(identifier.utf8) + [0]
      // A directory of one entry, big endian; offsets count from the note's beginning.
      let note =
        Array("Apple iOS\0\0\u{1}MM".utf8) + [0, 1] + [
          0, 0x11, 0, 2, 0, 0, 0, UInt8(text.count), 0, 0, 0, 32,
        ]
        + [0, 0, 0, 0] + text
      tiff = tiff.adding(ExifField(directory: .exif, tag: 0x927C), .bytes(note))
    }
    return JPEGBuilder.photo(tiff).frame(width: 4, height: Int(pixel)).scan().bytes
  }

  private static func movie(_ identifier: String?, second: Int) -> [UInt8] {
    var values = [("com.apple.quicktime.make", "Apple")]
    if let identifier { values.append(("com.apple.quicktime.content.identifier", identifier)) }
    return ISOMediaBuilder.ftyp(["qt  "])
      + ISOMediaBuilder.moov(
        ISOMediaBuilder.mvhd(2_082_844_800 + 1_714_564_800 + second),
        ISOMediaBuilder.meta(values.map { (name: $0.0, value: $0.1) })
      )
      + ISOMediaBuilder.box("mdat", [1, 2, UInt8(second)])
  }

  @Test(
    "a Live Photo's picture and video belong together by Apple's identifier, whatever they are called and say of the time"
  )
  func contentIdentifier() throws {
    let noon = "2024:05:01 12:00:00"
    let (one, two) = ("1B4F1E2C-0000-4E4D-8A7B-3F1D6C1D9E01", "1B4F1E2C-0000-4E4D-8A7B-3F1D6C1D9E02")
    let found = try groups([
      ("IMG_1.jpg", Self.picture(one, taken: "2024:05:01 09:11:12", pixel: 5)),
      ("renamed.mov", Self.movie(one, second: 40)),
      // The same name and time, and another identifier: two moments.
      ("IMG_2.jpg", Self.picture(two, taken: noon, pixel: 6)),
      ("IMG_2.mov", Self.movie(one + "X", second: 1)),
      // Only one of them says it: name and time decide.
      ("IMG_3.jpg", Self.picture(nil, taken: noon, pixel: 7)),
      ("IMG_3.mov", Self.movie(two + "X", second: 2)),
      // Of two folders with the same, each has its own.
      ("a/IMG_4.jpg", Self.picture(two, taken: noon, pixel: 8)), ("a/x.mov", Self.movie(two, second: 50)),
      ("b/IMG_4.jpg", Self.picture(two, taken: noon, pixel: 9)),
    ])
    #expect(
      found == [
        ["together", "IMG_1.jpg", "renamed.mov"], ["together", "IMG_3.jpg", "IMG_3.mov"],
        ["together", "a/IMG_4.jpg", "a/x.mov"],
      ]
    )
  }

  @Test("a MakerNote that is cut off or lies is none, and the photos around it are found")
  func damagedMakerNote() throws {
    let whole = Self.picture("1B4F1E2C", taken: "2024:05:01 12:00:00", pixel: 5)
    let movie = Self.movie("1B4F1E2C", second: 0)
    let note = try #require(whole.firstRange(of: Array("Apple iOS".utf8))).lowerBound
    for offset in 0..<46 {
      var changed = whole
      changed[note + offset] ^= 0x55
      let source = ByteSource()
      _ = try ContentIdentifier.read(FileContents(changed), by: source)
      let cut = try ContentIdentifier.read(FileContents(Array(whole[..<(note + offset)])), by: source)
      // The NUL at its end says nothing.
      #expect(cut == nil || offset == 45 && cut == "1B4F1E2C", "\(offset)")
    }
    #expect(try ContentIdentifier.read(FileContents(whole), by: ByteSource()) == "1B4F1E2C")
    #expect(try ContentIdentifier.read(FileContents(movie), by: ByteSource()) == "1B4F1E2C")
  }

  @Test("what comes after the picture's end is not the picture")
  func trailer() throws {
    let found = try groups([
      ("a.jpg", Self.photo), ("b.jpg", Self.stripped + Array("trailer of a phone".utf8)),
    ])
    #expect(found == [["picture", "a.jpg", "b.jpg"]])
  }

  @Test("PNG and WebP are compared by what is drawn")
  func chunks() throws {
    let pixels = [UInt8](repeating: 7, count: 6000)
    func png(_ text: String?, _ pixels: [UInt8]) -> [UInt8] {
      func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        var sum = CRC32()
        sum.add(Array(type.utf8) + data)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: data.count >> $0) } + Array(type.utf8) + data
          + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: Int(sum.number) >> $0) }
      }
      return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0])
        + (text.map { chunk("tEXt", Array("Comment\0\($0)".utf8)) } ?? [])
        + chunk("IDAT", Array(pixels.prefix(3000))) + chunk("IDAT", Array(pixels.dropFirst(3000)))
        + chunk("IEND", [])
    }
    var changed = pixels
    changed[5999] = 8
    let found = try groups([
      ("a.png", png("a cat", pixels)), ("b.png", png(nil, pixels)), ("c.png", png(nil, changed)),
    ])
    #expect(found == [["picture", "a.png", "b.png"]])
  }

  @Test("one moment in several files belongs together: by name and kind, or by name and time")
  func together() throws {
    let later = SamplePhoto.at(37.5, 127, taken: "2024:05:01 12:00:09", padding: 700)
    let found = try groups(
      [
        ("IMG_0001.jpg", Self.photo),
        ("IMG_0001.dng", RawTIFF.photo([RawTIFF.Entry(tag: 0xC612, value: .bytes([1, 4, 0, 0]))]).bytes),
        ("sub/IMG_0001.jpg", later),
        ("IMG_1234.jpg", SamplePhoto.at(1, 2, padding: 30)),
        ("IMG_E1234.jpg", SamplePhoto.at(1, 2, padding: 40)),
        ("b-edited.jpg", SamplePhoto.at(3, 4, padding: 50)), ("b.jpg", SamplePhoto.at(3, 4, padding: 60)),
        ("burst_1.jpg", later),
        ("burst_2.jpg", SamplePhoto.at(37.5, 127, taken: "2024:05:01 12:00:09", padding: 701)),
      ],
      ["--kind", "together"]
    )
    #expect(
      Set(found.map { $0.joined(separator: " ") })
        == [
          "together IMG_0001.dng IMG_0001.jpg", "together IMG_1234.jpg IMG_E1234.jpg",
          "together b-edited.jpg b.jpg",
        ]
    )
  }

  @Test(
    "as a table groups are numbered; none is a sentence; a photo that cannot be read is reported, and the rest is found"
  )
  func words() throws {
    _ = try groups([("a.jpg", Self.photo), ("b.jpg", Self.photo), ("c.jpg", Self.photo)])
    let table = try run(["duplicates"])
    #expect(table.text.hasPrefix("KIND  GROUP  BYTES  PATH\nsame      1"))
    #expect(
      try run(["duplicates", "--format", "paths"]).text == "photos/a.jpg\nphotos/b.jpg\nphotos/c.jpg\n\n"
    )
    let zeros = try run(["duplicates", "--print0"])
    #expect(zeros.output == Array("photos/a.jpg\0photos/b.jpg\0photos/c.jpg\0\0".utf8))
    #expect(try run(["duplicates", "--print0", "--format", "json"]).status == 64)
    try FileManager.default.removeItem(atPath: "\(folder("photos/c.jpg"))")
    let rest = try run(["duplicates", "--format", "paths", "--kind", "same"])
    #expect(
      rest.status == 1 && rest.text == "photos/a.jpg\nphotos/b.jpg\n\n"
        && rest.errors.contains("photos/c.jpg")
    )
    let none = try run(["duplicates", "--path", "a.jpg"])
    #expect(none.status == 0 && none.text.isEmpty && none.errors == "catalog: no photo is there twice\n")
    #expect(try run(["duplicates", "--kind", "cats"]).status == 64)
  }
}
