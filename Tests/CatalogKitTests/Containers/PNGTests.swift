import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PNG")
struct PNGTests {
  private let block = RawTIFF.photo().bytes
  private let prefixed = Array("Exif\0\0".utf8) + RawTIFF.photo().bytes
  private let packet = Array("<x:xmpmeta/>".utf8)
  private let packetName = Array("http://ns.adobe.com/xap/1.0/\0".utf8)

  @Test("eXIf is read in front of the picture and behind it, with Exif\\0\\0 and without")
  func eXIf() {
    for block in [block, prefixed] {
      #expect(PhotoPieces(PNGBuilder([("eXIf", block), PNGBuilder.picture]).bytes).isOnSydneysCoast)
      #expect(PhotoPieces(PNGBuilder([PNGBuilder.picture, ("eXIf", block)]).bytes).isOnSydneysCoast)
    }
  }

  @Test("The size is in the header")
  func size() {
    let pieces = PhotoPieces(PNGBuilder([PNGBuilder.picture]).bytes)
    #expect(pieces.format == .png)
    #expect(pieces.sizes == [PixelSize(width: 640, height: 480)].compactMap(\.self))
    #expect(pieces.error == nil)
  }

  @Test(
    "A raw profile is read out of tEXt, zTXt and iTXt",
    arguments: ["Raw profile type exif", "Raw profile type APP1"]
  )
  func rawProfiles(keyword: String) {
    for block in [block, prefixed] {
      let text = PNGBuilder.rawProfile("exif", block)
      for chunk in [
        PNGBuilder.text(keyword, text), PNGBuilder.packedText(keyword, text),
        PNGBuilder.internationalText(keyword, text, isPacked: true),
        PNGBuilder.internationalText(keyword, text, isPacked: false),
      ] {
        let pieces = PhotoPieces(PNGBuilder([chunk, PNGBuilder.picture]).bytes)
        #expect(pieces.isOnSydneysCoast, "\(chunk.type)")
        #expect(pieces.unreadable.isEmpty)
      }
    }
  }

  @Test("A profile that says less than it has is cut to what it says")
  func longProfile() {
    let text = PNGBuilder.rawProfile("exif", block + [1, 2, 3], length: block.count)
    #expect(PhotoPieces(PNGBuilder([PNGBuilder.text("Raw profile type exif", text)]).bytes).isOnSydneysCoast)
  }

  @Test("What follows a profile is not the profile's, whatever it is")
  func behindProfile() {
    let exif = PNGBuilder.rawProfile("exif", block) + Array("end of profile\n".utf8)
    #expect(PhotoPieces(PNGBuilder([PNGBuilder.text("Raw profile type exif", exif)]).bytes).isOnSydneysCoast)
    let xmp = PNGBuilder.rawProfile("xmp", packet + Array("<more/>".utf8), length: packet.count)
    #expect(PhotoPieces(PNGBuilder([PNGBuilder.text("Raw profile type xmp", xmp)]).bytes).xmp == [packet])
  }

  @Test("A profile of APP1 that begins with XMP's name is a packet")
  func packetInAPP1() {
    let text = PNGBuilder.rawProfile("app1", packetName + packet)
    let pieces = PhotoPieces(PNGBuilder([PNGBuilder.packedText("Raw profile type APP1", text)]).bytes)
    #expect(pieces.xmp == [packet])
    #expect(pieces.exif.isEmpty)
  }

  @Test("XMP is read out of iTXt, packed or not, and out of a raw profile")
  func xmp() {
    let keyword = "XML:com.adobe.xmp"
    for chunk in [
      PNGBuilder.internationalText(keyword, packet, isPacked: false),
      PNGBuilder.internationalText(keyword, packet, isPacked: true),
      PNGBuilder.packedText("Raw profile type xmp", PNGBuilder.rawProfile("xmp", packet)),
      PNGBuilder.text("Raw profile type xmp", PNGBuilder.rawProfile("xmp", packetName + packet)),
    ] {
      #expect(PhotoPieces(PNGBuilder([chunk, PNGBuilder.picture]).bytes).xmp == [packet], "\(chunk.type)")
    }
  }

