import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("XMPWriter")
struct XMPWriterTests {
  private func write(_ bytes: [UInt8]?, _ set: (inout XMPChanges) throws -> Void) throws -> [UInt8] {
    var changes = XMPChanges()
    try set(&changes)
    return try XMPWriter.bytes(writing: changes, into: bytes, generator: "catalog test")
  }

  private func read(_ bytes: [UInt8]) throws -> PhotoMetadata {
    try XMPPacket.read(ByteReader(ByteSource(bytes)), source: .sidecar)
  }

  @Test("a new sidecar has what was written, and its bytes are these")
  func new() throws {
    let bytes = try write(nil) {
      $0.tags = ["cats/Nabi", "day"]
      $0.rating = 4
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta"))
    #expect(
      text.contains(
        "   <dc:subject xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n    <rdf:Bag>\n     <rdf:li>Nabi</rdf:li>\n     <rdf:li>day</rdf:li>\n    </rdf:Bag>\n   </dc:subject>\n"
      )
    )
    #expect(text.contains("<rdf:li>cats|Nabi</rdf:li>") && text.contains("<rdf:li>cats/Nabi</rdf:li>"))
    #expect(try read(bytes).words.tags.joined == ["day", "cats/Nabi"])
    #expect(try read(bytes).words.rating == 4)
  }

