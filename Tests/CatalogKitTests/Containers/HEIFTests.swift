import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("HEIF")
struct HEIFTests {
  private let block = RawTIFF.photo().bytes
  /// An Exif item: the offset of the TIFF header behind these four bytes.
  private let item: [UInt8] = [0, 0, 0, 6] + Array("Exif\0\0".utf8) + RawTIFF.photo().bytes
  private let packet = Array("<x:xmpmeta/>".utf8)

  @Test(
    "Every version of the item infos, their entries and the locations is read",
    arguments: [0, 1],
    [0, 1, 2]
  )
  func versions(infoVersion: Int, locationVersion: Int) {
    for entryVersion in [2, 3] {
      for offsetSize in [4, 8] {
        for (baseSize, indexSize) in [(0, 0), (4, 0), (8, 4), (0, 8)] {
          var file = HEIFBuilder([.init(item, id: 3), .xmp(packet)])
          file.infoVersion = infoVersion
          file.entryVersion = entryVersion
          file.locationVersion = locationVersion
          file.offsetSize = offsetSize
          file.lengthSize = offsetSize
          file.baseSize = baseSize
          file.indexSize = indexSize
          let pieces = PhotoPieces(file.bytes)
          #expect(pieces.isOnSydneysCoast, "\(entryVersion) \(offsetSize) \(baseSize) \(indexSize)")
          #expect(pieces.xmp == [packet])
          #expect(pieces.error == nil)
        }
      }
    }
  }

  @Test("Entries of the versions 0 and 1 have no type", arguments: [0, 1])
  func oldEntries(version: Int) {
    var file = HEIFBuilder([.init(item)])
    file.entryVersion = version
    let pieces = PhotoPieces(file.bytes)
    #expect(pieces.order == ["size"])
    #expect(pieces.error == nil)
  }

