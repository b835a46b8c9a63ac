import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("The bytes that make a picture")
struct PictureDataTests {
  /// The bytes of the picture, one after the other; `nil` where they are not distinguished.
  private func picture(_ file: [UInt8]) throws -> [UInt8]? {
    let contents = FileContents(file)
    let data = try PictureData(of: contents, by: ByteSource())?.bounded(in: contents)
    return data?.ranges.flatMap { file[$0] }
  }

  private func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [0xFF, marker] + ISOMediaBuilder.number(payload.count + 2, 2) + payload
  }

  @Test(
    "of a JPEG they are tables, frame and all its scans up to the end, whatever lies between the scans or behind it"
  )
  func jpeg() throws {
    // Progressive: a table between two scans, whose payload has the bytes of an end; a stuffed FF, a restart, and fill bytes.
    let frame = segment(0xC2, [8, 0, 3, 0, 4, 1, 1, 0x11, 0])
    let scans =
      segment(0xDA, [1, 1, 0, 0, 0, 0]) + [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4] + segment(0xC4, [0xFF, 0xD9, 7])
      + [0xFF, 0xFF] + segment(0xDA, [1, 1, 0, 1, 63, 0]) + [5, 6, 0xFF, 0xD9]
    let said = segment(0xE1, Array("Exif\0\0".utf8) + [1, 2, 3]) + segment(0xFE, Array("a cat".utf8))
    let expected = frame + scans
    #expect(try picture([0xFF, 0xD8] + frame + scans) == expected)
    #expect(try picture([0xFF, 0xD8] + said + [0xFF] + frame + scans + [0xFF, 0xD8, 9, 9]) == expected)
    // Adobe's segment says which colours the numbers are.
    let adobe = segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
    #expect(try picture([0xFF, 0xD8] + adobe + frame + scans) == adobe + expected)
    // Without an end, it is all that is there.
    #expect(try picture([0xFF, 0xD8] + frame + scans.dropLast(2)) == expected.dropLast(2))
  }

  @Test("the end is found where a marker lies across two pieces that are read")
  func edges() throws {
    for shift in -2...2 {
      let head: [UInt8] = segment(0xDA, [1, 1, 0, 0, 63, 0])
      let scan = head + [UInt8](repeating: 7, count: (256 << 10) - head.count + shift) + [0xFF, 0xD9]
      let file = FileContents(scan + [1, 2, 3])
      #expect(try JPEGScan.end(in: file, from: 0) == scan.count)
    }
  }

  @Test("of HEIC they are all items but Exif and XMP, wherever these lie")
  func heic() throws {
    func item(_ type: String, _ id: Int, _ extents: [UInt8]...) -> HEIFBuilder.Item {
      var item = HEIFBuilder.Item([], id: id)
      (item.type, item.extents) = (type, extents)
      return item
    }
    let tiles = [item("hvc1", 1, [1, 2], [3, 4]), item("hvc1", 2, [5, 6, 7])]
    let exif = HEIFBuilder.Item([0, 0, 0, 0, 9, 9], id: 7)
    #expect(try picture(HEIFBuilder(tiles + [exif]).bytes) == [1, 2, 3, 4, 5, 6, 7])
    #expect(
      try picture(HEIFBuilder([exif, HEIFBuilder.Item.xmp([8, 8])] + tiles).bytes) == [1, 2, 3, 4, 5, 6, 7]
    )
    // With nothing but what is said there is no picture.
    #expect(try picture(HEIFBuilder([exif]).bytes) == nil)
  }

  @Test("of WebP they are the chunks that are drawn")
  func webP() throws {
    let said: (type: String, payload: [UInt8]) = ("EXIF", [1, 2, 3])
    let bare = try #require(try picture(WebPBuilder([WebPBuilder.lossless]).bytes))
    #expect(try picture(WebPBuilder([WebPBuilder.canvas, WebPBuilder.lossless, said]).bytes) == bare)
    #expect(try picture(WebPBuilder([WebPBuilder.lossy, said]).bytes) != bare)
  }

  @Test("of a video they are its media data, where one box holds them all")
  func video() throws {
    let (brands, media) = (ISOMediaBuilder.ftyp(["qt  "]), ISOMediaBuilder.box("mdat", [1, 2, 3]))
    let said = ISOMediaBuilder.moov(ISOMediaBuilder.mvhd(3_800_000_000))
    #expect(try picture(brands + said + media) == [1, 2, 3])
    #expect(try picture(brands + media + said) == [1, 2, 3])
    #expect(try picture(brands + media + said + media) == nil)
  }

  @Test("formats that are not distinguished, and what is cut off before its picture, have none")
  func none() throws {
    #expect(try picture(RawTIFF.photo().bytes) == nil)
    #expect(try picture(Array("no photo at all".utf8)) == nil)
    #expect(try picture(SamplePhoto.broken) == nil)
    #expect(try picture([]) == nil)
  }
}
