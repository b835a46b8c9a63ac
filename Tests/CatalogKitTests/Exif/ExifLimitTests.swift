import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Limits of an Exif block")
struct ExifLimitTests {
  @Test("A directory that points at itself is read once", arguments: [4, 13] as [UInt16])
  func ownLoop(_ type: UInt16) throws {
    let field = ExifField(directory: .exif, tag: ExifField.exifPointer.tag)
    let builder = TIFFBuilder.santiago
      .setting(.exifPointer, .pointer(to: "exif"))
      .setting(field, .pointer(to: "exif", type: type))
      .setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
    #expect(builder.photo.position?.coordinate == (try .santiago))
    #expect(builder.photo.taken != nil)
  }

  @Test("Directories that point at each other end")
  func loop() {
    let photo = TIFFBuilder()
      .setting(.make, .ascii("Acme"))
      .setting(.exifPointer, .pointer(to: "exif"))
      .setting(ExifField(directory: .exif, tag: ExifField.exifPointer.tag), .pointer(to: "image"))
      .setting(ExifField(directory: .exif, tag: ExifField.gpsPointer.tag), .pointer(to: "image"))
      .photo
    #expect(photo.make == "Acme")
    #expect(photo.problem?.reason == "no position")
  }

  /// A first directory, so many Exif directories each of which names the next, and a position.
  private static func chain(_ count: Int) -> TIFFBuilder {
    var builder = TIFFBuilder.santiago.setting(.exifPointer, .pointer(to: "link 1"))
    for index in 1..<count {
      let next = TIFFEntry(tag: ExifField.exifPointer.tag, value: .pointer(to: "link \(index + 1)"))
      builder = builder.directory("link \(index)", [next])
    }
    return builder.directory("link \(count)", [TIFFEntry(tag: 0x9000, value: .text("0232", type: 7))])
  }

  @Test("Sixty-four directories are read")
  func manyDirectories() throws {
    #expect(Self.chain(62).photo.position?.coordinate == (try .santiago))
  }

