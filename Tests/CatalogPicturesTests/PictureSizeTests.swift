import CatalogPictures
import Testing

@Suite struct PictureSizeTests {
  @Test("a size that a decoder would refuse is brought into range")
  func range() {
    let size = PictureSize(edge: 0, quality: 200)
    #expect(size.edge == 1 && size.quality == 100)
    #expect(PictureSize(edge: 70_000).edge == 4096)
  }
}
