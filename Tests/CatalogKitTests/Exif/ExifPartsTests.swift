import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Exif in parts")
struct ExifPartsTests {
  private typealias Part = (directory: ExifField.Directory, block: ByteReader)

  private let image: RawTIFF.Directory = [
    RawTIFF.Entry(tag: 0x010F, value: .text("Canon")), RawTIFF.Entry(tag: 0x0112, value: .short([8])),
  ]

  private func part(
    _ kind: ExifField.Directory,
    _ directory: RawTIFF.Directory,
    isBigEndian: Bool = false
  ) -> Part {
    var tiff = RawTIFF([directory])
    tiff.isBigEndian = isBigEndian
    return (kind, ByteReader(ByteSource(tiff.bytes)))
  }

  private func metadata(_ parts: [Part]) throws -> PhotoMetadata {
    PhotoMetadata(try LibExifDocument(try ExifRepack(parts: parts)))
  }

  private func expectWhole(_ found: PhotoMetadata) throws {
    let position = try found.position.get()
    #expect(abs(position.coordinate.latitude - RawTIFF.latitude) < 1e-9)
    #expect(abs(position.coordinate.longitude - RawTIFF.longitude) < 1e-9)
    #expect(position.altitude == 12.5)
    #expect(found.make == "Canon")
    #expect(found.orientation == 8)
    #expect(found.dates.original != nil)
  }

  @Test("Three blocks with a directory each are one", arguments: [false, true])
  func parts(isBigEndian: Bool) throws {
    let found = try metadata([
      part(.image, image, isBigEndian: isBigEndian), part(.exif, RawTIFF.exif, isBigEndian: isBigEndian),
      part(.gps, RawTIFF.gps, isBigEndian: isBigEndian),
    ])
    try expectWhole(found)
  }

  @Test("Each block has its own byte order")
  func byteOrders() throws {
    for firstIsBig in [false, true] {
      let found = try metadata([
        part(.image, image, isBigEndian: firstIsBig), part(.exif, RawTIFF.exif),
        part(.gps, RawTIFF.gps, isBigEndian: !firstIsBig),
      ])
      try expectWhole(found)
    }
  }

  @Test("Numbers of every size are turned into the byte order of the first block")
  func numbers() throws {
    for firstIsBig in [false, true] {
      let found = try metadata([
        part(.gps, RawTIFF.gps, isBigEndian: firstIsBig), part(.image, image, isBigEndian: !firstIsBig),
        part(
          .exif,
          [
            RawTIFF.Entry(tag: 0xA002, value: .long([4032])),
            RawTIFF.Entry(tag: 0xA003, value: .short([3024])),
            RawTIFF.Entry(tag: 0x9003, value: .text("2024:05:06 07:08:09")),
          ],
          isBigEndian: !firstIsBig
        ),
      ])
      try expectWhole(found)
      #expect(found.pixelSize == PixelSize(width: 4032, height: 3024))
    }
  }

  @Test("A damaged block does not hide the others")
  func damagedPart() throws {
    let broken: Part = (.exif, ByteReader(ByteSource([1, 2, 3])))
    let found = try metadata([broken, part(.gps, RawTIFF.gps)])
    #expect((try? found.position.get()) != nil)
    #expect(found.make == nil)
  }

  @Test("Damaged blocks alone are an error, and so are none")
  func allDamaged() {
    #expect(throws: ContainerError.self) {
      try ExifRepack(parts: [(.gps, ByteReader(ByteSource([1, 2, 3])))])
    }
    #expect(throws: ContainerError.self) { try ExifRepack(parts: []) }
  }

  @Test("Pointers in a part are not followed, and the first block of a kind wins")
  func strays() throws {
    let stray = image + [RawTIFF.Entry(tag: 0x8825, value: .raw(type: 4, count: 1, offset: 8))]
    let other: RawTIFF.Directory = [RawTIFF.Entry(tag: 0x010F, value: .text("Other"))]
    let found = try metadata([part(.image, stray), part(.image, other)])
    #expect(found.make == "Canon")
    #expect((try? found.position.get()) == nil)
  }

  @Test("A value behind the end of its block is noted")
  func incomplete() throws {
    var cut = part(.gps, RawTIFF.gps)
    cut.block = cut.block.slice(0..<(cut.block.count - 20))
    #expect(try ExifRepack(parts: [part(.image, image), cut]).isIncomplete)
    #expect(try !ExifRepack(parts: [part(.image, image)]).isIncomplete)
  }
}