  @Test("More than sixty-four directories are a named problem", arguments: [63, 64, 100, 1000])
  func tooManyDirectories(_ count: Int) {
    let photo = Self.chain(count).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "Exif block: more than 64 Exif directories")
  }

  private static func entries(_ count: Int) -> TIFFBuilder {
    let filler = TIFFEntry(tag: 0xC000, value: .shorts(1))
    return TIFFBuilder.santiago.setting(.gpsPointer, .pointer(to: "gps")).changing("image") { directory in
      directory.entries += [TIFFEntry](repeating: filler, count: count - directory.entries.count)
    }
  }

  @Test("A directory of 4,096 entries is read")
  func manyEntries() throws {
    #expect(Self.entries(4096).photo.position?.coordinate == (try .santiago))
  }

  @Test("A directory of more entries is a named problem")
  func tooManyEntries() {
    let photo = Self.entries(4097).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "Exif block: more than 4096 entries in one Exif directory")
    let lying = TIFFBuilder.santiago.counting(65535, in: "gps").photo
    #expect(lying.problem?.reason == "Exif block: more than 4096 entries in one Exif directory")
  }

  @Test("Directories that lie over each other do not have more entries than 8,192 together")
  func manyEntriesTogether() throws {
    let builder = TIFFBuilder.santiago.setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
    let twice = builder.counting(4096, in: "image").counting(4092, in: "exif")
    #expect(twice.photo.position?.coordinate == (try .santiago))
    #expect(
      twice.counting(4093, in: "exif").photo.problem?.reason
        == "Exif block: more than 8192 entries in all Exif directories"
    )
  }

  @Test("Thousands of pointers to the same directory do not hide those behind them")
  func repeatedPointers() throws {
    let builder = TIFFBuilder.santiago.setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
      .changing("image") { directory in
        for tag in [ExifField.exifPointer.tag, ExifField.gpsPointer.tag] {
          let pointer = TIFFEntry(tag: tag, value: .pointer(to: "image"))
          directory.entries += [TIFFEntry](repeating: pointer, count: 1500)
        }
      }
    #expect(builder.photo.position?.coordinate == (try .santiago))
    #expect(builder.photo.taken != nil)
  }

  @Test("A directory that says it has more entries than its block holds gives those that it holds")
  func lyingCount() throws {
    let photo = TIFFBuilder.santiago.counting(4000, in: "gps").photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("A directory that says it has fewer entries than follow has so many")
  func smallCount() {
    #expect(TIFFBuilder.santiago.counting(3, in: "gps").photo.problem?.reason == "no longitude")
    #expect(TIFFBuilder.santiago.counting(0, in: "gps").photo.problem?.reason == "no position")
  }

  @Test(
    "A value that does not lie in the block is none",
    arguments: [
      TIFFValue.rationals((33, 1)).lying(at: 0xFFFF_FFFF), TIFFValue.rationals((33, 1)).lying(at: 60_000),
      TIFFValue.rationals((33, 1)).counting(0x2000_0000), TIFFValue.rationals((33, 1)).counting(0xFFFF_FFFF),
      TIFFValue.doubles(33).counting(0x2000_0001), TIFFValue.rationals((33, 1)).counting(0),
    ]
  )
  func outside(_ value: TIFFValue) {
    let photo = TIFFBuilder.santiago.setting(.latitude, value).photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "no latitude")
  }

  @Test(
    "A type that TIFF does not know is no value",
    arguments: [0, 14, 16, 128, 130, 255, 65535] as [UInt16]
  )
  func unknownType(_ type: UInt16) {
    let photo = TIFFBuilder.santiago.setting(.latitude, .rationals((33, 1)).typed(type)).photo
    #expect(photo.problem?.reason == "no latitude")
  }

  @Test("A value may overlap others, or lie in the header: what it says there is read")
  func overlap() throws {
    let builder = TIFFBuilder.santiago.setting(.make, TIFFValue.ascii("Acme").lying(at: 0))
    #expect(builder.photo.position?.coordinate == (try .santiago))
    #expect(builder.photo.make == "II*")
  }

  @Test("A block without a TIFF header is a named problem", arguments: [0, 1, 2, 7, 8, 30])
  func noHeader(_ count: Int) {
    let block = [UInt8](repeating: 0x41, count: count)
    let photo = JPEGBuilder().exif(block).frame(width: 8, height: 8).scan().photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason.hasPrefix("Exif block: ") == true)
    #expect(photo.pixelSize == PixelSize(width: 8, height: 8))
  }

  @Test(
    "A header with a number of no format, or of BigTIFF, is none",
    arguments: [0, 41, 43, 0x2A00] as [UInt16]
  )
  func magic(_ magic: UInt16) {
    let photo = TIFFBuilder.santiago.changing { $0.magic = magic }.photo
    #expect(photo.problem?.reason == "Exif block: damaged: no TIFF header in the Exif block at byte 2")
  }

  @Test(
    "A first directory that does not lie in the block is none",
    arguments: [0, 7, 5000, 0x7FFF_FFFF, 0xFFFF_FFFF]
  )
  func firstDirectory(_ offset: UInt32) {
    let photo = TIFFBuilder.santiago.changing { $0.statedFirstDirectory = offset }.photo
    #expect(photo.problem?.reason == "no position")
  }

  @Test("A hostile block costs little: wanted fields that all claim the whole block, in every directory")
  func hostile() {
    let huge = TIFFValue.text("", type: 2).counting(60_000).lying(at: 8)
    let fields = ExifField.wanted + ExifField.wanted + ExifField.wanted
    var builder = Self.chain(62)
    for field in fields { builder = builder.adding(field, huge) }
    let reader = PhotoExtractor()
    let bytes = JPEGBuilder().exif(builder.changing { $0.gap = 55_000 }.bytes).frame(width: 8, height: 8)
      .scan().bytes
    _ = reader.read(bytes, as: FilePathBytes("a.jpg"))
    #expect(reader.counts.calls < 100)
    #expect(reader.counts.bytes < 200_000)
  }

  @Test("A field repeated a thousand times is taken out of a block once")
  func repeatedField() throws {
    var builder = TIFFBuilder.santiago
    for _ in 0..<1000 { builder = builder.adding(.make, .ascii("Acme Cameras")) }
    let repacked = try ExifRepack(ByteReader(ByteSource(builder.bytes)))
    #expect(repacked.fields.values.count < 300)
  }

  @Test("Directories that lie over each other are walked within the limits")
  func overlappingDirectories() {
    // Every even place of the block is a directory that names many others: 0x0C0C entries of type 4.
    var block = TIFFBuilder().bytes
    while block.count < 65_000 {
      block += [0x69, 0x87, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, UInt8(block.count & 0xFE), 0x01, 0, 0]
    }
    block.replaceSubrange(8..<10, with: [0xFF, 0x0F])
    let reader = PhotoExtractor()
    let photo = reader.read(
      JPEGBuilder().exif(block).frame(width: 8, height: 8).scan().bytes,
      as: FilePathBytes("a.jpg")
    )
    #expect(photo.position == nil)
    #expect(reader.counts.bytes <= ByteSource.byteLimit)
  }
}
