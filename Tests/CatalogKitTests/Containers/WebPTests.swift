import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("WebP")
struct WebPTests {
  private let block = RawTIFF.photo().bytes
  private let prefixed = Array("Exif\0\0".utf8) + RawTIFF.photo().bytes
  private let packet = Array("<x:xmpmeta/>!".utf8)

  @Test("EXIF is read with Exif\\0\\0 and without, behind a chunk of odd length")
  func exif() {
    for block in [block, prefixed] {
      let file = WebPBuilder([WebPBuilder.canvas, WebPBuilder.lossless, ("EXIF", block)])
      let pieces = PhotoPieces(file.bytes)
      #expect(pieces.format == .webp)
      #expect(pieces.isOnSydneysCoast)
      #expect(pieces.error == nil)
    }
  }

  @Test("XMP is handed over as it is")
  func xmp() {
    let file = WebPBuilder([WebPBuilder.canvas, WebPBuilder.lossy, ("EXIF", block), ("XMP ", packet)])
    let pieces = PhotoPieces(file.bytes)
    #expect(pieces.xmp == [packet])
    #expect(pieces.isOnSydneysCoast)
  }

  @Test("The size is the canvas's, or the only frame's")
  func sizes() {
    let size = { (chunk: (String, [UInt8])) in PhotoPieces(WebPBuilder([chunk]).bytes).sizes.first }
    #expect(size(WebPBuilder.canvas) == PixelSize(width: 300, height: 70000))
    #expect(size(WebPBuilder.lossy) == PixelSize(width: 320, height: 200))
    #expect(size(WebPBuilder.lossless) == PixelSize(width: 100, height: 50))
  }

  @Test("A file that is shorter than it says is cut off; what was read before is kept")
  func cutOff() {
    var file = WebPBuilder([WebPBuilder.canvas, WebPBuilder.lossy, ("EXIF", block)])
    file.missing = 100
    let pieces = PhotoPieces(file.bytes)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.error == .endOfFile(offset: file.bytes.count))
  }

  @Test("A block that is not whole is not handed over")
  func cutBlock() {
    let bytes = WebPBuilder([WebPBuilder.lossy, ("EXIF", block)]).bytes
    let pieces = PhotoPieces(Array(bytes.dropLast(2)))
    #expect(pieces.order == ["size"])
    #expect(pieces.error == .endOfFile(offset: bytes.count - 2))
  }

  @Test("Bytes behind the end that the file says are not its own")
  func behindTheEnd() {
    let bytes = WebPBuilder([WebPBuilder.lossy]).bytes + WebPBuilder([("EXIF", block)]).bytes.dropFirst(12)
    let pieces = PhotoPieces(bytes)
    #expect(pieces.order == ["size"])
    #expect(pieces.error == nil)
  }

  @Test("An EXIF or XMP chunk of more than 1 MB is named")
  func large() {
    let large = [UInt8](repeating: 0, count: 1 << 20 + 2)
    let pieces = PhotoPieces(WebPBuilder([WebPBuilder.lossy, ("EXIF", large), ("XMP ", large)]).bytes)
    #expect(
      pieces.unreadable == [
        "more than 1048576 bytes in one Exif block", "more than 1048576 bytes in one XMP packet",
      ]
    )
    #expect(pieces.counts.bytes < 32 << 10)
  }

  @Test("More chunks than the limit are refused")
  func chunkLimit() {
    let pieces = PhotoPieces(WebPBuilder(Array(repeating: ("ANMF", []), count: WebPChunks.chunkLimit)).bytes)
    #expect(pieces.error == .tooMany("WebP chunks", limit: 24_000))
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let file = WebPBuilder([
      WebPBuilder.canvas, WebPBuilder.lossless, WebPBuilder.lossy, ("EXIF", prefixed), ("XMP ", packet),
    ]).bytes
    DamagedFiles.readPrefixes(of: file)
    DamagedFiles.readMutations(of: file)
  }
}
