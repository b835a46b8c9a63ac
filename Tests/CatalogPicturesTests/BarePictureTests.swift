import Testing

@testable import CatalogPictures
@testable import TestSupport

@Suite struct BarePictureTests {
  private static let secret = Array("37.5665,126.978".utf8)

  @Test("of a WebP, nothing is left but the chunk that is a picture")
  func webp() throws {
    let chunks = [
      WebPBuilder.canvas, ("ICCP", Self.secret), WebPBuilder.lossy, ("EXIF", Self.secret),
      ("XMP ", Self.secret),
    ]
    let bare = try #require(BarePicture.rebuild(WebPBuilder(chunks).bytes, .webp, width: 320, height: 200))
    #expect(bare == WebPBuilder([WebPBuilder.lossy]).bytes)
    // An odd length is padded.
    let lossless = WebPBuilder([("EXIF", Self.secret), WebPBuilder.lossless])
    #expect(
      BarePicture.rebuild(lossless.bytes, .webp, width: 100, height: 50)
        == WebPBuilder([WebPBuilder.lossless]).bytes
    )
  }

  @Test("what follows a WebP's end is left out, and an animation is no picture")
  func webpEnds() {
    let file = WebPBuilder([WebPBuilder.lossy]).bytes
    #expect(BarePicture.rebuild(file + Self.secret, .webp, width: 320, height: 200) == file)
    let animation = WebPBuilder([
      WebPBuilder.canvas, ("ANIM", [0, 0, 0, 0, 0, 0]), ("ANMF", WebPBuilder.lossy.payload),
    ])
    #expect(BarePicture.rebuild(animation.bytes, .webp, width: 320, height: 200) == nil)
  }

  @Test("a picture of another size than the decoder says is none")
  func size() {
    #expect(
      BarePicture.rebuild(WebPBuilder([WebPBuilder.lossy]).bytes, .webp, width: 321, height: 200) == nil
    )
    #expect(BarePicture.rebuild(Self.jpeg.bytes, .jpeg, width: 640, height: 481) == nil)
    #expect(
      BarePicture.rebuild(WebPBuilder([WebPBuilder.lossy]).bytes, .jpeg, width: 320, height: 200) == nil
    )
  }

  private static let plain = JPEGBuilder().segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
    .frame(width: 640, height: 480).scan()
  private static let jpeg = JPEGBuilder().jfif().exif(secret).xmp().icc().segment(0xED, secret).segment(
    0xFE,
    secret
  )
  .segment(0xDB, [0] + [UInt8](repeating: 1, count: 64)).frame(width: 640, height: 480).scan().raw(secret)

  @Test("of a JPEG, the segments are left that its frame needs, and nothing behind its end")
  func jpeg() {
    #expect(BarePicture.rebuild(Self.jpeg.bytes, .jpeg, width: 640, height: 480) == Self.plain.bytes)
  }

  @Test("several scans, restarts and fill bytes stay a picture; what stands between scans does not")
  func scans() {
    let scan: [UInt8] = [1, 1, 0, 0, 63, 0]
    let file = JPEGBuilder().frame(0xC2, width: 64, height: 32).segment(0xDA, scan)
      .raw([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56])
    let rest = JPEGBuilder().segment(0xDA, scan).raw([0x78, 0xFF, 0xD9]).bytes.dropFirst(2)
    let commented = file.segment(0xFE, Self.secret).fill(3).raw(Array(rest))
    #expect(BarePicture.rebuild(commented.bytes, .jpeg, width: 64, height: 32) == file.raw(Array(rest)).bytes)
  }

  @Test("Adobe's segment stays, since it says how colours are coded; one with more in it goes")
  func adobe() {
    let adobe = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0]
    let file = JPEGBuilder().segment(0xEE, adobe).frame(width: 8, height: 8).scan()
    #expect(BarePicture.rebuild(file.bytes, .jpeg, width: 8, height: 8) == file.bytes)
    let more = JPEGBuilder().segment(0xEE, adobe + Self.secret).frame(width: 8, height: 8).scan()
    let bare = JPEGBuilder().frame(width: 8, height: 8).scan()
    #expect(BarePicture.rebuild(more.bytes, .jpeg, width: 8, height: 8) == bare.bytes)
  }

  @Test("no beginning of a picture is one", arguments: [PictureSize.Coding.webp, .jpeg])
  func prefixes(coding: PictureSize.Coding) {
    let file =
      coding == .webp ? WebPBuilder([WebPBuilder.canvas, WebPBuilder.lossy]).bytes : Self.plain.bytes
    let (width, height) = coding == .webp ? (320, 200) : (640, 480)
    for count in 0..<file.count {
      #expect(BarePicture.rebuild(Array(file.prefix(count)), coding, width: width, height: height) == nil)
    }
    #expect(BarePicture.rebuild(file, coding, width: width, height: height) != nil)
  }
}
