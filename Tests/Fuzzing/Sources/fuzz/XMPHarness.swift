@testable import CatalogKit
@testable import TestSupport

/// An XMP packet, as it stands in a photo or beside it.
enum XMPHarness {
  static func run(_ bytes: [UInt8]) {
    let source = ByteSource(bytes)
    guard let metadata = try? XMPPacket.read(ByteReader(source), source: .sidecar) else { return }
    PhotoRules.check(metadata)
    expect(source.counts.bytes <= max(bytes.count, ByteSource.headSize), "each byte read once")
  }

  static var seeds: [[UInt8]] {
    let wide = XMPSample.good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return [
      Array(XMPSample.good.utf8), [0xFF, 0xFE] + wide,
      Array(
        XMPSample.packet(
          children: """
            <exif:GPSLatitude>37,33,58.8N</exif:GPSLatitude><exif:GPSLongitude rdf:value="-70.5"/>
            <exif:GPSMapDatum>TOKYO</exif:GPSMapDatum><exif:GPSHPositioningError>5/2</exif:GPSHPositioningError>
            <dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>A</rdf:li></rdf:Seq></dc:creator>
            <exif:Flash rdf:parseType="Resource"><exif:Fired>True</exif:Fired></exif:Flash>
            """
        ).utf8
      ),
      Array("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".utf8),
    ]
  }
}
