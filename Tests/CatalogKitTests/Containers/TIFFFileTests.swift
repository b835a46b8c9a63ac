import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("TIFF files")
struct TIFFFileTests {
  private typealias Entry = RawTIFF.Entry

  @Test("Both byte orders are read, with directories near and far", arguments: [0, 200_000])
  func position(gap: Int) {
    for isBigEndian in [false, true] {
      var tiff = RawTIFF.photo()
      tiff.isBigEndian = isBigEndian
      tiff.gap = gap
      let pieces = PhotoPieces(tiff.bytes)
      #expect(pieces.format == .tiff)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.position?.altitude == 12.5)
      #expect(pieces.exif.first?.make == "Cat")
      #expect(pieces.exif.first?.orientation == 6)
      #expect(pieces.exif.first?.dates.original != nil)
      #expect(pieces.error == nil)
      #expect(pieces.counts.bytes < 32 << 10)
    }
  }

  @Test(
    "Pointers are followed as any whole number",
    arguments: [1, 3, 4, 6, 8, 9, 13, 16, 17, 18]
  )
  func pointers(type: Int) {
    var tiff = RawTIFF.photo()
    tiff.directories[0][3].value = .directories([2], type: type)
    #expect(PhotoPieces(tiff.bytes).isOnSydneysCoast)
  }

  @Test(
    "A make together with subdirectories or a camera's compression names the raw format",
    arguments: [
      ("NIKON CORPORATION", PhotoFormat.nef), ("SONY", .arw), ("Pentax Corporation", .pef),
      ("RICOH IMAGING COMPANY, LTD.", .pef), ("SAMSUNG", .srw),
    ]
  )
  func makes(make: String, format: PhotoFormat) {
    let compression = { (number: Int) in [Entry(tag: 0x0103, value: .short([number]))] }
    let subdirectory = [Entry(tag: 0x014A, value: .directory(1))]
    #expect(PhotoPieces(RawTIFF.photo(make: make, subdirectory).bytes).format == format)
    #expect(PhotoPieces(RawTIFF.photo(make: make, compression(65535)).bytes).format == format)
    #expect(PhotoPieces(RawTIFF.photo(make: make, compression(5)).bytes).format == .tiff)
    #expect(PhotoPieces(RawTIFF.photo(make: make).bytes).format == .tiff)
    #expect(PhotoPieces(RawTIFF.photo(make: "Cat", subdirectory).bytes).format == .tiff)
  }

  @Test("DNGVersion in the first directory names DNG, whatever the make")
  func dng() {
    let version = [
      Entry(tag: 0x014A, value: .directory(1)), Entry(tag: 0xC612, value: .bytes([1, 4, 0, 0])),
    ]
    let pieces = PhotoPieces(RawTIFF.photo(make: "PENTAX", version).bytes)
    #expect(pieces.format == .dng)
    #expect(pieces.isOnSydneysCoast)
  }

  @Test("CR behind the header names CR2")
  func cr2() {
    var tiff = RawTIFF.photo(make: "Canon")
    tiff.sign = Array("CR".utf8) + [2, 0, 0, 0, 0, 0]
    let pieces = PhotoPieces(tiff.bytes)
    #expect(pieces.format == .cr2)
    #expect(pieces.isOnSydneysCoast)
  }

  @Test(
    "Olympus has letters in place of 42",
    arguments: [("IIRO", false, 0x4F52), ("IIRS", false, 0x5352), ("MMOR", true, 0x4F52)]
  )
  func orf(mark: String, isBigEndian: Bool, magic: Int) {
    var tiff = RawTIFF.photo(make: "OLYMPUS")
    tiff.isBigEndian = isBigEndian
    tiff.magic = magic
    #expect(Array(tiff.bytes.prefix(4)) == Array(mark.utf8))
    let pieces = PhotoPieces(tiff.bytes)
    #expect(pieces.format == .orf)
    #expect(pieces.isOnSydneysCoast)
  }

  @Test("RW2 is read with its own position, and its size is that between the sensor's borders")
  func rw2() {
    var tiff = RawTIFF.photo(
      make: "Panasonic",
      [
        Entry(tag: 4, value: .short([6])), Entry(tag: 5, value: .short([8])),
        Entry(tag: 6, value: .short([2742])), Entry(tag: 7, value: .short([3656])),
      ]
    )
    tiff.magic = 0x55
    let pieces = PhotoPieces(tiff.bytes)
    #expect(pieces.format == .rw2)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.sizes == [PixelSize(width: 3648, height: 2736)].compactMap(\.self))
  }

  @Test("The JPEG inside speaks for an RW2 without a position, and damage there is named")
  func rw2JPEG() {
    let jpeg = RawBuilder.jpeg(RawTIFF.photo().bytes)
    var tiff = RawTIFF([[Entry(tag: 0x2E, value: .undefined(jpeg))]])
    tiff.magic = 0x55
    #expect(PhotoPieces(tiff.bytes).isOnSydneysCoast)
    tiff.directories = [[Entry(tag: 0x2E, value: .undefined(Array(jpeg.prefix(40))))]]
    let pieces = PhotoPieces(tiff.bytes)
    #expect(pieces.unreadable.count == 1)
    #expect(pieces.error == nil)
  }

  @Test("XMP of tag 700 is handed over behind Exif")
  func xmp() {
    let packet = Array("<x:xmpmeta/>".utf8)
    let pieces = PhotoPieces(RawTIFF.photo([Entry(tag: 700, value: .bytes(packet))]).bytes)
    #expect(pieces.xmp == [packet])
    #expect(pieces.order == ["exif", "xmp"])
  }

