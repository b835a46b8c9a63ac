import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("XMP packets")
struct XMPPacketTests {
  @Test("A sidecar tells position, time, camera and the rest")
  func everything() throws {
    let found = try XMPSample.read(XMPSample.good)
    #expect(found.position.rounded == [37.566333, 126.978])
    #expect(try found.position.get().altitude == 38.25)
    #expect(found.dates.original?.description == "2026-05-01T12:00:05+09:00")
    #expect(found.dates.original?.offset?.source == .xmp)
    #expect(found.gpsTime?.description == "2026-05-01T03:00:05.000000000Z")
    #expect(found.heading == Heading(degrees: 270.1, reference: .trueNorth))
    #expect(found.make == "Apple")
    #expect(found.model == "iPhone 15")
    #expect(found.orientation == 6)
  }

  @Test("A packet in the photo is its own source")
  func source() throws {
    let reader = ByteReader(ByteSource(Array(XMPSample.good.utf8)))
    #expect(try XMPPacket.read(reader, source: .xmp).position.get().source == .xmp)
  }

  @Test(
    "UTF-8 and UTF-16 in both orders are read, with a byte order mark or without",
    arguments: [true, false]
  )
  func encodings(marked: Bool) throws {
    let text = (marked ? "\u{FEFF}" : "") + XMPSample.good
    for bytes in [Array(text.utf8), utf16(text, .big), utf16(text, .little)] {
      #expect(try XMPSample.read(bytes).position.rounded == [37.566333, 126.978])
    }
  }

  @Test(
    "Anything may follow the packet",
    arguments: [
      "\0\0\0\0", "\n\n   ", "junk", "<", "<other/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&nothing;",
    ]
  )
  func trailing(junk: String) throws {
    #expect(try XMPSample.read(XMPSample.good + junk).position.rounded == [37.566333, 126.978])
  }

