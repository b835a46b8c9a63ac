import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Formats in a scan")
struct FormatScanTests {
  @Test("A photo with another format's extension is read by its first bytes", arguments: FormatSample.all)
  func wrongExtension(sample: FormatSample) throws {
    let folder = try SidecarFolder()
    try folder.write(sample.bytes(padding: 0), to: sample.format == .png ? "IMG.heic" : "IMG.png")
    let photo = try folder.scannedPhoto()
    #expect(photo.format == sample.format)
    #expect(photo.problem == nil)
    let place = try #require(photo.position)
    #expect(abs(place.coordinate.latitude - RawTIFF.latitude) < 1e-4)
    #expect(abs(place.coordinate.longitude - RawTIFF.longitude) < 1e-4)
    #expect(place.source == (sample.format == .video ? .video : .exif))
  }

  @Test("There is a sample of every format")
  func allFormats() {
    let missing = PhotoFormat.allCases.filter { format in
      !FormatSample.all.contains { $0.format == format }
    }
    #expect(missing.isEmpty)
  }

  @Test("The picture is not read, wherever it lies", arguments: FormatSample.all)
  func readsLittle(sample: FormatSample) {
    let padding = 2 << 20
    let bytes = sample.bytes(padding: padding)
    #expect(bytes.count > padding)
    let reader = PhotoExtractor()
    let photo = reader.read(bytes, as: FilePathBytes("IMG.jpg"))
    #expect(photo.format == sample.format)
    #expect(photo.position != nil)
    #expect(reader.counts.bytes <= ByteSource.headSize + 4 * ByteSource.windowSize)
    #expect(reader.counts.calls <= 8)
  }

  @Test(
    "A file with a photo's name and unknown bytes is a record that could not be read",
    arguments: [
      ("hello, this is not a photo", "not a photo in a known format"), ("", "the file is empty"),
      ("\u{89}", "not a photo in a known format"), ("GIF89a\u{1}", "not a photo in a known format"),
    ]
  )
  func unknown(text: String, reason: String) throws {
    let folder = try SidecarFolder()
    try folder.write(text, to: "IMG.jpg")
    let summary = try folder.scan()
    #expect(summary.index.unreadable == 1)
    let photo = try #require(try folder.photos()["IMG.jpg"])
    #expect(photo.format == nil)
    #expect(photo.position == nil)
    #expect(photo.problem == PhotoProblem(reason, isUnreadable: true))
    #expect(photo.size == text.utf8.count)
  }

  @Test("A photo with a name that no photo has is passed over")
  func otherNames() throws {
    let folder = try SidecarFolder()
    for name in ["IMG", "IMG.txt", "IMG.jpg.bak", ".IMG.jpg"] {
      try folder.write(SidecarSample.photo(isLocated: true), to: name)
    }
    try folder.scan()
    #expect(try folder.photos().isEmpty)
  }
}

/// A file on Sydney's coast in one of the formats, with a picture as large as wanted where the format has it.
struct FormatSample: Sendable, CustomTestStringConvertible {
  let format: PhotoFormat
  private let make: @Sendable (Int) -> [UInt8]

  func bytes(padding: Int) -> [UInt8] { make(padding) }

  var testDescription: String { format.rawValue }

