import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("XMP in several packets and segments")
struct ExtendedXMPTests {
  private static let guid = String(repeating: "0A", count: 16)
  private static let rest = Array(
    XMPSample.packet(
      attributes: "exif:GPSLatitude='37,33.98N' exif:GPSLongitude='126,58.68E'",
      children: XMPSample.list("dc:subject", ["Nabi"])
    ).utf8
  )

  /// A photo whose packet names the rest.
  private static var photo: JPEGBuilder {
    JPEGBuilder().xmp(XMPSample.packet(attributes: "xmpNote:HasExtendedXMP='\(guid)'"))
  }

  private func part(
    _ builder: JPEGBuilder,
    _ range: Range<Int>,
    at offset: Int? = nil,
    of length: Int? = nil,
    guid: String = guid
  ) -> JPEGBuilder {
    builder.extendedXMP(
      Array(Self.rest[range]),
      at: offset ?? range.lowerBound,
      of: length ?? Self.rest.count,
      guid: guid
    )
  }

  private func expectRead(_ builder: JPEGBuilder, sourceLocation: SourceLocation = #_sourceLocation) {
    let photo = builder.finished.photo
    #expect(photo.tags == ["Nabi"], sourceLocation: sourceLocation)
    #expect(photo.position?.source == .xmp, sourceLocation: sourceLocation)
  }

  private func expectProblem(
    _ builder: JPEGBuilder,
    _ reason: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let photo = builder.finished.photo
    #expect(photo.tags.isEmpty && photo.position == nil, sourceLocation: sourceLocation)
    #expect(photo.problem?.reason == reason, sourceLocation: sourceLocation)
  }

  private let count = rest.count

  @Test("Parts are joined by their offsets, in any order")
  func joined() {
    expectRead(part(Self.photo, 0..<count))
    expectRead(part(part(part(Self.photo, 0..<100), 100..<200), 200..<count))
    expectRead(part(part(part(Self.photo, 200..<count), 0..<100), 100..<200))
    expectRead(
      part(JPEGBuilder(), 0..<count).xmp(
        XMPSample.packet(attributes: "xmpNote:HasExtendedXMP='\(Self.guid)'")
      )
    )
  }

  @Test("Parts that repeat or overlap are joined all the same")
  func overlaps() {
    expectRead(part(part(part(Self.photo, 0..<100), 0..<100), 100..<count))
    expectRead(part(part(part(Self.photo, 0..<150), 50..<250), 100..<count))
    expectRead(part(part(Self.photo, 0..<count), 30..<60))
    expectRead(part(part(part(Self.photo, 0..<0), 0..<count), count..<count))
  }

  @Test("A packet with a gap, or shorter than it says, is named")
  func gaps() {
    expectProblem(
      part(part(Self.photo, 0..<100), 101..<count),
      "Extended XMP: damaged: a part is missing at byte 100"
    )
    expectProblem(part(Self.photo, 10..<count), "Extended XMP: damaged: a part is missing at byte 0")
    expectProblem(part(Self.photo, 0..<100), "Extended XMP: damaged: a part is missing at byte 100")
    expectProblem(
      part(Self.photo, 0..<count, at: 0xFFFF_FFFF),
      "Extended XMP: damaged: a part is missing at byte 0"
    )
  }

  @Test(
    "Lengths that lie are bounded: what is beyond is cut off, what is missing is named, too much is refused"
  )
  func lies() {
    let longer = part(Self.photo, 0..<count, of: count - 3)
    #expect(longer.finished.photo.tags == ["Nabi"])
    expectProblem(
      part(Self.photo, 0..<count, of: count + 1),
      "Extended XMP: damaged: a part is missing at byte \(count)"
    )
    expectProblem(
      part(Self.photo, 0..<count, of: 0xFFFF_FFFF),
      "Extended XMP: more than 1048576 bytes in one XMP packet"
    )
    // Parts that disagree are of two packets, neither of which is whole.
    expectProblem(
      part(part(Self.photo, 0..<100), 100..<count, of: count + 9),
      "Extended XMP: damaged: a part is missing at byte 100"
    )
    expectProblem(part(Self.photo, 0..<0, of: 0), "Extended XMP: damaged: a part is missing at byte 0")
  }

  @Test("A segment that ends in its header is named")
  func short() {
    let name = Array("http://ns.adobe.com/xmp/extension/\0".utf8)
    let photo = JPEGBuilder().segment(0xE1, name + [1, 2, 3]).finished.photo
    #expect(photo.problem?.reason.hasPrefix("Extended XMP: ") == true)
  }

  @Test("A rest that no packet names is not the photo's; where none is named at all, it is")
  func names() {
    let other = String(repeating: "B", count: 32)
    #expect(part(Self.photo, 0..<count, guid: other).finished.photo.tags.isEmpty)
    expectRead(part(part(Self.photo, 0..<count, guid: other), 0..<count))
    expectRead(part(JPEGBuilder(), 0..<count))
  }

  @Test("Thousands of parts end, and the first of them are read")
  func many() {
    var builder = Self.photo
    for index in 0..<1000 { builder = part(builder, 0..<1, at: index) }
    #expect(builder.finished.photo.problem?.reason == "Extended XMP: damaged: a part is missing at byte 256")
    var packets = Self.photo
    for length in 1...100 { packets = part(packets, 0..<1, of: length + 1) }
    #expect(packets.finished.photo.problem?.reason.hasPrefix("Extended XMP: ") == true)
  }

  @Test("Every packet counts: the first with a position, and the tags of all")
  func packets() {
    func packet(_ latitude: Int, _ tag: String) -> String {
      XMPSample.packet(
        attributes: "exif:GPSLatitude='\(latitude)' exif:GPSLongitude='8'",
        children: XMPSample.list("dc:subject", [tag])
      )
    }
    let photo = JPEGBuilder().xmp(XMPSample.packet(attributes: "tiff:Make='Acme'")).xmp(packet(47, "a")).xmp(
      packet(48, "b")
    )
    .finished.photo
    #expect(photo.position?.coordinate.latitude == 47)
    #expect(photo.tags == ["a", "b"])
    #expect(photo.make == "Acme")
  }

  @Test("A damaged packet gives way to a good one")
  func damagedPacket() {
    let photo = JPEGBuilder().xmp("<x:xmpmeta").xmp(XMPSample.good).finished.photo
    #expect(photo.position != nil)
    #expect(photo.problem == nil)
  }

  @Test("More packets than any writer leaves are named")
  func tooMany() {
    var builder = JPEGBuilder()
    for _ in 0..<20 { builder = builder.xmp(XMPSample.packet()) }
    #expect(builder.finished.photo.problem?.reason == "more than 16 XMP packets")
  }

  @Test("Every prefix, and thousands of damaged files, are read within the limit")
  func damaged() {
    let file = part(part(Self.photo, 0..<300), 250..<count).finished
    DamagedFiles.readPrefixes(of: file.bytes)
    DamagedFiles.readMutations(of: file.bytes, count: 2000)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1000 {
      var bytes = file.bytes
      bytes.mutate(using: &generator)
      let photo = PhotoExtractor().read(bytes, as: FilePathBytes("a.jpg"))
      #expect((photo.position == nil) == (photo.problem != nil))
    }
  }
}
