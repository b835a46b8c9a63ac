import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("XMP in a JPEG")
struct JPEGXMPTests {
  private static let packet = """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
    <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="33,51.516S" \
    exif:GPSLongitude="151,12.84E" exif:DateTimeOriginal="2024-05-01T10:00:00+10:00"/></rdf:RDF></x:xmpmeta>
    """

  @Test("A photo without Exif is where its XMP packet says")
  func packetAlone() throws {
    let photo = JPEGBuilder().xmp(Self.packet).frame(width: 8, height: 8).scan().photo
    let position = try #require(photo.position)
    #expect(position.coordinate == (try Coordinate(latitude: -33.8586, longitude: 151.214)))
    #expect(position.source == .xmp)
    #expect(photo.taken?.description == "2024-05-01T10:00:00+10:00")
  }

  @Test("A position in Exif wins over one in XMP, whichever comes first")
  func exifFirst() throws {
    let block = TIFFBuilder.santiago.bytes
    for photo in [
      JPEGBuilder().xmp(Self.packet).exif(block).scan().photo,
      JPEGBuilder().exif(block).xmp(Self.packet).scan().photo,
    ] {
      #expect(photo.position?.source == .exif)
      #expect(photo.position?.coordinate == (try .santiago))
    }
  }

  @Test("A packet that is no XML is the photo's problem where nothing else has a position")
  func damagedPacket() {
    let photo = JPEGBuilder().xmp("<x:xmpmeta").frame(width: 8, height: 8).scan().photo
    #expect(photo.position == nil)
    #expect(photo.problem?.reason.hasPrefix("XMP packet: damaged") == true)
    #expect(photo.problem?.isUnreadable == false)
  }
}
