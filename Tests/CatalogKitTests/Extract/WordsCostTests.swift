import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("What looking for words costs")
struct WordsCostTests {
  private let camera = TIFFBuilder.santiago.setting(.pixelXDimension, .longs(640)).setting(
    .pixelYDimension,
    .longs(480)
  )

  private func counts(_ builder: JPEGBuilder) -> ReadCounts {
    let reader = PhotoExtractor()
    _ = reader.read(builder.bytes, as: FilePathBytes("a.jpg"))
    return reader.counts
  }

  /// A picture of 2 MB behind the start of scan.
  private func picture(_ builder: JPEGBuilder) -> JPEGBuilder {
    builder.segment(0xDB, [UInt8](repeating: 1, count: 130)).frame(width: 640, height: 480)
      .segment(0xC4, [UInt8](repeating: 1, count: 416)).scan().raw([UInt8](repeating: 0x55, count: 2 << 20))
  }

  @Test("A photo with neither XMP nor IPTC whose segments are in the first 16 KB costs one read")
  func small() {
    let counts = counts(picture(JPEGBuilder().exif(camera.bytes).icc(count: 3000)))
    #expect(counts.calls == 1)
    #expect(counts.bytes == ByteSource.headSize)
  }

  @Test("A preview in the Exif block that fills the first 16 KB costs one read more")
  func preview() {
    let block = camera.bytes + [UInt8](repeating: 0x2A, count: 40_000)
    let counts = counts(picture(JPEGBuilder().exif(block)))
    #expect(counts.calls == 2)
    #expect(counts.bytes == ByteSource.headSize + ByteSource.windowSize)
  }

  @Test("XMP and IPTC near the Exif block are read with it")
  func words() {
    let builder = JPEGBuilder().exif(camera.bytes).xmp(XMPSample.good).iptc(IPTCBuilder().keyword("cat"))
    #expect(counts(picture(builder)).calls == 1)
  }
}
