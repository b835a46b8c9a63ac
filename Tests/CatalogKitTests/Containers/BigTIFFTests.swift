import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("BigTIFF")
struct BigTIFFTests {
  private typealias Entry = RawTIFF.Entry

  private func photo(_ more: RawTIFF.Directory = []) -> RawTIFF {
    var tiff = RawTIFF.photo(more)
    tiff.isBigTIFF = true
    return tiff
  }

  @Test("Both byte orders are read, with directories near and far", arguments: [0, 200_000])
  func position(gap: Int) {
    for isBigEndian in [false, true] {
      var tiff = photo()
      tiff.isBigEndian = isBigEndian
      tiff.gap = gap
      let pieces = PhotoPieces(tiff.bytes)
      #expect(pieces.format == .bigTIFF)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.exif.first?.make == "Cat")
      #expect(pieces.exif.first?.orientation == 6)
    }
  }

  @Test("Pointers are followed as LONG, IFD, LONG8 and IFD8", arguments: [4, 13, 16, 18])
  func pointers(type: Int) {
    for isBigEndian in [false, true] {
      var tiff = photo()
      tiff.isBigEndian = isBigEndian
      tiff.directories[0][3].value = .directories([2], type: type)
      #expect(PhotoPieces(tiff.bytes).isOnSydneysCoast)
    }
  }

  @Test("Numbers of eight bytes count where four would hold them")
  func eightByteNumbers() {
    for isBigEndian in [false, true] {
      var tiff = photo()
      tiff.isBigEndian = isBigEndian
      tiff.directories[1] += [
        Entry(tag: 0xA002, value: .long8([4000])), Entry(tag: 0xA003, value: .signedLong8([3000])),
      ]
      tiff.directories[2][1].value = .long8([33, 51, 31])
      tiff.directories[2][3].value = .signedLong8([-151, -12, -50])
      let pieces = PhotoPieces(tiff.bytes)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.exif.first?.pixelSize == PixelSize(width: 4000, height: 3000))
      tiff.directories[2][1].value = .long8([1 << 32 + 33, 51, 31])
      #expect(PhotoPieces(tiff.bytes).position == nil)
    }
  }

  @Test("A size in LONG8 is read")
  func size() {
    let tiff = photo([Entry(tag: 0x100, value: .long8([70000])), Entry(tag: 0x101, value: .long([5]))])
    #expect(PhotoPieces(tiff.bytes).sizes == [PixelSize(width: 70000, height: 5)].compactMap(\.self))
    let hostile = photo([Entry(tag: 0x100, value: .long8([-1])), Entry(tag: 0x101, value: .long8([-1]))])
    #expect(PhotoPieces(hostile.bytes).sizes.isEmpty)
  }

  @Test("A directory of 2^32 entries is refused at once")
  func entries() {
    var bytes = photo().bytes
    bytes.replaceSubrange(16..<24, with: [0, 0, 0, 0, 1, 0, 0, 0])
    let pieces = PhotoPieces(bytes)
    #expect(pieces.error == .tooMany("entries in one Exif directory", limit: TIFFLimits.entries))
    #expect(pieces.counts.bytes < 32 << 10)
  }

  @Test("Offsets and counts of 2^64 - 1 do no harm")
  func offsets() {
    let largest = UInt64.max
    var tiff = photo([
      Entry(tag: 0x0110, value: .raw(type: 2, count: largest, offset: largest)),
      Entry(tag: 0x0132, value: .raw(type: 5, count: 20, offset: largest)),
      Entry(tag: 0x014A, value: .raw(type: 18, count: 1, offset: largest)),
      Entry(tag: 700, value: .raw(type: 1, count: largest, offset: 16)),
    ])
    tiff.directories[0].insert(Entry(tag: 0x8825, value: .raw(type: 16, count: 1, offset: largest)), at: 0)
    #expect(PhotoPieces(tiff.bytes).isOnSydneysCoast)
    var bytes = tiff.bytes
    bytes.replaceSubrange(8..<16, with: [UInt8](repeating: 0xFF, count: 8))
    #expect(PhotoPieces(bytes).error == .endOfFile(offset: bytes.count))
  }

  @Test("Offsets of another length than eight bytes are damage")
  func offsetSize() {
    var bytes = photo().bytes
    bytes[4] = 4
    let pieces = PhotoPieces(bytes)
    #expect(pieces.format == .bigTIFF)
    #expect(pieces.error == .damaged("a BigTIFF header with offsets that are not eight bytes", offset: 4))
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let file = photo([
      Entry(tag: 0x100, value: .long8([100])), Entry(tag: 0x101, value: .long([100])),
      Entry(tag: 0x14A, value: .directories([1, 2], type: 18)),
      Entry(tag: 700, value: .bytes(Array("<x:xmpmeta/>".utf8))),
    ]).bytes
    DamagedFiles.readPrefixes(of: file)
    DamagedFiles.readMutations(of: file)
  }
}
