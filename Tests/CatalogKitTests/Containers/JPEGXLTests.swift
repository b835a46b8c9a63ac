import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("JPEG XL")
struct JPEGXLTests {
  private let exif: [UInt8] = [0, 0, 0, 0] + RawTIFF.photo().bytes
  private let packet = Array("<x:xmpmeta/>".utf8)

  private func file(_ boxes: [UInt8]...) -> [UInt8] {
    ISOMediaBuilder.box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]) + ISOMediaBuilder.ftyp(["jxl "])
      + boxes.flatMap(\.self)
  }

  @Test("Exif is read in front of the codestream and behind it")
  func exifBox() {
    let codestream = ISOMediaBuilder.box("jxlc", [0xFF, 0x0A, 1, 2])
    let box = ISOMediaBuilder.box("Exif", exif)
    for bytes in [file(box, codestream), file(codestream, box)] {
      let pieces = PhotoPieces(bytes)
      #expect(pieces.format == .jpegXL)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.error == nil)
    }
  }

  @Test("The Exif box begins with an offset, right or wrong")
  func offsets() {
    let block = RawTIFF.photo().bytes
    let named = Array("Exif\0\0".utf8) + block
    for payload in [ISOMediaBuilder.number(6, 4) + named, ISOMediaBuilder.number(9, 4) + named, block] {
      #expect(PhotoPieces(file(ISOMediaBuilder.box("Exif", payload))).isOnSydneysCoast)
    }
  }

  @Test("An Exif box without a TIFF header is named")
  func noHeader() {
    for payload in [[], ISOMediaBuilder.number(0, 4), [UInt8](repeating: 1, count: 60)] {
      let pieces = PhotoPieces(file(ISOMediaBuilder.box("Exif", payload)))
      #expect(pieces.unreadable == ["Exif box: no TIFF header"])
      #expect(pieces.error == nil)
    }
  }

  @Test("XMP is a box of its own")
  func xmp() {
    #expect(PhotoPieces(file(ISOMediaBuilder.box("xml ", packet))).xmp == [packet])
  }

  private func packed(_ type: String, _ stream: [UInt8]) -> [UInt8] {
    ISOMediaBuilder.box("brob", Array(type.utf8) + stream)
  }

  @Test("Boxes that are packed with Brotli are read, on both sides of the codestream")
  func brotli() {
    let codestream = ISOMediaBuilder.box("jxlc", [0xFF, 0x0A, 1, 2])
    let boxes = packed("Exif", BrotliSample.stored(exif)) + packed("xml ", BrotliSample.stored(packet))
    for bytes in [file(boxes, codestream), file(codestream, boxes)] {
      let pieces = PhotoPieces(bytes)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.xmp == [packet])
      #expect(pieces.unreadable.isEmpty)
      #expect(pieces.error == nil)
      #expect(PhotoExtractor().read(bytes, as: FilePathBytes("a.jxl")).position != nil)
    }
  }

  @Test("Packed boxes that hold no metadata are not unpacked")
  func otherPackedBoxes() {
    let pieces = PhotoPieces(
      file(packed("jumb", BrotliSample.sixteenMegabytes), ISOMediaBuilder.box("brob", []))
    )
    #expect(pieces.order.isEmpty)
    #expect(pieces.error == nil)
  }

  @Test(
    "A stream that is damaged, cut off, or unpacks to more than a megabyte is named, and hides nothing",
    arguments: [
      ([0xFF, 0xFF, 0xFF], "damaged: no Brotli stream at byte 4"),
      ([], "damaged: a stream without an end at byte 4"),
      (Array(BrotliSample.stored([0, 0, 0, 0, 1]).dropLast()), "damaged: a stream without an end at byte 4"),
      (BrotliSample.sixteenMegabytes, "more than 1048576 bytes when it is unpacked"),
      (BrotliSample.overOneMegabyte, "more than 1048576 bytes when it is unpacked"),
    ] as [([UInt8], String)]
  )
  func badStreams(stream: [UInt8], reason: String) {
    let pieces = PhotoPieces(
      file(packed("Exif", stream), packed("xml ", stream), ISOMediaBuilder.box("Exif", exif))
    )
    #expect(
      pieces.unreadable == [
        "Exif box packed with Brotli: \(reason)", "XMP box packed with Brotli: \(reason)",
      ]
    )
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.error == nil)
    let alone = PhotoExtractor().read(file(packed("Exif", stream)), as: FilePathBytes("a.jxl"))
    #expect(alone.problem == PhotoProblem("Exif box packed with Brotli: \(reason)", isUnreadable: false))
  }

  @Test("A packed box of more than a megabyte is named, and not read")
  func largePackedBox() {
    let box = packed("Exif", [UInt8](repeating: 0, count: 1 << 20))
    let pieces = PhotoPieces(file(box, ISOMediaBuilder.box("Exif", exif)))
    #expect(pieces.unreadable == ["Exif box packed with Brotli: more than 1048576 bytes of packed metadata"])
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.counts.bytes < 64 << 10)
  }

  @Test("A bare codestream has no metadata")
  func codestream() {
    let pieces = PhotoPieces([0xFF, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(pieces.format == .jpegXL)
    #expect(pieces.order.isEmpty)
    #expect(pieces.error == nil)
  }

  @Test("A file that ends in its metadata says that it is cut off")
  func cutOff() {
    let boxes = [
      ISOMediaBuilder.box("Exif", exif), ISOMediaBuilder.box("xml ", packet),
      packed("Exif", BrotliSample.stored(exif)),
    ]
    for box in boxes {
      let bytes = Array(file(box).dropLast(5))
      #expect(PhotoPieces(bytes).error == .endOfFile(offset: bytes.count))
    }
    let picture = Array(file(ISOMediaBuilder.box("jxlc", [1, 2, 3, 4, 5, 6, 7, 8])).dropLast(5))
    #expect(PhotoPieces(picture).error == nil)
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let whole = file(
      packed("Exif", BrotliSample.text),
      packed("xml ", BrotliSample.stored(packet)),
      ISOMediaBuilder.box("xml ", packet),
      ISOMediaBuilder.large("jxlp", [1, 2, 3]),
      ISOMediaBuilder.box("Exif", exif)
    )
    DamagedFiles.readPrefixes(of: whole)
    DamagedFiles.readMutations(of: whole)
  }
}
