import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Words in Exif")
struct ExifWordsTests {
  private func photo(_ builder: TIFFBuilder) -> Photo { JPEGBuilder.photo(builder).photo }

  private func wide(_ text: String, _ order: ByteOrder = .little) -> [UInt8] {
    (text + "\0").utf16.flatMap { order.encode(UInt64($0), size: 2) }
  }

  @Test("Windows' title and keywords are read, whatever the block's byte order", arguments: ByteOrder.both)
  func windows(order: ByteOrder) {
    let found = photo(
      TIFFBuilder().ordered(order).setting(.xpTitle, .bytes(wide("나비 🐈"), type: 1))
        .setting(.xpKeywords, .bytes(wide("cats; Nabi ;;garden"), type: 1))
    )
    #expect(found.title == "나비 🐈")
    #expect(found.tags == ["cats", "Nabi", "garden"])
  }

  @Test("ImageDescription is UTF-8 or Latin-1, without blanks around it")
  func description() {
    #expect(
      photo(TIFFBuilder().setting(.imageDescription, .ascii("  Nabi sleeps  "))).description == "Nabi sleeps"
    )
    #expect(
      photo(TIFFBuilder().setting(.imageDescription, .bytes([0x43, 0xE9, 0], type: 2))).description == "Cé"
    )
    let long = String(repeating: "a cat ", count: 500) + "x"
    #expect(photo(TIFFBuilder().setting(.imageDescription, .ascii(long))).description == long)
  }

  @Test(
    "What a camera writes of itself is no description",
    arguments: [
      "OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "MINOLTA DIGITAL CAMERA", "SAMSUNG", "               ",
      "",
      "Exif_JPEG_PICTURE", "<Digimax S600 / Kenox S600>", "DCIM\\100MEDIA\\DJI_0001.JPG", "cof", "default",
      "Acme One", "acme", "My beautiful picture",
    ]
  )
  func filler(text: String) {
    let camera = TIFFBuilder().setting(.make, .ascii("Acme")).setting(.model, .ascii("Acme One"))
    #expect(photo(camera.setting(.imageDescription, .ascii(text))).description == nil)
  }

  @Test(
    "What a person writes is one, be it about a camera",
    arguments: ["Default", "My Olympus", "SONY", "<3"]
  )
  func noFiller(text: String) {
    #expect(photo(TIFFBuilder().setting(.imageDescription, .ascii(text))).description == text)
  }

  @Test(
    "A rating of one to five is one, 0 is unrated",
    arguments: [(0, nil), (1, 1), (5, 5), (6, nil)] as [(UInt16, Int?)]
  )
  func rating(_ stars: UInt16, _ expected: Int?) {
    #expect(photo(TIFFBuilder().setting(.rating, .shorts(stars))).rating == expected)
  }

  @Test("The lens is read")
  func lens() {
    #expect(photo(TIFFBuilder().setting(.lensModel, .ascii("EF50mm f/1.8 STM "))).lens == "EF50mm f/1.8 STM")
  }

  @Test(
    "The method is behind its character code",
    arguments: [
      (Array("ASCII\0\0\0GPS".utf8), "GPS"), (Array("ASCII\0\0\0  fused \0\0".utf8), "fused"),
      (Array("JIS\0\0\0\0\0MANUAL\0".utf8), "MANUAL"), (Array("\0\0\0\0\0\0\0\0CELLID".utf8), "CELLID"),
      (Array("UNICODE\0W\0L\0A\0N\0\0\0".utf8), "WLAN"),
      (Array("UNICODE\0".utf8) + [0xFE, 0xFF] + Array("\0G\0P\0S".utf8), "GPS"),
      (Array("JIS\0\0\0\0\0".utf8) + [0x1B, 0x24, 0x42, 0x24, 0x22], nil), (Array("GPS".utf8), "GPS"),
      (Array("NETWORK PROVIDER".utf8), "NETWORK PROVIDER"), (Array("ASCII\0\0\0".utf8), nil), ([], nil),
    ] as [([UInt8], String?)]
  )
  func method(_ bytes: [UInt8], _ expected: String?) {
    let found = photo(TIFFBuilder.santiago.setting(.processingMethod, .bytes(bytes)))
    #expect(found.position != nil)
    #expect(found.position?.method == expected)
  }

  @Test("A method in two bytes a character has the block's byte order")
  func wideMethod() {
    for order in ByteOrder.both {
      let value = TIFFValue.bytes(Array("UNICODE\0".utf8) + wide("GPS", order))
      #expect(
        photo(TIFFBuilder.santiago.ordered(order).setting(.processingMethod, value)).position?.method == "GPS"
      )
    }
  }

  @Test("A text of a megabyte is left out and named, and what is beside it is read")
  func tooLong() {
    func tiff(_ field: ExifField) -> Photo {
      let file = TIFFBuilder().setting(field, .bytes([UInt8](repeating: 0x61, count: 1 << 19), type: 1))
        .setting(.lensModel, .ascii("EF50mm"))
      return PhotoExtractor().read(file.bytes, as: FilePathBytes("a.tif"))
    }
    for field in [ExifField.imageDescription, .xpTitle] {
      #expect(tiff(field).problem?.reason == "a title or description of more than 8 KB")
      #expect(tiff(field).description == nil && tiff(field).title == nil)
      #expect(tiff(field).lens == "EF50mm")
    }
    #expect(tiff(.xpKeywords).problem?.reason == "a tag of more than 1024 bytes")
    #expect(tiff(.xpKeywords).tags.isEmpty)
  }

  @Test("A million keywords are bounded and named")
  func tooMany() {
    let text = wide((0..<10_000).map { "\($0 % 10)" }.joined(separator: ";"))
    let found = photo(TIFFBuilder().setting(.xpKeywords, .bytes(text, type: 1)))
    #expect(found.tags == (0..<10).map(String.init))
    #expect(found.problem?.reason == "more than 1000 tags")
  }
}