  @Test(
    "of a program's sidecar only the list changes, in each encoding, and taking the tag away gives the same bytes",
    arguments: SidecarShape.all
  )
  func roundTrip(_ shape: SidecarShape) throws {
    for bytes in shape.encodings {
      #expect(Set(try read(bytes).words.tags.joined) == Set(SidecarShape.tags))
      let tagged = try write(bytes) { $0.tags = SidecarShape.tags + ["cats/나비 <&> \"café\""] }
      #expect(Set(try read(tagged).words.tags.joined) == Set(SidecarShape.tags + ["cats/나비 <&> \"café\""]))
      #expect(try write(tagged) { $0.tags = SidecarShape.tags + ["cats/나비 <&> \"café\""] } == tagged)
      // What comes before the lists and after them is untouched.
      #expect(tagged.count > bytes.count && tagged.starts(with: bytes.prefix(200)))
      #expect(tagged.suffix(20).elementsEqual(bytes.suffix(20)))
      let untagged = try write(tagged) { $0.tags = SidecarShape.tags }
      // A list of hierarchies that was not there stays, empty.
      let hadBoth = shape.text.contains("TagsList") && shape.text.contains("hierarchicalSubject")
      if hadBoth { #expect(untagged == bytes) }
      #expect(Set(try read(untagged).words.tags.joined) == Set(SidecarShape.tags))
    }
  }

  @Test("flat tags round trip to the same bytes, whatever wrote the list", arguments: SidecarShape.all)
  func flatRoundTrip(_ shape: SidecarShape) throws {
    for bytes in shape.encodings {
      let tagged = try write(bytes) { $0.tags = SidecarShape.tags + ["día"] }
      #expect(tagged != bytes)
      #expect(try write(tagged) { $0.tags = SidecarShape.tags } == bytes)
      #expect(try write(bytes) { $0.tags = SidecarShape.tags } == bytes)
    }
  }

  @Test("all tags can be taken away, and the empty list says so", arguments: SidecarShape.all)
  func untagged(_ shape: SidecarShape) throws {
    let bytes = try write(Array(shape.text.utf8)) { $0.tags = [] }
    #expect(try read(bytes).words.listsTags)
    #expect(try read(bytes).words.tags.joined.isEmpty)
    let again = try write(bytes) { $0.tags = ["cats/Nabi"] }
    #expect(try read(again).words.tags.joined == ["cats/Nabi"])
  }

  @Test(
    "a place, its accuracy and who put it there; what was said of another place goes",
    arguments: SidecarShape.all
  )
  func position(_ shape: SidecarShape) throws {
    for bytes in shape.encodings {
      for (latitude, longitude) in [
        (37.5665, 126.978), (-33.85861234, -151.21400001), (0, 180), (89.999999999, -0.00000001),
      ] {
        let coordinate = try Coordinate(latitude: latitude, longitude: longitude)
        let written = try write(bytes) { $0.position = .at(coordinate, accuracy: 12.34) }
        let position = try read(written).position.get()
        #expect(
          abs(position.coordinate.latitude - latitude) < 1e-9
            && abs(position.coordinate.longitude - longitude) < 1e-9
        )
        #expect(
          position.accuracy == 12.4 && position.method == "MANUAL" && position.altitude == nil
            && position.datum == nil
        )
        #expect(Set(try read(written).words.tags.joined) == Set(SidecarShape.tags))
        let none = try write(written) { $0.position = XMPChanges.PlacedPosition.none }
        #expect(try read(none).deniesPosition)
        #expect(
          try read(try write(none) { $0.position = .at(coordinate, accuracy: 5) }).position.get().accuracy
            == 5
        )
      }
    }
  }

  @Test("titles change where no language is asked for, and other languages stay", arguments: SidecarShape.all)
  func texts(_ shape: SidecarShape) throws {
    for bytes in shape.encodings {
      let written = try write(bytes) {
        $0.title = "Nabi & \"friends\"\n<two>"
        $0.description = "그림"
        $0.rating = -1
      }
      let words = try read(written).words
      #expect(words.title == "Nabi & \"friends\"\n<two>" && words.description == "그림" && words.rating == -1)
      if shape.name == "digiKam" {
        let text = String(decoding: written, as: UTF8.self)
        if bytes.first == UInt8(ascii: "<"), bytes[1] != 0 {
          #expect(text.contains("<rdf:li xml:lang='ko'>고양이</rdf:li>"))
        }
      }
      let gone = try write(written) {
        $0.title = ""
        $0.description = ""
      }
      #expect(try read(gone).words.description == nil)
      #expect(try read(gone).words.title == nil)
    }
  }

  @Test(
    "what is no XMP, or in a form that only its program understands, is refused",
    arguments: [
      ("", "not readable"), ("<a/>", "not XMP"), ("<x", "not readable"),
      ("<!DOCTYPE a><a/>", "document type"),
      (
        XMPSample.packet(children: "<dc:subject rdf:parseType=\"Resource\"><dc:x>1</dc:x></dc:subject>"),
        "dc:subject is in it in a form"
      ),
      (XMPSample.packet(attributes: "dc:subject=\"flat\""), "dc:subject is in it in a form"),
      (XMPSample.packet(children: "<dc:subject>text</dc:subject>"), "dc:subject is in it in a form"),
      (
        XMPSample.packet(
          children:
            "<dc:subject><rdf:Bag><rdf:li rdf:parseType=\"Resource\"><rdf:value>x</rdf:value></rdf:li></rdf:Bag></dc:subject>"
        ), "dc:subject is in it in a form"
      ),
      (
        XMPSample.packet(
          children:
            "<dc:subject><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></dc:subject><dc:subject><rdf:Bag/></dc:subject>"
        ), "dc:subject is in it in a form"
      ),
      ("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><a/>", "encoding"),
    ]
  )
  func refused(_ text: String, _ reason: String) throws {
    let error = #expect(throws: XMPWriteError.self) { try write(Array(text.utf8)) { $0.tags = ["x"] } }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test("a sidecar of more than a megabyte is refused")
  func large() throws {
    let text = SidecarShape.apple.text + String(repeating: " ", count: 1 << 20)
    #expect(throws: XMPWriteError.self) { try write(Array(text.utf8)) { $0.tags = ["x"] } }
  }

  @Test(
    "no prefix and no flipped byte of a sidecar makes anything but a sidecar that reads back, or a refusal",
    arguments: SidecarShape.all
  )
  func prefixes(_ shape: SidecarShape) throws {
    let bytes = Array(shape.text.utf8)
    for count in 0..<bytes.count { _ = try? write(Array(bytes[..<count])) { $0.tags = ["x/y"] } }
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8(
        1 << Int.random(in: 0..<8, using: &random)
      )
      guard let written = try? write(damaged, { $0.tags = ["x/y"] }) else { continue }
      #expect(try read(written).words.tags.joined == ["x/y"])
    }
  }

  @Test(
    "exiftool and exiv2 read what was written",
    .disabled(if: OtherProgram.exiftool.isMissing || OtherProgram.exiv2.isMissing),
    arguments: SidecarShape.all
  )
  func others(_ shape: SidecarShape) throws {
    let folder = try TemporaryFolder()
    let coordinate = try Coordinate(latitude: -33.8586, longitude: 151.214)
    for (number, bytes) in ([[]] + shape.encodings).enumerated() {
      let original = try folder.write(bytes, to: "original.xmp")
      // It looks for UTF-16 in few places only.
      let isKnown = try OtherProgram.exiftool("-s3", "-XMP:Subject", original.lossyText).output.count > 5
      guard bytes.isEmpty || isKnown else { continue }
      let written = try write(bytes.isEmpty ? nil : bytes) {
        $0.tags = ["cats/Nabi", "day"]
        $0.position = .at(coordinate, accuracy: 5)
      }
      let file = try folder.write(written, to: "\(number).xmp")
      let found = try OtherProgram.exiftool(
        "-j",
        "-n",
        "-XMP:Subject",
        "-XMP:HierarchicalSubject",
        "-XMP:GPSLatitude",
        "-XMP:GPSLongitude",
        file.lossyText
      )
      let objects = try JSONSerialization.jsonObject(with: Data(found.output)) as? [[String: Any]]
      let object = try #require(objects?.first)
      #expect(Set(object["Subject"] as? [String] ?? []).isSuperset(of: ["Nabi", "day"]))
      #expect("\(object["HierarchicalSubject"] ?? "")".contains("cats|Nabi"))
      let place = (object["GPSLatitude"] as? Double ?? 0, object["GPSLongitude"] as? Double ?? 0)
      #expect(abs(place.0 + 33.8586) < 1e-6 && abs(place.1 - 151.214) < 1e-6)
      // exiv2 reads no UTF-16, and knows a sidecar by its first bytes.
      let isOther = try OtherProgram.exiv2("-PXkt", "pr", original.lossyText).text.contains("old")
      guard bytes.isEmpty || isOther else { continue }
      let other = try OtherProgram.exiv2("-PXkt", "pr", file.lossyText).text
      for words in ["Nabi", "day", "cats|Nabi", "33,51.5160000S", "151,12.8400000E", "MANUAL"] {
        #expect(other.contains(words), "\(words)\n\(other)")
      }
    }
  }
}
