import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Hostile XMP")
struct HostileXMLTests {
  @Test("A document type declaration is damage, whatever it holds", arguments: doctypes)
  func doctype(declaration: String) {
    let text = declaration + XMPSample.good.replacing("Apple", with: "&a;")
    #expect { try XMPSample.read(text) } throws: { error in
      guard case ContainerError.damaged(let what, offset: _) = error else { return false }
      return what == "a document type declaration in XML"
    }
  }

  private static let doctypes = [
    "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/x.dtd'> %p;]>",
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
    "<!DOCTYPE x>",
    "<!DOCTYPE x [<!ATTLIST rdf:Description exif:GPSLatitude CDATA '1,2N'>]>",
  ]

  @Test("An entity that nobody declared is damage")
  func undeclaredEntity() {
    #expect(throws: ContainerError.self) {
      try XMPSample.read(XMPSample.good.replacing("Apple", with: "&a;"))
    }
  }

  @Test("Nesting is followed for 64 levels and no further", arguments: [65, 1000, 50_000])
  func depth(levels: Int) {
    let text = String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
    #expect(throws: ContainerError.damaged("XML nested deeper than 64 levels", offset: 192)) {
      try XMPSample.read(text)
    }
  }

  @Test("64 levels are read")
  func deepEnough() throws {
    let text = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
    #expect(try XMPSample.read(text).make == nil)
  }

  @Test("Empty elements at the limit end as often as they began")
  func emptyAtTheLimit() {
    let text = String(repeating: "<a>", count: 64) + "<b/><b/>"
    #expect(throws: ContainerError.self) { try XMPSample.read(text) }
  }

  @Test("More attributes or tags than the limits are refused, and nearly so many are read")
  func parts() throws {
    func attributes(_ count: Int) -> String { "<a" + (0..<count).map { " a\($0)=''" }.joined() + "/>" }
    func tags(_ count: Int) -> String { String(repeating: "<a></a>", count: count / 2) }
    #expect(throws: ContainerError.tooMany("attributes in XML", limit: 24_000)) {
      try XMPSample.read(XMPSample.packet(children: attributes(XMLParser.attributeLimit)))
    }
    #expect(throws: ContainerError.tooMany("tags in XML", limit: 120_000)) {
      try XMPSample.read(XMPSample.packet(children: tags(XMLParser.tagLimit)))
    }
    let few = attributes(XMLParser.attributeLimit - 100) + tags(XMLParser.tagLimit - 100)
    #expect(try XMPSample.read(XMPSample.packet(children: few)).make == nil)
  }

  @Test("More than a megabyte is too much, and is not read")
  func tooLarge() {
    let value = String(repeating: "x", count: 2 << 20)
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) {
      try XMPSample.read(attributes: "tiff:Make='\(value)'")
    }
    let source = ByteSource(Array(XMPSample.packet(attributes: "tiff:Make='\(value)'").utf8))
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) {
      try XMPPacket.read(ByteReader(source), source: .sidecar)
    }
    #expect(source.counts.bytes == 0)
    #expect(throws: ContainerError.tooMuch(limit: 1 << 20)) {
      try XMLParser.visit(Array(value.utf8)) { _ in }
    }
  }

  @Test("A value that is too long is none, and what is beside it is read", arguments: [1025, 900_000])
  func longValue(count: Int) throws {
    let value = String(repeating: "1", count: count)
    let text = XMPSample.packet(
      attributes: "tiff:Make='\(value)' exif:GPSLatitude='37,33.98N' exif:GPSLongitude='126,58.68E'",
      children: "<tiff:Model>\(count < 2000 ? value : "X")</tiff:Model>"
    )
    let found = try XMPSample.read(text)
    #expect(found.make == nil)
    #expect(found.model == (count < 2000 ? nil : "X"))
    #expect(found.position.rounded == [37.566333, 126.978])
  }

  @Test("Tens of thousands of attributes, elements or items end")
  func many() throws {
    let attributes = (0..<20_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(try XMPSample.read(attributes: attributes).make == nil)
    let items = String(repeating: "<rdf:li>a</rdf:li>", count: 50_000)
    let list = XMPSample.packet(children: "<tiff:Make><rdf:Bag>\(items)</rdf:Bag></tiff:Make>")
    #expect(try XMPSample.read(list).make == "a")
  }

  @Test(
    "What is not well-formed is damage with a place",
    arguments: [
      "<a", "<a>", "<a></b>", "<a b='1' b='2'/>", "<x:a/>", "no XML", "\0\0\0\0", "<a>\0</a>", "<a>&#0;</a>",
      "<a>&#xD800;</a>", " ", "<?xpacket begin=''?>",
    ]
  )
  func damaged(text: String) {
    #expect { try XMPSample.read(text) } throws: { error in
      if case ContainerError.damaged(_, let offset) = error { return (0...text.utf8.count).contains(offset) }
      return false
    }
  }

  @Test(
    "Bytes that are not UTF-8 are damage",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE3, 0x81]]
  )
  func notUTF8(bytes: [UInt8]) {
    let text = Array("<a b='".utf8) + bytes + Array("'/>".utf8)
    #expect(throws: ContainerError.self) { try XMPSample.read(text) }
  }

  @Test("Nothing at all is an empty file")
  func empty() {
    #expect(throws: ContainerError.empty) { try XMPSample.read("") }
  }

  @Test("Every prefix of a good packet is damage, up to the end of its element")
  func prefixes() throws {
    let bytes = Array(XMPSample.good.utf8)
    let tail = Array("</x:xmpmeta>".utf8)
    let end = try #require(bytes.indices.first { bytes[$0...].starts(with: tail) }) + tail.count
    for count in 0..<end {
      #expect(throws: ContainerError.self) { try XMPSample.read(Array(bytes[..<count])) }
    }
    for count in end...bytes.count {
      #expect(try XMPSample.read(Array(bytes[..<count])).make == "Apple")
    }
  }

  @Test("10,000 damaged packets are read or refused, and no position is out of range")
  func mutations() {
    var generator = SeededGenerator(seed: 42)
    let good = Array(XMPSample.good.utf8)
    var read = 0
    for _ in 0..<10_000 {
      var bytes = good
      bytes.mutate(using: &generator)
      guard let found = try? XMPSample.read(bytes) else { continue }
      read += 1
      guard case .success(let position) = found.position else { continue }
      #expect((-90.0...90).contains(position.coordinate.latitude))
      #expect((-180.0...180).contains(position.coordinate.longitude))
    }
    #expect(read > 0)
  }
}

extension [UInt8] {
  /// Changes, removes or repeats one to four bytes or runs.
  mutating func mutate(using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !isEmpty {
      let place = Int.random(in: 0..<count, using: &generator)
      let end = Swift.min(count, place + Int.random(in: 1...20, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: self[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: removeSubrange(place..<end)
      case 3: insert(contentsOf: self[place..<end], at: Int.random(in: 0...count, using: &generator))
      default: self[place] = Array("0123456789,.-/NSEW\"'<>&".utf8).randomElement(using: &generator) ?? 0
      }
    }
  }
}