  @Test("An XML declaration may come first, also behind blanks")
  func declaration() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + XMPSample.good
    #expect(try XMPSample.read(text).make == "Apple")
    #expect(try XMPSample.read("\r\n \t" + text).make == "Apple")
  }

  @Test(
    "What comes between the quotes of the packet's beginning does not matter",
    arguments: [0xFF, 0x1A, 0x00]
  )
  func packetHeader(byte: UInt8) throws {
    let header = Array("<?xpacket begin=\"".utf8)
    let good = Array(XMPSample.good.utf8)
    let end = try #require(good.indices.first { good[$0...].starts(with: Array("<x:xmpmeta".utf8)) })
    let packet = header + [byte] + Array("\" id='W5M0MpCehiHzreSzNTczkc9d'?>".utf8)
    #expect(try XMPSample.read(packet + good[end...]).make == "Apple")
    #expect(throws: ContainerError.damaged("no element found in XML", offset: packet.count)) {
      try XMPSample.read(packet)
    }
  }

  @Test("Namespaces count, prefixes do not")
  func prefixes() throws {
    let renamed = XMPSample.good
      .replacing("exif:", with: "a:").replacing("xmlns:exif=", with: "xmlns:a=")
      .replacing("rdf:", with: "r:").replacing("xmlns:rdf=", with: "xmlns:r=")
    #expect(try XMPSample.read(renamed).position.rounded == [37.566333, 126.978])
    let foreign = XMPSample.good.replacing(
      "http://ns.adobe.com/exif/1.0/",
      with: "http://ns.adobe.com/exif/9.0/"
    )
    #expect(try XMPSample.read(foreign).position.problem == PositionProblem.none)
  }

  @Test("Properties may be elements, and may be spread over several descriptions")
  func elements() throws {
    let text = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \(XMPSample.namespaces)>
      <rdf:Description><exif:GPSLatitude> 37,<!-- a comment -->33.<![CDATA[99]]>&#78; </exif:GPSLatitude></rdf:Description>
      <rdf:Description exif:GPSLongitude='126,58.68E'/>
      </rdf:RDF>
      """
    #expect(try XMPSample.read(text).position.rounded == [37.5665, 126.978])
  }

  @Test("The first of a repeated property wins, an empty one does not count")
  func repeated() throws {
    let text = XMPSample.packet(
      attributes: "tiff:Make=' '",
      children: "<tiff:Make/><tiff:Make>Canon</tiff:Make><tiff:Make>Nikon</tiff:Make>"
    )
    #expect(try XMPSample.read(text).make == "Canon")
  }

  @Test(
    "Arrays, resources and qualified values give their first value",
    arguments: [
      "<tiff:Make><rdf:Seq><rdf:li>Canon</rdf:li><rdf:li>Nikon</rdf:li></rdf:Seq></tiff:Make>",
      "<tiff:Make> <rdf:Alt> <rdf:li xml:lang='x-default'>Canon</rdf:li> </rdf:Alt> </tiff:Make>",
      "<tiff:Make rdf:parseType='Resource'><rdf:value>Canon</rdf:value><xmp:Q>q</xmp:Q></tiff:Make>",
      "<tiff:Make><rdf:Description><rdf:value>Canon</rdf:value><xmp:Q>q</xmp:Q></rdf:Description></tiff:Make>",
      "<tiff:Make><rdf:Description rdf:value='Canon' xmp:Q='q'/></tiff:Make>",
      "<tiff:Make rdf:value='Canon' xmp:Q='q'/>",
    ]
  )
  func wrappers(element: String) throws {
    #expect(try XMPSample.read(XMPSample.packet(children: element)).make == "Canon")
  }

  @Test("A coordinate that is an array of several items is no position")
  func coordinateArray() throws {
    let text = XMPSample.packet(
      attributes: "exif:GPSLongitude='126,58.68E'",
      children:
        "<exif:GPSLatitude><rdf:Seq><rdf:li>37</rdf:li><rdf:li>33</rdf:li></rdf:Seq></exif:GPSLatitude>"
    )
    #expect(try XMPSample.read(text).position.problem == .unreadable(.latitude))
  }

  @Test("A structure's own properties are not the photo's")
  func structures() throws {
    let inside = "exif:GPSLatitude='1,2N' exif:GPSLongitude='3,4E' tiff:Make='Canon'"
    let text = XMPSample.packet(
      children: "<crs:Look><rdf:Description \(inside)/></crs:Look><crs:Place \(inside)/>"
        + "<tiff:Make><crs:Name>Nikon</crs:Name></tiff:Make>"
    )
    let found = try XMPSample.read(text)
    #expect(found.position.problem == PositionProblem.none)
    #expect(found.make == nil)
  }

  @Test("XML without RDF says nothing")
  func noRDF() throws {
    let found = try XMPSample.read("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    #expect(found.position.problem == PositionProblem.none)
    #expect(found.dates == PhotoDates())
  }

  @Test(
    "Each kind of date is that of its first property which has one",
    arguments: [
      (
        "exif:DateTimeOriginal='2020-06-16T10:20:30' photoshop:DateCreated='2021-01-01T00:00:00'",
        .original, "2020-06-16T10:20:30"
      ),
      (
        "exif:DateTimeOriginal='2020-06' photoshop:DateCreated='2021-01-01T02:03:04.56-03:30'",
        .original, "2020-06"
      ),
      (
        "exif:DateTimeOriginal='2021' photoshop:DateCreated='2021-01-01T02:03:04.56-03:30'",
        .original, "2021-01-01T02:03:04.56-03:30"
      ),
      ("photoshop:DateCreated='1987-06-15'", .original, "1987-06-15"),
      (
        "exif:DateTimeDigitized='2022-01-01T01:02Z' xmp:CreateDate='2023-01-01T00:00:00'",
        .digitized, "2023-01-01T00:00:00"
      ),
      ("exif:DateTimeDigitized='2022-01-01T01:02Z'", .digitized, "2022-01-01T01:02+00:00"),
      ("xmp:CreateDate='2023-01-01T05:06:07+09:00'", .digitized, "2023-01-01T05:06:07+09:00"),
      ("xmp:ModifyDate='2024-01-01T05:06:07+09:00'", .modified, "2024-01-01T05:06:07+09:00"),
      ("exif:DateTimeOriginal='2023-02-30T05:06:07' xmp:MetadataDate='2024-01-01'", .original, nil),
    ] as [(String, TakenSource, String?)]
  )
  func dates(attributes: String, kind: TakenSource, expected: String?) throws {
    let dates = try XMPSample.read(attributes: attributes).dates
    #expect(dates[kind]?.description == expected)
    for other in TakenSource.allCases where other != kind { #expect(dates[other] == nil) }
  }

  @Test("The receiver's time is UTC, an offset in it is taken off")
  func gpsTime() throws {
    let plain = try XMPSample.read(attributes: "exif:GPSDateTime='2026-05-01T03:00:00'")
    #expect(plain.gpsTime?.description == "2026-05-01T03:00:00.000000000Z")
    let shifted = try XMPSample.read(attributes: "exif:GPSTimeStamp='2026-05-01T03:00:00+09:00'")
    #expect(shifted.gpsTime?.description == "2026-04-30T18:00:00.000000000Z")
  }

  @Test("Speed and direction keep their units; nonsense is none")
  func speedAndHeading() throws {
    let found = try XMPSample.read(
      attributes:
        "exif:GPSSpeed='36/10' exif:GPSSpeedRef='k' exif:GPSImgDirection='725' exif:GPSImgDirectionRef='M'"
    )
    #expect(found.speed == Speed(value: 3.6, unit: .kilometresPerHour))
    #expect(found.heading == Heading(degrees: 5, reference: .magneticNorth))
    let bad = try XMPSample.read(
      attributes: "exif:GPSSpeed='-1' exif:GPSImgDirection='1/0' tiff:Orientation='9'"
    )
    #expect(bad.speed == nil)
    #expect(bad.heading == nil)
    #expect(bad.orientation == nil)
  }

  private func utf16(_ text: String, _ order: ByteOrder) -> [UInt8] {
    text.utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return order == .big ? pair : pair.reversed()
    }
  }
}