  static let all: [FormatSample] = [
    FormatSample(format: .jpeg) { RawBuilder.jpeg(block) + zeros($0) },
    FormatSample(format: .png) { padding in
      PNGBuilder([("eXIf", block), ("IDAT", zeros(padding))]).bytes
    },
    FormatSample(format: .webp) { padding in
      WebPBuilder([WebPBuilder.canvas, ("VP8 ", WebPBuilder.lossy.payload + zeros(padding)), ("EXIF", block)])
        .bytes
    },
    FormatSample(format: .raf) { RawBuilder.raf(RawBuilder.jpeg(block), at: 148 + $0) },
    FormatSample(format: .mrw) { RawBuilder.mrw(block, behind: $0) },
    FormatSample(format: .x3f) { RawBuilder.x3f(RawBuilder.jpeg(block), behind: $0) },
    FormatSample(format: .tiff) { tiff($0) },
    FormatSample(format: .bigTIFF) { padding in
      var tiff = RawTIFF.photo()
      tiff.isBigTIFF = true
      tiff.gap = padding
      return tiff.bytes
    },
    FormatSample(format: .dng) { tiff($0, [RawTIFF.Entry(tag: 0xC612, value: .bytes([1, 4, 0, 0]))]) },
    FormatSample(format: .nef) { tiff($0, make: "NIKON CORPORATION", compression(34713)) },
    FormatSample(format: .arw) { tiff($0, make: "SONY", compression(32767)) },
    FormatSample(format: .pef) { tiff($0, make: "PENTAX", compression(65535)) },
    FormatSample(format: .srw) { tiff($0, make: "SAMSUNG", compression(32770)) },
    FormatSample(format: .cr2) { padding in
      var tiff = RawTIFF.photo(make: "Canon")
      tiff.sign = Array("CR".utf8) + [2, 0, 0, 0, 0, 0]
      tiff.gap = padding
      return tiff.bytes
    },
    FormatSample(format: .rw2) { tiff($0, magic: 0x55) },
    FormatSample(format: .orf) { tiff($0, magic: 0x4F52) },
    FormatSample(format: .heic) { heif("heic", $0) },
    FormatSample(format: .heif) { heif("mif1", $0) },
    FormatSample(format: .avif) { heif("avif", $0) },
    FormatSample(format: .cr3) { padding in
      let canon: [UInt8] = [
        0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48,
      ]
      let parts =
        box("CMT1", RawTIFF([[RawTIFF.Entry(tag: 0x010F, value: .text("Canon"))]]).bytes)
        + box("CMT2", RawTIFF([RawTIFF.exif]).bytes) + box("CMT4", RawTIFF([RawTIFF.gps]).bytes)
      return box("ftyp", Array("crx ".utf8) + zeros(4) + Array("crx isom".utf8))
        + box("mdat", zeros(padding)) + box("moov", box("uuid", canon + parts))
    },
    FormatSample(format: .jpegXL) { padding in
      box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]) + box("ftyp", Array("jxl \0\0\0\0jxl ".utf8))
        + box("jxlc", zeros(padding)) + box("Exif", zeros(4) + block)
    },
    FormatSample(format: .video) { padding in
      let place = Array("-33.85861+151.21389/".utf8)
      let text = [0, UInt8(place.count), 0x15, 0xC7] + place
      return box("ftyp", Array("qt  ".utf8) + zeros(4) + Array("qt  ".utf8)) + box("mdat", zeros(padding))
        + box("moov", box("udta", box([0xA9] + Array("xyz".utf8), text)))
    },
  ]

  private static let block = RawTIFF.photo().bytes

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  private static func tiff(
    _ gap: Int,
    make: String = "Cat",
    magic: Int? = nil,
    _ more: RawTIFF.Directory = []
  ) -> [UInt8] {
    var tiff = RawTIFF.photo(make: make, more)
    tiff.gap = gap
    tiff.magic = magic
    return tiff.bytes
  }

  private static func compression(_ number: Int) -> RawTIFF.Directory {
    [RawTIFF.Entry(tag: 0x0103, value: .short([number]))]
  }

  private static func box(_ type: String, _ payload: [UInt8]) -> [UInt8] { box(Array(type.utf8), payload) }

  private static func box(_ type: [UInt8], _ payload: [UInt8]) -> [UInt8] {
    number(payload.count + 8, 4) + type + payload
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - $0))) }
  }

  /// An item of Exif behind the picture.
  private static func heif(_ brand: String, _ padding: Int) -> [UInt8] {
    let item = zeros(4) + block
    let type = box("ftyp", Array(brand.utf8) + zeros(4) + Array("\(brand)mif1".utf8))
    func meta(_ offset: Int) -> [UInt8] {
      let info = box("infe", [2, 0, 0, 0] + number(1, 2) + number(0, 2) + Array("Exif".utf8) + [0])
      let infos = box("iinf", zeros(4) + number(1, 2) + info)
      let place = number(1, 2) + number(0, 2) + number(1, 2) + number(offset, 4) + number(item.count, 4)
      let locations = box("iloc", zeros(4) + [0x44, 0x00] + number(1, 2) + place)
      return box("meta", zeros(4) + infos + locations)
    }
    // The length of the box does not depend on the offset in it.
    let offset = type.count + meta(0).count + 8 + padding
    return type + meta(offset) + box("mdat", zeros(padding) + item)
  }
}
