import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Exif in JPEG segments")
struct JPEGSegmentTests {
  private static let block = TIFFBuilder.santiago.bytes

  private static let layouts: [(String, JPEGBuilder)] = [
    ("first", JPEGBuilder().exif(block)),
    ("behind JFIF", JPEGBuilder().jfif().exif(block)),
    ("behind an ICC profile", JPEGBuilder().icc().exif(block)),
    (
      "behind an ICC profile of several segments",
      JPEGBuilder().icc(count: 65_000).icc(count: 65_000).exif(block)
    ),
    ("behind XMP", JPEGBuilder().xmp().exif(block)),
    ("behind all of them", JPEGBuilder().jfif().icc().xmp().segment(0xEE, [1, 2, 3]).exif(block)),
    ("before XMP", JPEGBuilder().exif(block).xmp()),
    ("behind a comment", JPEGBuilder().segment(0xFE, Array("Exif\0\0".utf8)).exif(block)),
    ("behind a Huffman table", JPEGBuilder().segment(0xC4, [0, 1, 2, 3]).exif(block)),
    ("behind one fill byte", JPEGBuilder().fill(1).exif(block)),
    ("behind many fill bytes", JPEGBuilder().jfif().fill(777).exif(block).fill(3)),
    ("behind markers without a length", JPEGBuilder().raw([0xFF, 0x01, 0xFF, 0xD0]).exif(block)),
    ("behind an empty segment", JPEGBuilder().segment(0xE1, []).segment(0xE5, []).exif(block)),
    ("behind a short APP1", JPEGBuilder().segment(0xE1, Array("Exif".utf8)).exif(block)),
  ]

