import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("RAF")
struct RAFTests {
  private let jpeg = RawBuilder.jpeg(RawTIFF.photo().bytes)

  @Test("The JPEG inside tells, wherever it lies", arguments: [148, 100_000])
  func position(offset: Int) {
    let pieces = PhotoPieces(RawBuilder.raf(jpeg, at: offset))
    #expect(pieces.format == .raf)
    #expect(pieces.isOnSydneysCoast)
    #expect(pieces.sizes == [PixelSize(width: 1024, height: 768)].compactMap(\.self))
    #expect(pieces.error == nil)
  }

  @Test("A JPEG that would begin behind the end is a file cut off")
  func outside() {
    let bytes = Array(RawBuilder.raf(jpeg, at: 5000).prefix(4000))
    #expect(PhotoPieces(bytes).error == .endOfFile(offset: 4000))
  }

  @Test("Other bytes at the JPEG's place are damage")
  func noJPEG() {
    #expect(
      PhotoPieces(RawBuilder.raf([1, 2, 3, 4])).error == .damaged("no JPEG in the raw file", offset: 148)
    )
  }

  @Test("The largest offset and length there are do no harm")
  func hostile() {
    var bytes = RawBuilder.raf(jpeg)
    for index in 84..<92 { bytes[index] = 0xFF }
    #expect(PhotoPieces(bytes).error == .endOfFile(offset: bytes.count))
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let file = RawBuilder.raf(jpeg)
    DamagedFiles.readPrefixes(of: file)
    DamagedFiles.readMutations(of: file)
  }
}
