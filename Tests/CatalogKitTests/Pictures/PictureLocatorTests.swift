import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite struct PictureLocatorTests {
  /// A JPEG that a program shows.
  private static func jpeg(_ width: Int, _ height: Int, marker: UInt8 = 0xC0) -> [UInt8] {
    JPEGBuilder().frame(marker, width: width, height: height).scan().bytes
  }

  private static func pictures(_ bytes: [UInt8]) -> PhotoPictures {
    PictureLocator().pictures(of: FileContents(bytes))
  }

  /// A TIFF structure with JPEGs behind it, whose offsets the directories get.
  private static func file(_ jpegs: [[UInt8]], _ make: ([(Int, Int)]) -> RawTIFF) -> [UInt8] {
    let length = make(jpegs.map { (0, $0.count) }).bytes.count
    var places: [(Int, Int)] = []
    for jpeg in jpegs { places.append((length + places.reduce(0) { $0 + $1.1 }, jpeg.count)) }
    return make(places).bytes + jpegs.joined()
  }

  private static func pointer(_ place: (Int, Int)) -> RawTIFF.Directory {
    [
      RawTIFF.Entry(tag: 0x0201, value: .long([place.0])),
      RawTIFF.Entry(tag: 0x0202, value: .long([place.1])),
    ]
  }

  private static func strip(_ place: (Int, Int), compression: Int = 7) -> RawTIFF.Directory {
    [
      RawTIFF.Entry(tag: 0x0103, value: .short([compression])),
      RawTIFF.Entry(tag: 0x0111, value: .long([place.0])),
      RawTIFF.Entry(tag: 0x0117, value: .long([place.1])),
    ]
  }

  @Test("a JPEG is its own picture, turned as its Exif says")
  func jpeg() {
    let bytes = JPEGBuilder.photo(TIFFBuilder()).bytes
    let main = Self.pictures(bytes).main
    #expect(main?.format == .jpeg && main?.range == 0..<bytes.count && main?.orientation == 1)
    let turned = JPEGBuilder().exif(RawTIFF.photo().bytes).frame(width: 640, height: 480).scan().bytes
    #expect(Self.pictures(turned).main?.orientation == 6)
  }

  @Test(
    "a raw file's picture is its largest JPEG, whichever directory names it; the sensor's values are none"
  )
  func raw() throws {
    let jpegs = [
      Self.jpeg(160, 120), Self.jpeg(1616, 1080), Self.jpeg(6000, 4000, marker: 0xC3), Self.jpeg(640, 480),
    ]
    let bytes = Self.file(jpegs) { places in
      RawTIFF([
        [
          RawTIFF.Entry(tag: 0x010F, value: .text("SONY")), RawTIFF.Entry(tag: 0x0112, value: .short([8])),
          RawTIFF.Entry(tag: 0x014A, value: .directories([1, 2, 3], type: 4)),
        ] + Self.pointer(places[0]),
        Self.strip(places[1]), Self.strip(places[2]), Self.pointer(places[3]),
      ])
    }
    let found = Self.pictures(bytes)
    let main = try #require(found.main)
    #expect(Array(bytes[main.range]) == jpegs[1])
    #expect(main.orientation == 8 && main.pixelSize == PixelSize(width: 1616, height: 1080))
    #expect(found.previews.map(\.pixelSize?.width) == [160, 640, 1616])
  }

  @Test("of Exif, the second directory's thumbnail is a preview")
  func thumbnail() throws {
    let thumbnail = Self.jpeg(160, 120)
    var block = Self.file([thumbnail]) { places in
      RawTIFF([RawTIFF.photo().directories[0], RawTIFF.exif, RawTIFF.gps, Self.pointer(places[0])])
    }
    // The pointer behind the first directory's entries, which the builder leaves 0.
    let first = 8
    let end = first + 2 + 12 * RawTIFF.photo().directories[0].count
    let start = try #require(block.firstRange(of: [0x01, 0x02, 4, 0, 1, 0, 0, 0])).lowerBound - 2
    for index in 0..<4 { block[end + index] = UInt8(truncatingIfNeeded: start >> (8 * index)) }
    let bytes = JPEGBuilder().exif(block).frame(width: 640, height: 480).scan().bytes
    let found = Self.pictures(bytes)
    #expect(found.previews.map { Array(bytes[$0.range]) } == [thumbnail])
    #expect(found.previews.first?.orientation == 6)
  }

  @Test("a preview that lies behind the end, or leads back into itself, is none")
  func outside() {
    let tiff = { (place: (Int, Int)) in
      RawTIFF([
        [RawTIFF.Entry(tag: 0x010F, value: .text("SONY")), RawTIFF.Entry(tag: 0x014A, value: .directory(1))],
        Self.pointer(place),
      ])
    }
    for place in [(1 << 30, 100), (8, 1 << 30), (Int(UInt32.max), Int(UInt32.max)), (100, 0)] {
      #expect(Self.pictures(tiff(place).bytes).main == nil)
    }
    let loop = RawTIFF([
      [
        RawTIFF.Entry(tag: 0x010F, value: .text("SONY")),
        RawTIFF.Entry(tag: 0x014A, value: .directories([0, 1], type: 4)),
      ],
      [RawTIFF.Entry(tag: 0x014A, value: .directories([0, 1], type: 4))],
    ])
    #expect(Self.pictures(loop.bytes).main == nil)
  }

  @Test("no prefix of a raw file, and no mutation, traps or gives a picture that is not in it")
  func damage() {
    let jpegs = [Self.jpeg(160, 120), Self.jpeg(1616, 1080)]
    let bytes = Self.file(jpegs) { places in
      RawTIFF([
        [RawTIFF.Entry(tag: 0x010F, value: .text("SONY")), RawTIFF.Entry(tag: 0x014A, value: .directory(1))]
          + Self.pointer(places[0]),
        Self.strip(places[1]),
      ])
    }
    for count in 0..<bytes.count { Self.expectInside(Array(bytes.prefix(count))) }
    var random = SeededGenerator(seed: 16)
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      Self.expectInside(damaged)
    }
  }

  private static func expectInside(_ bytes: [UInt8]) {
    let found = pictures(bytes)
    for source in found.previews + [found.main].compactMap(\.self) {
      #expect(
        !source.range.isEmpty && source.range.upperBound <= bytes.count
          && (1...8).contains(source.orientation)
      )
    }
    #expect((found.main == nil) == (found.problem != nil))
  }

  @Test("a video's still is its picture, and one without says so")
  func video() throws {
    let still = Self.jpeg(160, 120)
    let box = ISOMediaBuilder.box
    let movie = { (userData: [UInt8]) in ISOMediaBuilder.ftyp(["mp42"]) + box("moov", box("udta", userData)) }
    for userData in [
      box("CNTH", box("CNDA", still)), box("tnal", [0, 0, 0, 1] + still),
      ISOMediaBuilder.full("meta", box("ilst", box("covr", box("data", [0, 0, 0, 13, 0, 0, 0, 0] + still)))),
    ] {
      let bytes = movie(userData)
      let main = try #require(Self.pictures(bytes).main)
      #expect(Array(bytes[main.range]) == still)
    }
    #expect(Self.pictures(movie([])).problem == "a video without a still picture in it")
  }
}
