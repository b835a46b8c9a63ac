import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport

/// A dozen photos of different sizes, taken a day after each other, each a kilometre from the one before.
private final class PhotoLibrary: Sendable {
  let folder: TemporaryFolder
  let index: IndexFile

  static let count = 12

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("photos")
    _ = try PreviewFixture.writePhotos(in: folder)
    let picture = try folder.read("photo.jpg")
    var photos: [Photo] = []
    for number in 0..<Self.count {
      // Bytes behind the end make files of different sizes that show the same.
      let path = FilePathBytes("photos/\(number).jpg")
      let file = try folder.write(picture + [UInt8](repeating: 0, count: number), to: path)
      let status = try SystemCalls.status(of: file)
      var photo = Photo(path: path, size: status.size, modified: status.modified)
      let day = try #require(CalendarDate(year: 2026, month: 5, day: 10 + number * 5 % 12))
      photo.position = Position(
        try Coordinate(latitude: 37.5 + Double(number) / 100, longitude: 127),
        source: .exif
      )
      photo.taken = LocalTime(date: day, secondOfDay: 45_296)
      photos.append(photo)
    }
    let path = folder("catalog.json")
    try SyntheticIndex.write(photos, to: path)
    index = try IndexFile(path: path)
  }

  func make(
    _ budget: PictureBudget,
    _ selection: PhotoSelection = PhotoSelection(),
    decoder: FilePathBytes? = PreviewFixture.program,
    cache: PictureCache? = nil,
    jobs: Int = 2
  ) throws -> PagePictures {
    try PagePictures(of: index, selection, budget: budget, decoder: decoder, cache: cache, jobs: jobs)
  }

  /// The days of the photos of a page, by row.
  func days(_ selection: PhotoSelection = PhotoSelection()) throws -> [String] {
    var days: [String] = []
    try selection.forEachPhoto(of: index) { days.append(try $0.taken()?.description ?? "") }
    return days
  }
}

@Suite(
  .disabled(if: PreviewFixture.isMissing || OtherProgram.vips.isMissing || OtherProgram.exiftool.isMissing)
)
struct PagePicturesTests {
  private let library: PhotoLibrary

  init() throws { library = try PhotoLibrary() }

  private static func blurred(_ metres: Double, isAnonymous: Bool = false, tags: [String] = ["cats"]) throws
    -> PhotoSelection
  {
    var selection = PhotoSelection()
    selection.blur = try Blur(
      cell: #require(Distance(metres: metres)),
      isAnonymous: isAnonymous,
      publicTags: tags
    )
    return selection
  }