  @Test("A whole eXIf hides a broken text, wherever the two are")
  func eXIfWins() {
    let broken = PNGBuilder.text("Raw profile type exif", Array("\nexif\n 9\nzz".utf8))
    for chunks in [
      [broken, ("eXIf", block), PNGBuilder.picture], [broken, PNGBuilder.picture, ("eXIf", block)],
      [("eXIf", block), PNGBuilder.picture, broken],
    ] {
      let pieces = PhotoPieces(PNGBuilder(chunks).bytes, stopsAtPosition: true)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.unreadable.isEmpty)
    }
  }

  @Test("Exif as text wins over XMP, though it comes after it")
  func textOrder() {
    let xmp = PNGBuilder.internationalText("XML:com.adobe.xmp", packet, isPacked: false)
    let exif = PNGBuilder.text("Raw profile type exif", PNGBuilder.rawProfile("exif", block))
    #expect(PhotoPieces(PNGBuilder([xmp, exif, PNGBuilder.picture]).bytes).order == ["size", "exif", "xmp"])
  }

  @Test(
    "A broken profile is named",
    arguments: ["", "\nexif\n", "\nexif\n  \nzz", "\nexif\n 4\n4z4z4z4z", "\nexif\n99999999999999999999\n00"]
  )
  func brokenProfile(text: String) {
    let chunk = PNGBuilder.text("Raw profile type exif", Array(text.utf8))
    let pieces = PhotoPieces(PNGBuilder([chunk, PNGBuilder.picture]).bytes)
    #expect(pieces.unreadable.count == 1)
    #expect(pieces.unreadable.first?.contains("raw profile") == true)
    #expect(pieces.error == nil)
  }

  @Test("A text that unpacks to more than 1 MB is named, and little of it is unpacked")
  func bomb() {
    let bomb = PNGBuilder.deflated([UInt8](repeating: 0x20, count: 100 << 20))
    let chunk = ("zTXt", Array("Raw profile type exif".utf8) + [0, 0] + bomb)
    let pieces = PhotoPieces(PNGBuilder([chunk, PNGBuilder.picture]).bytes)
    #expect(pieces.unreadable == ["more than 1048576 bytes in one PNG text"])
    #expect(throws: InflateError.tooLarge) { try Inflate.bytes(bomb, limit: 1 << 20) }
  }

  @Test("Packed text whose checksum is wrong, or that ends too early, is named")
  func brokenPacking() {
    var wrong = PNGBuilder.packedText("Raw profile type exif", PNGBuilder.rawProfile("exif", block))
    wrong.payload[wrong.payload.count - 1] ^= 1
    var short = wrong
    short.payload.removeLast(9)
    for chunk in [wrong, short] {
      #expect(
        PhotoPieces(PNGBuilder([chunk]).bytes).unreadable.first?.contains("compressed PNG text") == true
      )
    }
  }

  @Test("Exactly as much as the limit is unpacked")
  func inflateLimit() throws {
    let bytes = [UInt8](repeating: 7, count: 4096)
    #expect(try Inflate.bytes(PNGBuilder.deflated(bytes), limit: 4096) == bytes)
    #expect(throws: InflateError.tooLarge) { try Inflate.bytes(PNGBuilder.deflated(bytes), limit: 4095) }
    #expect(throws: InflateError.damaged) { try Inflate.bytes([1, 2, 3, 4], limit: 10) }
    #expect(throws: InflateError.cutOff) { try Inflate.bytes([], limit: 10) }
  }

  @Test("Of more texts than any writer leaves the first are read, and a whole eXIf behind them counts")
  func manyTexts() {
    let text = PNGBuilder.text("Raw profile type exif", PNGBuilder.rawProfile("exif", block))
    let texts = Array(repeating: text, count: 40)
    let pieces = PhotoPieces(PNGBuilder(texts).bytes)
    #expect(pieces.exif.count == PNGChunks.textLimit)
    #expect(pieces.unreadable == ["more than 6 PNG texts"])
    #expect(pieces.error == nil)
    let broken = Array(repeating: PNGBuilder.text("Raw profile type exif", []), count: 40)
    let whole = PhotoPieces(PNGBuilder(broken + [("eXIf", block)]).bytes, stopsAtPosition: true)
    #expect(whole.isOnSydneysCoast)
    #expect(whole.unreadable.isEmpty)
  }

  @Test("A profile of another kind of TIFF than 42 is named")
  func otherKinds() {
    var tiff = RawTIFF.photo()
    tiff.isBigTIFF = true
    let text = PNGBuilder.text("Raw profile type exif", PNGBuilder.rawProfile("exif", tiff.bytes))
    let pieces = PhotoPieces(PNGBuilder([text, PNGBuilder.picture, ("eXIf", tiff.bytes)]).bytes)
    #expect(pieces.position == nil)
    #expect(pieces.unreadable.first?.contains("without a TIFF header") == true)
  }

  @Test("An eXIf of more than 1 MB is named")
  func largeBlock() {
    let large = ("eXIf", block + [UInt8](repeating: 0, count: 1 << 20))
    let pieces = PhotoPieces(PNGBuilder([large, PNGBuilder.picture]).bytes)
    #expect(pieces.unreadable == ["more than 1048576 bytes in one Exif block"])
  }

  @Test("A picture in thousands of chunks costs eight bytes a chunk behind the first 16 KB")
  func manyChunks() {
    let part = ("IDAT", [UInt8](repeating: 1, count: 5000))
    let pieces = PhotoPieces(PNGBuilder(Array(repeating: part, count: 3000) + [("eXIf", block)]).bytes)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.counts.bytes < 16 << 10 + 3000 * 8 + 8 << 10)
  }

  @Test("More chunks than the limit are refused")
  func chunkLimit() {
    let pieces = PhotoPieces(PNGBuilder(Array(repeating: ("IDAT", []), count: PNGChunks.chunkLimit)).bytes)
    #expect(pieces.error == .tooMany("PNG chunks", limit: 24_000))
  }

  @Test("A file that ends in its metadata tells no position, and that it is cut off")
  func cutOff() {
    let start = PNGBuilder([("eXIf", block)]).bytes.count - 12
    let text = PNGBuilder.text("Raw profile type exif", PNGBuilder.rawProfile("exif", block))
    let textStart = PNGBuilder([text]).bytes.count - 12
    for (file, length) in [(PNGBuilder([("eXIf", block)]), start), (PNGBuilder([text]), textStart)] {
      let pieces = PhotoPieces(Array(file.bytes.prefix(length)))
      #expect(pieces.position == nil)
      #expect(pieces.error == .endOfFile(offset: length))
    }
  }

  @Test("Texts in front of the picture tell though the file ends in it")
  func cutInPicture() {
    let text = PNGBuilder.text("Raw profile type exif", PNGBuilder.rawProfile("exif", block))
    let pieces = PhotoPieces(PNGBuilder([text, PNGBuilder.picture, PNGBuilder.picture]).bytes.dropLast(20))
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.error != nil)
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let file = PNGBuilder([
      PNGBuilder.packedText("Raw profile type exif", PNGBuilder.rawProfile("exif", block)),
      PNGBuilder.internationalText("XML:com.adobe.xmp", packet, isPacked: true), PNGBuilder.picture,
      ("eXIf", prefixed),
    ]).bytes
    DamagedFiles.readPrefixes(of: file)
    DamagedFiles.readMutations(of: file)
  }
}

extension PhotoPieces {
  fileprivate init(_ bytes: ArraySlice<UInt8>) {
    self.init(Array(bytes))
  }
}