  @Test("Every APP1 up to the start of scan is read", arguments: layouts)
  func places(_ name: String, _ builder: JPEGBuilder) throws {
    let photo = builder.frame(width: 640, height: 480).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.format == .jpeg)
    #expect(photo.problem == nil)
  }

  @Test("An APP1 behind the frame header is read")
  func behindFrame() throws {
    let photo = JPEGBuilder().frame(width: 640, height: 480).exif(Self.block).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.pixelSize == PixelSize(width: 640, height: 480))
  }

  @Test("An APP1 behind the start of scan or the end of image is not read")
  func behindScan() {
    let scan = JPEGBuilder().frame(width: 640, height: 480).scan().exif(Self.block).scan().photo
    #expect(scan.problem == PhotoProblem("no position", isUnreadable: false))
    let end = JPEGBuilder().raw([0xFF, 0xD9]).exif(Self.block).scan().photo
    #expect(end.problem == PhotoProblem("no position", isUnreadable: false))
  }

  @Test(
    "Writers' variants of the header are all Exif",
    arguments: ["Exif\0\0", "exif\0\0", "EXIF\0\0", "Exif\0\u{1}", "Exif\0 "].map { Array($0.utf8) }
      + [Array("Exif\0".utf8) + [0xFF]]
  )
  func headers(_ header: [UInt8]) throws {
    let photo = JPEGBuilder().exif(Self.block, header: header).frame(width: 8, height: 8).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
  }

  @Test("Other headers are none", arguments: ["Exix\0\0", "Exif  ", "ExifA\0", "\0Exif\0", "http:\0"])
  func otherHeaders(_ header: String) {
    let photo = JPEGBuilder().exif(Self.block, header: Array(header.utf8)).frame(width: 8, height: 8).scan()
      .photo
    #expect(photo.problem == PhotoProblem("no position", isUnreadable: false))
  }

  private static let elsewhere = TIFFBuilder()
    .setting(.latitudeRef, .ascii("N")).setting(.latitude, .rationals((10, 1)))
    .setting(.longitudeRef, .ascii("E")).setting(.longitude, .rationals((20, 1)))
    .setting(.make, .ascii("Elsewhere"))

  @Test("The first block with a position wins")
  func firstPosition() throws {
    let both = JPEGBuilder().exif(Self.block).exif(Self.elsewhere.bytes).scan().photo
    #expect(both.position?.coordinate == (try .santiago))
    #expect(both.make == nil)
    let poor = TIFFBuilder().setting(.make, .ascii("Acme")).bytes
    let second = JPEGBuilder().exif(poor).exif(Self.elsewhere.bytes).exif(Self.block).scan().photo
    #expect(second.position?.coordinate == (try Coordinate(latitude: 10, longitude: 20)))
    #expect(second.make == "Elsewhere")
    let zero = Self.elsewhere.setting(.latitude, .rationals((0, 1))).setting(.longitude, .rationals((0, 1)))
    let third = JPEGBuilder().exif(zero.bytes).exif(Self.block).scan().photo
    #expect(third.position?.coordinate == (try .santiago))
    #expect(third.problem == nil)
  }

  @Test("The date of a block counts also where another block has the position")
  func dateOfOther() {
    let dated = TIFFBuilder().setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05")).bytes
    let photo = JPEGBuilder().exif(dated).exif(Self.elsewhere.bytes).scan().photo
    #expect(photo.make == "Elsewhere")
    #expect(photo.taken?.description == "2016-09-28T18:18:05")
  }

  @Test("Where no block has a position, the first one tells of the camera")
  func firstOfAll() {
    let first = TIFFBuilder().setting(.make, .ascii("First")).bytes
    let second = TIFFBuilder().setting(.make, .ascii("Second")).bytes
    let photo = JPEGBuilder().exif(first).exif(second).scan().photo
    #expect(photo.make == "First")
    #expect(photo.problem?.reason == "no position")
  }

  @Test("A damaged block gives way to a good one")
  func damagedFirst() throws {
    let photo = JPEGBuilder().exif(Array("no TIFF at all".utf8)).exif(Self.block).scan().photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.problem == nil)
  }

  @Test(
    "The size is that of the first frame header, of any kind of frame",
    arguments: [0xC0, 0xC1, 0xC2, 0xC3, 0xCF]
  )
  func frames(_ marker: UInt8) {
    let photo = JPEGBuilder().frame(marker, width: 4000, height: 3000).frame(width: 1, height: 1).scan().photo
    #expect(photo.pixelSize == PixelSize(width: 4000, height: 3000))
  }

  @Test("A table between the frame markers is no frame", arguments: [0xC4, 0xC8, 0xCC] as [UInt8])
  func tables(_ marker: UInt8) {
    let photo = JPEGBuilder().frame(marker, width: 4000, height: 3000).frame(width: 8, height: 9).scan().photo
    #expect(photo.pixelSize == PixelSize(width: 8, height: 9))
  }

  @Test("A frame of zero rows has no size")
  func zeroFrame() {
    #expect(JPEGBuilder().frame(width: 640, height: 0).scan().photo.pixelSize == nil)
  }

  @Test(
    "Bytes that are no JPEG are no photo",
    arguments: [[0x50, 0x89], [0xFF, 0xD8, 0x00], [1], [0xD8, 0xFF, 0xD8]]
  )
  func noPhoto(_ bytes: [UInt8]) {
    let photo = PhotoExtractor().read(bytes, as: FilePathBytes("a.jpg"))
    #expect(photo.problem == PhotoProblem("not a photo in a known format", isUnreadable: true))
    #expect(photo.format == nil)
  }

  @Test("An empty file is called so")
  func empty() {
    let photo = PhotoExtractor().read([], as: FilePathBytes("a.jpg"))
    #expect(photo.problem == PhotoProblem("the file is empty", isUnreadable: true))
  }

  @Test("Bytes where a marker must be are damage, at a named place")
  func noMarker() {
    let photo = JPEGBuilder().jfif().raw([0x12, 0x34, 0x56, 0x78]).photo
    #expect(photo.problem == PhotoProblem("damaged: no JPEG marker at byte 20", isUnreadable: true))
    let zero = JPEGBuilder().raw([0xFF, 0x00, 0, 0]).photo
    #expect(zero.problem == PhotoProblem("damaged: no JPEG marker at byte 2", isUnreadable: true))
  }

  @Test("A segment shorter than its own length field is damage", arguments: [0, 1] as [UInt8])
  func shortLength(_ length: UInt8) {
    let photo = JPEGBuilder().raw([0xFF, 0xE1, 0, length]).exif(Self.block).scan().photo
    #expect(
      photo.problem == PhotoProblem("damaged: a JPEG segment without a length at byte 4", isUnreadable: true)
    )
  }

  @Test("A position read before damage stays")
  func damageBehindPosition() throws {
    let photo = JPEGBuilder().exif(Self.block).raw([UInt8](repeating: 0x12, count: 50)).photo
    #expect(photo.position?.coordinate == (try .santiago))
    #expect(photo.problem == nil)
  }

  @Test("More than 4,096 segments are a named problem")
  func manySegments() {
    var builder = JPEGBuilder()
    for _ in 0..<4100 { builder = builder.segment(0xE5, []) }
    let photo = builder.exif(Self.block).scan().photo
    #expect(photo.problem == PhotoProblem("more than 4096 JPEG segments", isUnreadable: true))
  }

  @Test("A reader serves one photo after another")
  func reuse() throws {
    let reader = PhotoExtractor()
    let far = JPEGBuilder().icc(count: 60_000).exif(Self.elsewhere.bytes).scan().bytes
    let near = JPEGBuilder().exif(Self.block).frame(width: 8, height: 8).scan().bytes
    for _ in 0..<3 {
      #expect(reader.read(far, as: FilePathBytes("far")).position?.coordinate.latitude == 10)
      #expect(reader.read(near, as: FilePathBytes("near")).position?.coordinate == (try .santiago))
      #expect(reader.read([], as: FilePathBytes("none")).position == nil)
    }
  }
}