  @Test("all gives each photo a small and a large picture; none gives none")
  func all() throws {
    let made = try library.make(.all)
    let pictures = Array(made.pictures)
    #expect(pictures.map(\.row) == Array(0..<PhotoLibrary.count) + Array(0..<PhotoLibrary.count))
    #expect(pictures.map(\.size) == [Int](repeating: 96, count: 12) + [Int](repeating: 480, count: 12))
    #expect(
      pictures.allSatisfy {
        max($0.width, $0.height) == $0.size && $0.mediaType == "image/webp" && $0.turn == 0
      }
    )
    #expect(made.counts.small == 12 && made.counts.large == 12 && made.counts.leftOut == 0)
    #expect(try library.make(.none).pictures.count == 0)
  }

  @Test(
    "a budget holds; a third is for small pictures, the rest for large ones, and the newest photos come first"
  )
  func budget() throws {
    let all = try library.make(.all)
    let small = PictureUse.page.cost(try #require(all.pictures.first { $0.size == 96 }).bytes.count)
    let large = PictureUse.page.cost(try #require(all.pictures.first { $0.size == 480 }).bytes.count)
    let days = try library.days()
    for budget in [
      small, 3 * small, 12 * small, 36 * small, 12 * small + large, 12 * small + 5 * large, 20 * large,
    ] {
      let made = try library.make(.bytes(budget))
      let smalls = made.pictures.filter { $0.size == 96 }.map(\.row)
      let larges = made.pictures.filter { $0.size == 480 }.map(\.row)
      #expect(smalls.count == min(12, budget / 3 / small))
      #expect(made.counts.bytes == smalls.count * small + larges.count * large && made.counts.bytes <= budget)
      #expect(larges.count == min(smalls.count, (budget - smalls.count * small) / large))
      #expect(made.counts.leftOut == 12 - smalls.count)
      let newest = days.sorted(by: >)
      #expect(Set(smalls.map { days[$0] }) == Set(newest.prefix(smalls.count)))
      #expect(Set(larges.map { days[$0] }) == Set(newest.prefix(larges.count)))
    }
  }

  @Test("the pictures are the same, however many decoders there are, and whether the cache has them")
  func deterministic() throws {
    let budget = PictureBudget.bytes(300_000)
    let one = Array(try library.make(budget, jobs: 1).pictures)
    #expect(Array(try library.make(budget, jobs: 4).pictures) == one)
    let cache = try #require(PictureCache(beside: library.index.path))
    for _ in 0..<2 { #expect(Array(try library.make(budget, cache: cache).pictures) == one) }
  }

  @Test("a second run starts no decoder, also where the photos are away")
  func cached() throws {
    let cache = try #require(PictureCache(beside: library.index.path))
    let first = Array(try library.make(.all, cache: cache).pictures)
    try library.folder.move("photos", to: "away")
    let second = try library.make(.all, decoder: library.folder("no such program"), cache: cache)
    #expect(Array(second.pictures) == first)
  }

  @Test("a file that is known not to decode is not tried again by the same decoder")
  func failures() throws {
    let cache = try #require(PictureCache(beside: library.index.path))
    try library.folder.write([0xFF, 0xD8, 0xFF, 0xD9], to: "photos/0.jpg")
    let first = try library.make(.all, cache: cache)
    #expect(first.counts.problems.map(\.path) == [FilePathBytes("photos/0.jpg")] && first.counts.small == 11)
    // It is good again, which the index does not know.
    try library.folder.write(library.folder.read("photos/1.jpg"), to: "photos/0.jpg")
    #expect(
      try library.make(.all, cache: cache).counts.problems.map(\.problem)
        == first.counts.problems.map(\.problem)
    )
    #expect(try library.make(.all).counts.problems.isEmpty)
  }

  @Test("no two pages that tell different things share a picture's bytes")
  func shared() throws {
    let selections = [
      PhotoSelection(), try Self.blurred(1000), try Self.blurred(3000),
      try Self.blurred(1000, isAnonymous: true),
      try Self.blurred(1000, tags: ["cats/Nabi"]),
    ]
    var seen: Set<[UInt8]> = []
    for selection in selections {
      let pictures = try library.make(.all, selection).pictures
      let bytes = Set(pictures.map(\.bytes))
      #expect(pictures.count == 24 && seen.isDisjoint(with: bytes))
      #expect(pictures.allSatisfy { $0.size == 96 || $0.size == 480 })
      seen.formUnion(bytes)
    }
  }

  @Test("a blurred page's pictures are those of its rows, also where names are numbers")
  func rows() throws {
    // Each photo has colours of its own.
    for number in 0..<PhotoLibrary.count {
      _ = try OtherProgram.vips([
        "linear", library.folder("photo.v").lossyText, library.folder("photos/\(number).jpg").lossyText,
        "0.1",
        "\(number * 20)",
      ])
    }
    let exact = try library.make(.all)
    let days = try library.days().map { String($0.prefix(10)) }
    let selection = try Self.blurred(3000, isAnonymous: true)
    let shared = try library.make(.all, selection)
    let sharedDays = try library.days(selection).map { String($0.prefix(10)) }
    #expect(Set(days) == Set(sharedDays) && Set(days).count == PhotoLibrary.count)
    for picture in shared.pictures where picture.size == 96 {
      let brightness = try Self.brightness(picture, library)
      let expected = try #require(
        exact.pictures.first { $0.size == 96 && days[$0.row] == sharedDays[picture.row] }
      )
      #expect(abs(try Self.brightness(expected, library) - brightness) < 4)
    }
  }

  private static func brightness(_ picture: RowPicture, _ library: PhotoLibrary) throws -> Double {
    let file = try library.folder.write(picture.bytes, to: "one.webp")
    let result = try OtherProgram.vips(["avg", file.lossyText])
    return try #require(Double(result.text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test("without a decoder, an exact page has what photos bring along, and a blurred one nothing")
  func previews() throws {
    let small = library.folder("small.jpg").lossyText
    _ = try OtherProgram.vips(["thumbnail", library.folder("photo.png").lossyText, small, "160"])
    let photo = library.folder("photos/3.jpg").lossyText
    _ = try OtherProgram.exiftool([
      "-q", "-overwrite_original", "-ThumbnailImage<=\(small)", "-n", "-Orientation=8", photo,
    ])
    let made = try library.make(.all, decoder: nil)
    let picture = try #require(Array(made.pictures).first)
    #expect(made.pictures.count == 1 && made.counts.problems.count == 11)
    #expect(
      picture.mediaType == "image/jpeg" && picture.turn == 270 && max(picture.width, picture.height) == 160
    )
    #expect(PhotoExtractor().read(picture.bytes, as: FilePathBytes("a.jpg")).problem?.reason == "no position")
    #expect(try library.make(.all, Self.blurred(1000), decoder: nil).pictures.count == 0)
  }
}
