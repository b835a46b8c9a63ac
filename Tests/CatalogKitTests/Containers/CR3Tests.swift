import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("CR3")
struct CR3Tests {
  private let packet = Array("<x:xmpmeta/>".utf8)
  private let parts = [
    ISOMediaBuilder.box("CNCV", Array("CanonCR3_001/00.09.00/00.00.00".utf8)),
    ISOMediaBuilder.box("CMT1", RawTIFF([[.init(tag: 0x010F, value: .text("Canon"))]]).bytes),
    ISOMediaBuilder.box("CMT2", RawTIFF([RawTIFF.exif]).bytes),
    ISOMediaBuilder.box("CMT3", RawTIFF([[]]).bytes),
    ISOMediaBuilder.box("CMT4", RawTIFF([RawTIFF.gps]).bytes),
  ]

  private func file(_ parts: [[UInt8]]) -> [UInt8] {
    let canon = ISOMediaBuilder.uuid(ISOMediaBuilder.canonUUID, parts.flatMap(\.self))
    return ISOMediaBuilder.ftyp(["crx ", "isom"])
      + ISOMediaBuilder.moov(canon, ISOMediaBuilder.mvhd(0))
      + ISOMediaBuilder.uuid(ISOMediaBuilder.xmpUUID, packet) + ISOMediaBuilder.box("mdat", [1, 2, 3])
  }

  @Test("CMT1, CMT2 and CMT4 are one piece, and XMP is another")
  func onePiece() {
    let pieces = PhotoPieces(file(parts))
    #expect(pieces.format == .cr3)
    #expect(pieces.order == ["parts", "xmp"])
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.exif.first?.make == "Canon")
    #expect(pieces.exif.first?.dates.original != nil)
    #expect(pieces.xmp == [packet])
    #expect(pieces.error == nil)
  }

  @Test("The parts are known by their names, not by their order")
  func order() {
    #expect(PhotoPieces(file(parts.reversed())).isOnSydneysCoast)
  }

  @Test("Without CMT4 there is no position, and without any part no piece")
  func missingParts() {
    let noGPS = PhotoPieces(file(Array(parts.dropLast())))
    #expect(noGPS.order == ["parts", "xmp"])
    #expect(noGPS.position == nil)
    #expect(PhotoPieces(file([])).order == ["xmp"])
  }

  @Test("Boxes of another maker, or outside of the movie, are not Canon's")
  func elsewhere() {
    let boxes = parts.flatMap(\.self)
    let other = ISOMediaBuilder.moov(ISOMediaBuilder.uuid(ISOMediaBuilder.xmpUUID, boxes))
    let outside = ISOMediaBuilder.uuid(ISOMediaBuilder.canonUUID, boxes)
    for box in [other, outside] {
      let pieces = PhotoPieces(ISOMediaBuilder.ftyp(["crx "]) + box)
      #expect(pieces.order.isEmpty)
      #expect(pieces.error == nil)
    }
  }

  @Test("A file that ends in its movie box says that it is cut off")
  func cutOff() throws {
    let whole = file(parts)
    let place = try #require(whole.firstRange(of: Array("CMT4".utf8))).lowerBound
    let pieces = PhotoPieces(Array(whole.prefix(place - 4)))
    #expect(pieces.exif.first?.make == "Canon")
    #expect(pieces.error == .endOfFile(offset: place - 4))
  }

  @Test("Metadata behind 4 GB of picture are found with few bytes")
  func hugeFile() {
    let whole = file(parts)
    let brands = ISOMediaBuilder.ftyp(["crx ", "isom"])
    let head = brands + ISOMediaBuilder.large("mdat", size: 4 << 30, [])
    let tail = Array(whole.dropFirst(brands.count))
    let start = brands.count + (4 << 30)
    let pieces = PhotoPieces(SparseFile(size: start + tail.count, pieces: [(0, head), (start, tail)]).source)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.counts.bytes <= 64 << 10)
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    DamagedFiles.readPrefixes(of: file(parts))
    DamagedFiles.readMutations(of: file(parts))
  }
}