  @Test("An item lies in the file or in idat, in one extent or several", arguments: [false, true])
  func extents(isInIdat: Bool) {
    for baseSize in [0, 4] {
      var exif = HEIFBuilder.Item(Array(item[..<13]), Array(item[13..<70]), Array(item[70...]))
      exif.isInIdat = isInIdat
      var file = HEIFBuilder([exif])
      file.baseSize = baseSize
      let pieces = PhotoPieces(file.bytes)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.unreadable.isEmpty)
    }
  }

  @Test("No length means all that follows")
  func noLength() {
    var file = HEIFBuilder([.init(item)])
    file.lengthSize = 0
    #expect(PhotoPieces(file.bytes).isOnSydneysCoast)
  }

  @Test("The TIFF header is where the item's offset says, or else within the first 32 bytes")
  func headerPlaces() {
    let name = Array("Exif\0\0".utf8)
    let app1: [UInt8] = [0xFF, 0xE1, 1, 0] + name + block
    let filler = [UInt8](repeating: 1, count: 100)
    let found: [[UInt8]] = [
      item, ISOMediaBuilder.number(0, 4) + block, ISOMediaBuilder.number(100, 4) + filler + block,
      ISOMediaBuilder.number(9, 4) + name + block, ISOMediaBuilder.number(-1, 4) + block, block,
      name + block, app1, ISOMediaBuilder.number(0, 4) + app1, Array(filler.prefix(31)) + block,
    ]
    for payload in found {
      #expect(PhotoPieces(HEIFBuilder([.init(payload)]).bytes).isOnSydneysCoast, "\(payload.prefix(8))")
    }
    let lost: [[UInt8]] = [
      Array(filler.prefix(32)) + block, Array("Exif".utf8), Array("Exif\0\0II*".utf8), [],
    ]
    for payload in lost {
      var item = HEIFBuilder.Item(payload)
      item.isInIdat = true
      #expect(PhotoPieces(HEIFBuilder([item]).bytes).exif.isEmpty)
    }
  }

  @Test("An Exif item without a TIFF header is named")
  func noHeader() {
    let pieces = PhotoPieces(HEIFBuilder([.init([UInt8](repeating: 1, count: 50))]).bytes)
    #expect(pieces.unreadable.first?.contains("no TIFF header") == true)
    #expect(pieces.error == nil)
  }

  @Test("XMP is an item of its content type, and Exif wins though it comes after it")
  func xmp() {
    #expect(PhotoPieces(HEIFBuilder([.xmp(packet), .init(item)]).bytes).order == ["size", "exif", "xmp"])
    var other = HEIFBuilder.Item.xmp(packet)
    other.contentType = "text/plain"
    var none = HEIFBuilder.Item.xmp(packet)
    none.contentType = nil
    for item in [other, none] { #expect(PhotoPieces(HEIFBuilder([item]).bytes).xmp.isEmpty) }
  }

  @Test("The picture's size is the largest, whatever its shape")
  func sizes() {
    var file = HEIFBuilder([.init(item)])
    for (sizes, width, height) in [
      ([(512, 512), (4032, 3024), (320, 240)], 4032, 3024),
      ([(1000, 100), (1000, 1000)], 1000, 1000),
      ([(512, 512), (500, 4000)], 500, 4000),
      ([(0, 9), (3, 2)], 3, 2),
      ([(0xFFFF_FFFF, 0xFFFF_FFFF)], 0xFFFF_FFFF, 0xFFFF_FFFF),
    ] {
      file.sizes = sizes
      #expect(PhotoPieces(file.bytes).sizes == [PixelSize(width: width, height: height)].compactMap(\.self))
    }
    file.sizes = []
    #expect(PhotoPieces(file.bytes).sizes.isEmpty)
  }

  @Test(
    "The brands tell the format",
    arguments: [
      (["heic"], PhotoFormat.heic), (["heix", "mif1"], .heic), (["mif1", "heic"], .heif),
      (["mif1", "miaf", "heix"], .heif), (["avif", "mif1"], .avif), (["avis", "msf1"], .avif),
      (["mif1", "avif", "miaf"], .heif), (["mif1"], .heif), (["msf1", "iso8"], .heif),
      (["xxxx", "mif1"], .heif), (["xxxx", "mif1", "heic"], .heic), (["isom", "mp42"], .video),
      (["qt  "], .video), (["crx ", "isom"], .cr3),
    ]
  )
  func brands(brands: [String], format: PhotoFormat) {
    var file = HEIFBuilder([.init(item)])
    file.brands = brands
    #expect(PhotoPieces(file.bytes).format == format)
  }

  @Test("A file of brands alone has no metadata box")
  func brandsAlone() {
    let pieces = PhotoPieces(ISOMediaBuilder.ftyp(["heic", "mif1"]))
    #expect(pieces.format == .heic)
    #expect(pieces.error == .damaged("no metadata box", offset: 0))
  }

  @Test("A damaged item does not hide a good one, wherever the two are", arguments: [false, true])
  func damagedItem(isFirst: Bool) {
    for start in [0xFFFF_FFF0, 10_000] {
      for bad in [HEIFBuilder.Item.xmp(packet), HEIFBuilder.Item(item, id: 9)] {
        var bad = bad
        bad.start = start
        let pieces = PhotoPieces(HEIFBuilder(isFirst ? [bad, .init(item)] : [.init(item), bad]).bytes)
        #expect(pieces.isOnSydneysCoast)
        #expect(pieces.unreadable.count == 1)
      }
    }
  }

  @Test("An item behind the end of the file says that the file is cut off")
  func itemBehindEnd() {
    var item = HEIFBuilder.Item(item)
    item.start = 1 << 20
    let file = HEIFBuilder([item]).bytes
    let pieces = PhotoPieces(file)
    #expect(pieces.unreadable == ["Exif item: the file is cut off at byte \(file.count)"])
    #expect(pieces.error == .endOfFile(offset: file.count))
  }

  @Test("Damaged entries and sizes do not hide a good item")
  func damagedBoxes() throws {
    let good = HEIFBuilder([.init(item)]).bytes
    let name = try #require(good.firstRange(of: Array("ispe".utf8)))
    var size = good
    size[name.lowerBound - 1] = 3
    let pieces = PhotoPieces(size)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.unreadable == ["damaged: a box without a size at byte 0"])
    var short = HEIFBuilder.Item([], id: 7)
    short.type = ""
    #expect(PhotoPieces(HEIFBuilder([short, .init(item)]).bytes).isOnSydneysCoast)
  }

  @Test("Items without a location, made of other items, or in sizes that no writer writes are named")
  func strangeLocations() {
    let zeros = [UInt8](repeating: 0, count: 8)
    let ones = [UInt8](repeating: 0xFF, count: 8)
    let cases: [([UInt8], String)] = [
      ([0x44, 0, 0, 0], "an item without a location"),
      ([0x44, 0, 0, 1, 0, 1, 0, 2, 0, 0, 0, 1] + zeros, "made of other items"),
      ([0x34, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1] + zeros, "a size of 3 bytes"),
      ([0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1] + ones + zeros, "too large"),
      ([0x44, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0], "an item without a location"),
      ([0x44, 0, 0, 2, 0, 5, 0, 0, 0, 0, 0xFF, 0xFF], "end too early"),
    ]
    for (locations, reason) in cases {
      var file = HEIFBuilder([.init(item)])
      file.locations = locations
      let pieces = PhotoPieces(file.bytes)
      #expect(pieces.exif.isEmpty)
      #expect(pieces.unreadable.first?.contains(reason) == true, "\(pieces.unreadable)")
    }
  }

  @Test("65,535 extents of an item are refused, and those of another cost nothing")
  func manyExtents() {
    var file = HEIFBuilder([.init(item)])
    let extents = ISOMediaBuilder.number(0, 8 * 65_535)
    file.locations = [0x44, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0xFF, 0xFF] + extents
    #expect(PhotoPieces(file.bytes).unreadable == ["Exif item: more than 256 extents of one item"])
    file.locations = [0x44, 0, 0, 2, 0, 5, 0, 0, 0, 0, 0xFF, 0xFF] + extents
    file.locations? += [0, 1, 0, 0, 0, 0, 0, 0]
    let pieces = PhotoPieces(file.bytes)
    #expect(pieces.unreadable == ["Exif item: damaged: an item without a location at byte 0"])
    #expect(pieces.counts.bytes <= 64 << 10)
  }

  @Test("Of more Exif items than any writer leaves the first are read")
  func manyInfos() {
    let infos = (1...200).map { HEIFBuilder.Item([1, 2, 3], id: $0) }
    let pieces = PhotoPieces(HEIFBuilder(infos).bytes)
    #expect(pieces.unreadable.count == HEIFItems.infoLimit + 1)
    #expect(pieces.unreadable.last == "more than 64 metadata items")
    #expect(PhotoPieces(HEIFBuilder([.init(item)] + infos.dropFirst()).bytes).isOnSydneysCoast)
  }

  @Test("2^32 items are refused")
  func manyItems() {
    var file = HEIFBuilder([.init(item)])
    file.locationVersion = 2
    file.locations = [0x44, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    let pieces = PhotoPieces(file.bytes)
    #expect(pieces.unreadable == ["Exif item: more than 65535 items"])
  }

  @Test("An offset that runs over with its base is no place")
  func overflow() {
    var file = HEIFBuilder([.init(item)])
    let largest = ISOMediaBuilder.number(Int.max, 8)
    file.locations = [0x84, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + largest
    file.locations? += [0, 1] + largest + [0, 0, 0, 9]
    let pieces = PhotoPieces(file.bytes)
    #expect(pieces.exif.isEmpty)
    #expect(pieces.unreadable.count == 1)
  }

  @Test("A file of 5 GB costs at most 64 KB, wherever the Exif item lies")
  func hugeFile() {
    for start in [1 << 20, 4 << 30, (5 << 30) - item.count] {
      var far = HEIFBuilder.Item(item)
      far.start = start
      var file = HEIFBuilder([far])
      file.offsetSize = 8
      file.largeSize = 5 << 30
      let head = Array(file.bytes.dropLast(item.count + 1))
      let pieces = PhotoPieces(SparseFile(size: 5 << 30, pieces: [(0, head), (start, item)]).source)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.counts.bytes <= 64 << 10)
    }
  }

  @Test("Metadata behind 4 GB of picture are found with few bytes")
  func metaAtEnd() throws {
    var exif = HEIFBuilder.Item(item)
    exif.isInIdat = true
    let file = HEIFBuilder([exif]).bytes
    let brands = ISOMediaBuilder.ftyp(["heic", "mif1"])
    let head = brands + ISOMediaBuilder.large("mdat", size: 4 << 30, [])
    let start = brands.count + (4 << 30)
    let tail = Array(file.dropFirst(brands.count))
    let pieces = PhotoPieces(SparseFile(size: start + tail.count, pieces: [(0, head), (start, tail)]).source)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.counts.bytes <= 64 << 10)
  }

  @Test("A file that ends in its metadata box says that it is cut off")
  func cutOff() throws {
    let file = HEIFBuilder([.init(item)]).bytes
    let place = try #require(file.firstRange(of: Array("iloc".utf8))).lowerBound
    let pieces = PhotoPieces(Array(file.prefix(place - 4)))
    #expect(pieces.position == nil)
    #expect(pieces.error == .endOfFile(offset: place - 4))
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    var exif = HEIFBuilder.Item(Array(item[..<40]), Array(item[40...]))
    exif.isInIdat = true
    var file = HEIFBuilder([.xmp(packet), exif, .init(item, id: 4)])
    file.locationVersion = 2
    file.entryVersion = 3
    file.offsetSize = 8
    DamagedFiles.readPrefixes(of: file.bytes)
    DamagedFiles.readMutations(of: file.bytes)
  }
}
