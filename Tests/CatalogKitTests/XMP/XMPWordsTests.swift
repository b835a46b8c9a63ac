import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Words in XMP")
struct XMPWordsTests {
  private func words(_ children: String) throws -> PhotoWords { try XMPSample.read(children: children).words }

  private func tags(_ children: String) throws -> [String] { try words(children).tags.joined }

  // MARK: Lists

  @Test("Subjects, persons and hierarchies of Lightroom and digiKam are tags")
  func lists() throws {
    let packet =
      XMPSample.list("dc:subject", ["garden", "Nabi", " cats "])
      + XMPSample.list("lr:hierarchicalSubject", ["cats", "cats|Nabi"])
      + XMPSample.list("digiKam:TagsList", ["cats/Nabi", "places/home"], kind: "Seq")
      + XMPSample.list("Iptc4xmpExt:PersonInImage", ["Anna"])
    #expect(try tags(packet) == ["garden", "Anna", "cats/Nabi", "places/home"])
  }

  @Test("A list may have any kind of array, and one item may be no array")
  func kinds() throws {
    for kind in ["Bag", "Seq", "Alt"] {
      #expect(try tags(XMPSample.list("dc:subject", ["a", "b"], kind: kind)) == ["a", "b"])
    }
    #expect(try tags("<dc:subject>a</dc:subject>") == ["a"])
    #expect(
      try XMPSample.read(attributes: "dc:subject='a' lr:hierarchicalSubject='b|c'").words.tags.joined == [
        "a", "b/c",
      ]
    )
    #expect(
      try tags(
        "<dc:subject><rdf:Bag><rdf:li rdf:value='a'/><rdf:li><rdf:Description><rdf:value>b</rdf:value></rdf:Description></rdf:li></rdf:Bag></dc:subject>"
      ) == ["a", "b"]
    )
  }

  @Test("A list of subjects is known also where it is empty")
  func listsTags() throws {
    for empty in [
      "<dc:subject/>", "<dc:subject><rdf:Bag/></dc:subject>",
      "<dc:subject><rdf:Bag><rdf:li/></rdf:Bag></dc:subject>",
    ] {
      #expect(try words(empty).listsTags)
      #expect(try tags(empty).isEmpty)
    }
    #expect(try XMPSample.read(attributes: "dc:subject=''").words.listsTags)
    #expect(try !words(XMPSample.list("lr:hierarchicalSubject", ["a|b"])).listsTags)
  }

  @Test("Words with markup are text")
  func markup() throws {
    #expect(try tags(XMPSample.list("dc:subject", ["a &amp; b", "<![CDATA[<c>]]>"])) == ["a & b", "<c>"])
  }

  // MARK: Title and description

  @Test("Of a title's languages the default counts, else the first")
  func languages() throws {
    func title(_ items: String) throws -> String? {
      try words("<dc:title><rdf:Alt>\(items)</rdf:Alt></dc:title>").title
    }
    #expect(
      try title("<rdf:li xml:lang='de'>Katze</rdf:li><rdf:li xml:lang='x-default'>Cat</rdf:li>") == "Cat"
    )
    #expect(try title("<rdf:li xml:lang='de'>Katze</rdf:li><rdf:li xml:lang='fr'>Chat</rdf:li>") == "Katze")
    #expect(try title("<rdf:li xml:lang='x-default'> </rdf:li><rdf:li xml:lang='fr'>Chat</rdf:li>") == "Chat")
    #expect(try words("<dc:description>Nabi</dc:description>").description == "Nabi")
    #expect(try XMPSample.read(attributes: "dc:title='Nabi'").words.title == "Nabi")
  }

  @Test("A description of pages is one; one of more than 8 KB is left out and named")
  func longText() throws {
    let long = String(repeating: "a", count: 8 << 10)
    #expect(try words("<dc:description>\(long)</dc:description>").description == long)
    for count in [1, 20_000, 900_000] {
      let found = try words(
        "<dc:description>\(long)\(String(repeating: "b", count: count))</dc:description><dc:title>A</dc:title>"
      )
      #expect(found.description == nil)
      #expect(found.title == "A")
      #expect(found.problem == "a title or description of more than 8 KB")
    }
  }

  // MARK: Structures

  private static func regions(_ list: String) -> String {
    "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>\(list)</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
  }

  @Test("Names of face and pet regions are tags, however the structure is written")
  func faces() throws {
    let list = """
      <rdf:li rdf:parseType='Resource'><mwg-rs:Area/><mwg-rs:Name>Anna</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type></rdf:li>
      <rdf:li mwg-rs:Name='Nabi' mwg-rs:Type='Pet'/>
      <rdf:li><rdf:Description mwg-rs:Name='Ben' mwg-rs:Type='Face'><mwg-rs:Area rdf:parseType='Resource'/></rdf:Description></rdf:li>
      <rdf:li><rdf:Description><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Cleo</mwg-rs:Name></rdf:Description></rdf:li>
      <rdf:li mwg-rs:Name='Dora'/>
      <rdf:li mwg-rs:Name='4006381333931' mwg-rs:Type='BarCode'/>
      <rdf:li mwg-rs:Name='focus' mwg-rs:Type='Focus'/>
      <rdf:li mwg-rs:Type='Face'/>
      """
    #expect(try tags(Self.regions(list)) == ["Anna", "Nabi", "Ben", "Cleo", "Dora"])
    let described =
      "<mwg-rs:Regions><rdf:Description><mwg-rs:RegionList><rdf:Bag>\(list)</rdf:Bag></mwg-rs:RegionList></rdf:Description></mwg-rs:Regions>"
    #expect(try tags(described) == ["Anna", "Nabi", "Ben", "Cleo", "Dora"])
  }

  @Test("Names of Microsoft's regions are tags")
  func microsoft() throws {
    let packet = """
      <MP:RegionInfo rdf:parseType='Resource'><MPRI:Regions><rdf:Bag>
      <rdf:li MPReg:Rectangle='0.1, 0.1, 0.2, 0.2' MPReg:PersonDisplayName='Anna'/>
      <rdf:li rdf:parseType='Resource'><MPReg:PersonDisplayName>Ben</MPReg:PersonDisplayName></rdf:li>
      <rdf:li MPReg:Rectangle='0.1, 0.1, 0.2, 0.2'/>
      </rdf:Bag></MPRI:Regions></MP:RegionInfo>
      """
    #expect(try tags(packet) == ["Anna", "Ben"])
  }

  @Test("The same name in several places is one tag")
  func sameName() throws {
    let packet =
      XMPSample.list("dc:subject", ["Anna"]) + XMPSample.list("Iptc4xmpExt:PersonInImage", ["Anna"])
      + Self.regions("<rdf:li mwg-rs:Name='Anna' mwg-rs:Type='Face'/>")
    #expect(try tags(packet) == ["Anna"])
  }

  private static func keywords(_ list: String) -> String {
    "<mwg-kw:Keywords rdf:parseType='Resource'><mwg-kw:Hierarchy><rdf:Bag>\(list)</rdf:Bag></mwg-kw:Hierarchy></mwg-kw:Keywords>"
  }

  private static func keyword(_ name: String, applied: String? = nil, _ children: String = "") -> String {
    "<rdf:li rdf:parseType='Resource'><mwg-kw:Children><rdf:Bag>\(children)</rdf:Bag></mwg-kw:Children>"
      + (applied.map { "<mwg-kw:Applied>\($0)</mwg-kw:Applied>" } ?? "")
      + "<mwg-kw:Keyword>\(name)</mwg-kw:Keyword></rdf:li>"
  }

  @Test("Keywords of the Metadata Working Group are paths down to those that are applied")
  func keywordTree() throws {
    let cats = Self.keyword(
      "cats",
      Self.keyword("Nabi", applied: "True") + Self.keyword("Miso") + Self.keyword("Max", applied: "False")
    )
    #expect(try tags(Self.keywords(cats + Self.keyword("garden"))) == ["garden", "cats/Nabi", "cats/Miso"])
    let parent = Self.keyword("cats", applied: "True", Self.keyword("Nabi", applied: "False"))
    #expect(try tags(Self.keywords(parent)) == ["cats"])
    #expect(try tags(Self.keywords(Self.keyword("cats", Self.keyword("Nabi", applied: "False")))).isEmpty)
    let attributes =
      "<rdf:li mwg-kw:Keyword='cats'><mwg-kw:Children/></rdf:li><rdf:li><rdf:Description mwg-kw:Keyword='dogs'/></rdf:li>"
    #expect(try tags(Self.keywords(attributes)) == ["cats", "dogs"])
  }

  @Test("Names of structures that nobody asked for are none")
  func others() throws {
    let packet = """
      <Iptc4xmpExt:ArtworkOrObject><rdf:Bag><rdf:li rdf:parseType='Resource'><dc:title>A painting</dc:title>
      <dc:subject><rdf:Bag><rdf:li>b</rdf:li></rdf:Bag></dc:subject></rdf:li></rdf:Bag></Iptc4xmpExt:ArtworkOrObject>
      <mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name='c'/></rdf:Bag></mwg-rs:RegionList>
      """
    let found = try words(packet)
    #expect(found.tags.joined.isEmpty && found.title == nil && !found.listsTags)
  }

  // MARK: Ratings and lenses

  @Test(
    "A rating is a number of stars, or Windows' percentage; 0 is unrated",
    arguments: [
      ("xmp:Rating='5'", 5), ("xmp:Rating='3.0'", 3), ("xmp:Rating='-1'", -1), ("xmp:Rating='0'", 0),
      ("xmp:Rating='6'", nil),
      ("xmp:Rating='3.5'", nil), ("xmp:Rating='-2'", nil), ("xmp:Rating='good'", nil),
      ("MicrosoftPhoto:Rating='1'", 1),
      ("MicrosoftPhoto:Rating='25'", 2), ("MicrosoftPhoto:Rating='50'", 3), ("MicrosoftPhoto:Rating='75'", 4),
      ("MicrosoftPhoto:Rating='99'", 5), ("MicrosoftPhoto:Rating='0'", 0),
      ("MicrosoftPhoto:Rating='100'", nil),
      ("xmp:Rating='2' MicrosoftPhoto:Rating='99'", 2), ("xmp:Rating='0' MicrosoftPhoto:Rating='99'", 5),
    ] as [(String, Int?)]
  )
  func rating(_ attributes: String, _ expected: Int?) throws {
    #expect(try XMPSample.read(attributes: attributes).words.rating == expected)
  }

  @Test("Windows' namespace is known with the slash at its end and without")
  func microsoftNamespace() throws {
    let packet = XMPSample.packet(attributes: "MicrosoftPhoto:Rating='75'")
      .replacing("http://ns.microsoft.com/photo/1.0/", with: "http://ns.microsoft.com/photo/1.0")
    #expect(try XMPSample.read(packet).words.rating == 4)
  }

  @Test("The lens is Lightroom's, else that of Exif")
  func lens() throws {
    #expect(try XMPSample.read(attributes: "aux:Lens='EF50mm' exifEX:LensModel='EF'").lens == "EF50mm")
    #expect(try XMPSample.read(attributes: "exifEX:LensModel='EF50mm'").lens == "EF50mm")
  }

  // MARK: Bounds

  @Test("A tag of a megabyte, ten thousand tags and deep trees are bounded and named")
  func limits() throws {
    let long = String(repeating: "a", count: 900_000)
    for list in [
      XMPSample.list("dc:subject", [long, "cat"]), XMPSample.list("lr:hierarchicalSubject", [long, "cat"]),
      Self.regions("<rdf:li mwg-rs:Name='\(long)'/><rdf:li mwg-rs:Name='cat'/>"),
      Self.keywords(Self.keyword(long) + Self.keyword("cat")),
    ] {
      #expect(try tags(list) == ["cat"])
      #expect(try words(list).problem == "a tag of more than 1024 bytes")
    }
    let many = (0..<10_000).map(String.init)
    for list in [
      XMPSample.list("dc:subject", many), XMPSample.list("digiKam:TagsList", many.map { "a/\($0)" }),
      Self.keywords(Self.keyword("a", many.map { "<rdf:li mwg-kw:Keyword='\($0)'/>" }.joined())),
    ] {
      #expect(try tags(list).count == 1000)
      #expect(try words(list).problem == "more than 1000 tags")
    }
    let deep = (0..<18).reduce("") { inner, level in
      "<rdf:li><rdf:Description mwg-kw:Keyword='\(level)'><mwg-kw:Children><rdf:Bag>\(inner)</rdf:Bag></mwg-kw:Children></rdf:Description></rdf:li>"
    }
    #expect(throws: ContainerError.self) { try tags(Self.keywords(deep)) }
  }

  @Test("A million tags are more than is read, and named")
  func million() {
    let list = String(repeating: "<rdf:li/>", count: 110_000)
    let packet = XMPSample.packet(children: "<dc:subject><rdf:Bag>\(list)</rdf:Bag></dc:subject>")
    let photo = PhotoExtractor().read(
      PNGBuilder([
        PNGBuilder.internationalText("XML:com.adobe.xmp", Array(packet.utf8), isPacked: false),
        PNGBuilder.picture,
      ]).bytes,
      as: FilePathBytes("a.png")
    )
    #expect(photo.problem?.reason == "no position")
    let more = packet.replacing(list, with: String(repeating: "<rdf:li></rdf:li>", count: 61_000))
    let second = PhotoExtractor().read(
      PNGBuilder([
        PNGBuilder.internationalText("XML:com.adobe.xmp", Array(more.utf8), isPacked: true),
        PNGBuilder.picture,
      ]).bytes,
      as: FilePathBytes("a.png")
    )
    #expect(second.problem?.reason.hasPrefix("XMP packet: more than 120000 tags in XML") == true)
  }

  @Test("Every prefix of a packet full of words, and thousands of damaged ones, are read or refused")
  func damaged() {
    let packet =
      XMPSample.list("dc:subject", ["garden", "Nabi"])
      + Self.regions("<rdf:li mwg-rs:Name='Anna' mwg-rs:Type='Face'/>")
      + Self.keywords(Self.keyword("cats", Self.keyword("Nabi")))
      + "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>T</rdf:li></rdf:Alt></dc:title>"
    let good = Array(XMPSample.packet(children: packet).utf8)
    for count in 0..<good.count { _ = try? XMPSample.read(Array(good[..<count])) }
    var generator = SeededGenerator(seed: 12)
    var read = 0
    for _ in 0..<3000 {
      var bytes = good
      bytes.mutate(using: &generator)
      guard let words = try? XMPSample.read(bytes).words else { continue }
      read += 1
      #expect(words.tags.joined.count <= 6)
    }
    #expect(read > 0)
  }
}
