import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// An XMP packet, as it stands in a photo or beside it.
enum XMPHarness {
  static func run(_ bytes: [UInt8]) {
    let source = ByteSource(bytes)
    guard let metadata = try? XMPPacket.read(ByteReader(source), source: .sidecar) else { return }
    PhotoRules.check(metadata)
    expect(source.counts.bytes <= max(bytes.count, ByteSource.headSize), "each byte read once")
    checkWriting(into: bytes)
  }

  /// What is written is read back as what was meant, or refused; and writing it once more changes no byte.
  private static func checkWriting(into bytes: [UInt8]) {
    var changes = XMPChanges()
    changes.tags = ["cats/Nabi", "street"]
    changes.title = "Nabi & co"
    changes.position = (try? Coordinate(latitude: -33.8586, longitude: 151.214)).map { .at($0, accuracy: 5) }
    guard let written = try? XMPWriter.bytes(writing: changes, into: bytes, generator: "fuzz") else { return }
    let read = try? XMPPacket.read(ByteReader(ByteSource(written)), source: .sidecar)
    expect(
      Set(read?.words.tags.joined ?? []) == ["cats/Nabi", "street"],
      "the tags that were written, and no other"
    )
    expect(read?.words.title == "Nabi & co", "the title that was written")
    let again = try? XMPWriter.bytes(writing: changes, into: written, generator: "fuzz")
    expect(again == written, "the same once more changes no byte")
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
      Array("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".utf8), words,
    ]
  }

  /// A packet with every kind of words.
  private static var words: [UInt8] {
    let lists =
      XMPSample.list("dc:subject", ["garden", "Nabi"])
      + XMPSample.list("lr:hierarchicalSubject", ["cats|Nabi"])
      + XMPSample.list("digiKam:TagsList", ["cats/Nabi"], kind: "Seq")
      + XMPSample.list("Iptc4xmpExt:PersonInImage", ["Anna"])
    let structures = """
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">A</rdf:li><rdf:li xml:lang="de">B</rdf:li></rdf:Alt></dc:title>
      <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name="Anna" mwg-rs:Type="Face"/>
      </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
      <MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:PersonDisplayName="Ben"/></rdf:Bag>
      </MPRI:Regions></MP:RegionInfo>
      <mwg-kw:Keywords rdf:parseType="Resource"><mwg-kw:Hierarchy><rdf:Bag><rdf:li rdf:parseType="Resource">
      <mwg-kw:Keyword>cats</mwg-kw:Keyword><mwg-kw:Children><rdf:Bag><rdf:li mwg-kw:Keyword="Miso" mwg-kw:Applied="True"/>
      </rdf:Bag></mwg-kw:Children></rdf:li></rdf:Bag></mwg-kw:Hierarchy></mwg-kw:Keywords>
      """
    let values =
      "xmp:Rating='3' MicrosoftPhoto:Rating='50' aux:Lens='EF' drone-dji:GpsLatitude='+1.5' drone-dji:GpsLongtitude='2'"
    return Array(XMPSample.packet(attributes: values, children: lists + structures).utf8)
  }
}
