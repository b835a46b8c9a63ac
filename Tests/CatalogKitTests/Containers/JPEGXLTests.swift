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

  @Test("Boxes that are compressed with Brotli are named, where they may tell a position")
  func brotli() {
    let box = { (type: String) in ISOMediaBuilder.box("brob", Array(type.utf8) + [1, 2, 3]) }
    let pieces = PhotoPieces(file(box("jumb"), box("Exif"), box("xml "), ISOMediaBuilder.box("brob", [])))
    #expect(
      pieces.unreadable == [
        "its Exif block is compressed with Brotli", "its XMP packet is compressed with Brotli",
      ]
    )
    #expect(pieces.error == nil)
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
    for box in [ISOMediaBuilder.box("Exif", exif), ISOMediaBuilder.box("xml ", packet)] {
      let bytes = Array(file(box).dropLast(5))
      #expect(PhotoPieces(bytes).error == .endOfFile(offset: bytes.count))
    }
    let picture = Array(file(ISOMediaBuilder.box("jxlc", [1, 2, 3, 4, 5, 6, 7, 8])).dropLast(5))
    #expect(PhotoPieces(picture).error == nil)
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let whole = file(
      ISOMediaBuilder.box("brob", Array("Exif".utf8) + [1]),
      ISOMediaBuilder.box("xml ", packet),
      ISOMediaBuilder.large("jxlp", [1, 2, 3]),
      ISOMediaBuilder.box("Exif", exif)
    )
    DamagedFiles.readPrefixes(of: whole)
    DamagedFiles.readMutations(of: whole)
  }
}