  @Test("A packet of more than 1 MB is named and not read")
  func largePacket() {
    let packet = [UInt8](repeating: 0x20, count: 1 << 20 + 1)
    let pieces = PhotoPieces(RawTIFF.photo([Entry(tag: 700, value: .bytes(packet))]).bytes)
    #expect(pieces.unreadable == ["more than 1048576 bytes in one XMP packet"])
  }

  @Test("The size is the largest of the first directory and its subdirectories")
  func size() {
    let sides = { (width: Int, height: Int) in
      [Entry(tag: 0x100, value: .long([width])), Entry(tag: 0x101, value: .short([height]))]
    }
    let tiff = RawTIFF([
      sides(160, 120) + [Entry(tag: 0x14A, value: .directories([1, 2, 1], type: 4))], sides(1616, 1080),
      sides(6000, 4000),
    ])
    #expect(PhotoPieces(tiff.bytes).sizes == [PixelSize(width: 6000, height: 4000)].compactMap(\.self))
  }

  @Test("A file whose first directory lies behind its end is cut off")
  func cutOff() {
    var tiff = RawTIFF.photo()
    tiff.gap = 5000
    let pieces = PhotoPieces(Array(tiff.bytes.prefix(4000)))
    #expect(pieces.format == .tiff)
    #expect(pieces.error == .endOfFile(offset: 4000))
  }

  @Test(
    "A block with the number of a raw format is read as TIFF",
    arguments: [0x55, 0x4F52, 0x5352],
    [false, true]
  )
  func rawNumbers(magic: Int, isBigEndian: Bool) {
    var tiff = RawTIFF.photo()
    tiff.isBigEndian = isBigEndian
    tiff.magic = magic
    #expect(PhotoPieces(RawBuilder.jpeg(tiff.bytes)).isOnSydneysCoast)
    // Where a block begins is found by 42 alone.
    #expect(TIFFHeader.stands(in: ByteReader(ByteSource(tiff.bytes))) == false)
  }

  @Test("BigTIFF, and numbers of no format, count nowhere but in a file of their own")
  func blocksInContainers() {
    var tiff = RawTIFF.photo()
    #expect(PhotoPieces(RawBuilder.jpeg(tiff.bytes)).isOnSydneysCoast)
    tiff.isBigTIFF = true
    #expect(PhotoPieces(RawBuilder.jpeg(tiff.bytes)).position == nil)
    tiff.isBigTIFF = false
    tiff.magic = 41
    #expect(PhotoPieces(RawBuilder.jpeg(tiff.bytes)).position == nil)
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let jpeg = RawBuilder.jpeg(RawTIFF.photo().bytes)
    var tiff = RawTIFF.photo(
      make: "SONY",
      [
        Entry(tag: 0x100, value: .long([100])), Entry(tag: 0x101, value: .long([100])),
        Entry(tag: 0x14A, value: .directories([1, 2], type: 4)), Entry(tag: 0x2E, value: .undefined(jpeg)),
        Entry(tag: 700, value: .bytes(Array("<x:xmpmeta/>".utf8))),
      ]
    )
    for magic in [42, 0x55] {
      tiff.magic = magic
      DamagedFiles.readPrefixes(of: tiff.bytes)
      DamagedFiles.readMutations(of: tiff.bytes, count: 5_000)
    }
  }
}

@Suite("Hostile TIFF files")
struct HostileTIFFTests {
  private typealias Entry = RawTIFF.Entry

  @Test("Offsets behind the end are passed over")
  func offsets() {
    var tiff = RawTIFF.photo()
    tiff.directories[0] += [
      Entry(tag: 0x0110, value: .raw(type: 2, count: 100, offset: 0xFFFF_FFF0)),
      Entry(tag: 0x014A, value: .raw(type: 4, count: 1, offset: 0xFFFF_FFFF)),
      Entry(tag: 700, value: .raw(type: 1, count: 0xFFFF_FFFF, offset: 0xFFFF_FFFF)),
    ]
    let pieces = PhotoPieces(tiff.bytes)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.xmp.isEmpty)
    #expect(pieces.error == nil)
  }

  @Test("Directories that point at themselves and at each other are read once")
  func loops() {
    var tiff = RawTIFF.photo()
    tiff.directories[0].insert(Entry(tag: 0x8769, value: .directory(0)), at: 0)
    tiff.directories[1] += [
      Entry(tag: 0x8769, value: .directory(1)), Entry(tag: 0x8769, value: .directory(0)),
      Entry(tag: 0x8825, value: .directory(2)),
    ]
    tiff.directories[0].append(Entry(tag: 0x014A, value: .directories([0, 0, 0], type: 4)))
    #expect(PhotoPieces(tiff.bytes).isOnSydneysCoast)
  }

  @Test("More than 4,096 entries, and more than 64 directories, are refused")
  func limits() throws {
    let many = RawTIFF([Array(repeating: Entry(tag: 9, value: .short([1])), count: 4097)])
    #expect(
      PhotoPieces(many.bytes).error
        == .tooMany("entries in one Exif directory", limit: TIFFLimits.entries)
    )
    let pointers = (1...70).map { Entry(tag: 0x8769, value: .directory($0)) }
    let wide = RawTIFF([pointers] + Array(repeating: [], count: 70))
    #expect(throws: ContainerError.tooMany("Exif directories", limit: TIFFLimits.directories)) {
      try ExifRepack(ByteReader(ByteSource(wide.bytes)))
    }
  }
}
