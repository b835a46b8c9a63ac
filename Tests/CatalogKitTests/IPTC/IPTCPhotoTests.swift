import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("IPTC in photos")
struct IPTCPhotoTests {
  private static let block = IPTCBuilder().utf8().keyword("cats").keyword("Nabi").dataset(2, 55, "19870615")

  @Test("A JPEG's APP13 is read, before the Exif segment or after it")
  func places() throws {
    let exif = TIFFBuilder.santiago.bytes
    for builder in [
      JPEGBuilder().iptc(Self.block).exif(exif), JPEGBuilder().exif(exif).icc().iptc(Self.block),
    ] {
      let photo = builder.finished.photo
      #expect(photo.tags == ["cats", "Nabi"])
      #expect(photo.position?.coordinate == (try .santiago))
      #expect(photo.taken?.description == "1987-06-15")
    }
  }

  @Test("Resources that are cut over several segments are joined, wherever they are cut")
  func cut() {
    let resources =
      IPTCBuilder.resource(0x0425, [1, 2, 3], name: "digest") + Self.block.resource
      + IPTCBuilder.resource(0x03ED, [0, 72])
    for place in 0...resources.count {
      let photo = JPEGBuilder().photoshop(Array(resources[..<place])).icc().photoshop(
        Array(resources[place...])
      )
      .finished.photo
      #expect(photo.tags == ["cats", "Nabi"], "cut at \(place)")
    }
  }

  @Test(
    "Segments with resources of their own are read, the last one padded or not",
    arguments: [true, false]
  )
  func separate(isPadded: Bool) {
    let first = IPTCBuilder.resource(0x03ED, [1, 2, 3], isPadded: isPadded)
    #expect(JPEGBuilder().photoshop(first).iptc(Self.block).finished.photo.tags == ["cats", "Nabi"])
  }

  @Test("An empty IPTC resource gives way to the next one")
  func empty() {
    let resources = IPTCBuilder().resource + Self.block.resource
    #expect(JPEGBuilder().photoshop(resources).finished.photo.tags == ["cats", "Nabi"])
  }

  @Test("TIFF's tag 33723 is read, typed BYTE, UNDEFINED, LONG, or LONG with its words turned")
  func tiff() {
    var bytes = Self.block.bytes
    bytes += [UInt8](repeating: 0, count: 3 - (bytes.count + 3) % 4)
    func tags(_ value: TIFFValue, _ order: ByteOrder) -> [String] {
      let file = TIFFBuilder.santiago.ordered(order).adding(ExifField(directory: .image, tag: 33723), value)
      return PhotoExtractor().read(file.bytes, as: FilePathBytes("a.tif")).tags
    }
    let turned = stride(from: 0, to: bytes.count, by: 4).flatMap { bytes[$0..<($0 + 4)].reversed() }
    for order in [ByteOrder.little, .big] {
      #expect(tags(.bytes(bytes, type: 1), order) == ["cats", "Nabi"])
      #expect(tags(.bytes(bytes), order) == ["cats", "Nabi"])
      let words = UInt32(bytes.count / 4)
      #expect(tags(.bytes(bytes, type: 4).counting(words), order) == ["cats", "Nabi"])
      #expect(tags(.bytes(turned, type: 4).counting(words), order) == ["cats", "Nabi"])
    }
  }

  @Test("Damage is the problem of a photo without a position, and of no other")
  func damage() {
    let broken = IPTCBuilder().keyword("cat").raw([0x1C, 2, 120, 0, 9, 1])
    let photo = JPEGBuilder().iptc(broken).finished.photo
    #expect(photo.tags == ["cat"])
    #expect(
      photo.problem
        == PhotoProblem(
          "IPTC block: damaged: an IPTC dataset of 9 bytes, longer than its block, at byte 8",
          isUnreadable: false
        )
    )
    let located = JPEGBuilder().exif(TIFFBuilder.santiago.bytes).iptc(broken).finished.photo
    #expect(located.problem == nil)
    #expect(located.tags == ["cat"])
    let cut = JPEGBuilder().photoshop(Array("8BIM".utf8) + [4, 4, 0, 0, 0, 0, 9, 9]).finished.photo
    #expect(cut.problem?.reason.hasPrefix("Photoshop resources: the file is cut off") == true)
    let junk = JPEGBuilder().photoshop(Array("no resources".utf8)).finished.photo
    #expect(junk.problem?.reason.hasPrefix("Photoshop resources: damaged: no Photoshop resource") == true)
  }

  @Test("Too many resources, or segments of them, are named")
  func tooMany() {
    let resources = (0..<1001).flatMap { _ in IPTCBuilder.resource(0x03ED, []) }
    let photo = JPEGBuilder().photoshop(resources).finished.photo
    #expect(photo.problem?.reason == "Photoshop resources: more than 1000 Photoshop resources")
    var segments = JPEGBuilder()
    for _ in 0..<65 { segments = segments.photoshop(IPTCBuilder.resource(0x03ED, [])) }
    #expect(segments.finished.photo.problem?.reason == "more than 64 Photoshop segments")
  }

  @Test("A photo that is cut off behind its IPTC block has its tags")
  func cutOff() {
    let photo = JPEGBuilder().exif(TIFFBuilder.santiago.bytes).iptc(Self.block).frame(width: 8, height: 8)
      .photo
    #expect(photo.tags == ["cats", "Nabi"])
  }

  @Test("Every prefix of a photo, and thousands of damaged ones, are read within the limit")
  func damaged() {
    let file = JPEGBuilder().iptc(Self.block).exif(TIFFBuilder.santiago.bytes).photoshop(Self.block.resource)
      .finished
    DamagedFiles.readPrefixes(of: file.bytes)
    DamagedFiles.readMutations(of: file.bytes, count: 3000)
    for count in 0..<file.bytes.count {
      let photo = PhotoExtractor().read(Array(file.bytes[..<count]), as: FilePathBytes("a.jpg"))
      #expect(photo.tags.allSatisfy { ["cats", "Nabi"].contains($0) || "catsNabi".contains($0) })
    }
  }
}
