import Testing

@testable import CatalogKit
@testable import TestSupport

/// Several Exif blocks and XMP packets in one photo.
@Suite("Which part of a photo counts")
struct SourceOrderTests {
  private let dated = RawTIFF([[RawTIFF.Entry(tag: 0x8769, value: .directory(1))], RawTIFF.exif]).bytes
  private let located = RawTIFF([[RawTIFF.Entry(tag: 0x8825, value: .directory(1))], RawTIFF.gps]).bytes

  @Test("the first Exif block with a position counts, though another comes before it")
  func secondBlock() throws {
    let photo = JPEGBuilder().exif(dated).exif(located).frame(width: 8, height: 8).scan().photo
    let position = try #require(photo.position)
    #expect(position.source == .exif)
    #expect(abs(position.coordinate.latitude - RawTIFF.latitude) < 1e-9)
  }

  @Test("XMP says when a photo was taken where Exif has nothing but a position")
  func timeOfXMP() {
    let packet = SidecarSample.xmp("exif:DateTimeOriginal=\"2001-02-03T04:05:06\"")
    let photo = JPEGBuilder().exif(located).xmp(packet).frame(width: 8, height: 8).scan().photo
    #expect(photo.position?.source == .exif)
    #expect(photo.taken?.description.hasPrefix("2001-02-03T04:05:06") == true)
  }

  @Test("the first reason why there is no position is the one that is given")
  func firstReason() {
    let noReference = RawTIFF([
      [RawTIFF.Entry(tag: 0x8825, value: .directory(1))], RawTIFF.gps.filter { $0.tag != 1 },
    ])
    let zero = SidecarSample.xmp("exif:GPSLatitude=\"0\" exif:GPSLongitude=\"0\"")
    let photo = JPEGBuilder().exif(noReference.bytes).xmp(zero).frame(width: 8, height: 8).scan().photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "no latitude reference")
  }
}
