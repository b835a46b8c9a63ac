import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Which words count")
struct WordsChoiceTests {
  private let folder: SidecarFolder

  init() throws {
    folder = try SidecarFolder()
  }

  private func photo(_ name: String = "IMG.jpg") throws -> Photo {
    try Photo.read(folder.path.appending(FilePathBytes(name)))
  }

  private static let packet = XMPSample.packet(
    attributes: "xmp:Rating='2'",
    children: XMPSample.list("dc:subject", ["cats"])
      + "<dc:title>XMP</dc:title><dc:description>XMP text</dc:description>"
  )
  private static let iptc = IPTCBuilder().keyword("garden").dataset(2, 5, "IPTC").dataset(2, 120, "IPTC text")
  private static let exif = TIFFBuilder.santiago.setting(.imageDescription, .ascii("Exif text")).setting(
    .rating,
    .shorts(4)
  )
  .setting(.lensModel, .ascii("Exif lens"))

  @Test("The tags of the photo's sources and Takeout's people join")
  func joined() throws {
    try folder.write(
      JPEGBuilder().xmp(Self.packet).iptc(Self.iptc).exif(Self.exif.bytes).finished.bytes,
      to: "IMG.jpg"
    )
    try folder.write(
      "{\"title\":\"IMG.jpg\",\"photoTakenTime\":{\"timestamp\":\"1\"},\"people\":[{\"name\":\"Anna\"},{\"name\":\" \"},3,{\"id\":[1]},{\"name\":\"cats\"}]}",
      to: "IMG.jpg.json"
    )
    #expect(try photo().tags == ["cats", "garden", "Anna"])
    #expect(try photo().position?.source == .exif)
  }

  @Test("XMP comes before IPTC, and that before Exif")
  func order() {
    func photo(_ builder: JPEGBuilder) -> Photo { builder.finished.photo }
    let all = photo(JPEGBuilder().exif(Self.exif.bytes).iptc(Self.iptc).xmp(Self.packet))
    #expect([all.title, all.description] == ["XMP", "XMP text"])
    #expect(all.rating == 2)
    let two = photo(JPEGBuilder().exif(Self.exif.bytes).iptc(Self.iptc))
    #expect([two.title, two.description] == ["IPTC", "IPTC text"])
    #expect(two.rating == 4)
    let one = photo(JPEGBuilder().exif(Self.exif.bytes))
    #expect([one.title, one.description] == [nil, "Exif text"])
  }

  @Test("The lens is that of Exif, else that of XMP")
  func lens() {
    let packet = XMPSample.packet(attributes: "aux:Lens='XMP lens'")
    #expect(JPEGBuilder().xmp(packet).exif(Self.exif.bytes).finished.photo.lens == "Exif lens")
    #expect(JPEGBuilder().xmp(packet).exif(TIFFBuilder.santiago.bytes).finished.photo.lens == "XMP lens")
  }

  @Test("Make and model are XMP's where Exif has none")
  func camera() {
    let packet = XMPSample.packet(attributes: "tiff:Make='XMP' tiff:Model='XM-1'")
    let photo = JPEGBuilder().exif(Self.exif.setting(.make, .ascii("Exif")).bytes).xmp(packet).finished.photo
    #expect([photo.make, photo.model] == ["Exif", "XM-1"])
  }

  @Test("A sidecar with a list of subjects, be it empty, says all tags")
  func sidecarList() throws {
    try folder.write(
      JPEGBuilder().xmp(Self.packet).iptc(Self.iptc).exif(Self.exif.bytes).finished.bytes,
      to: "IMG.jpg"
    )
    try folder.write(
      XMPSample.packet(
        children: XMPSample.list("dc:subject", ["Nabi", "home"])
          + XMPSample.list("lr:hierarchicalSubject", ["cats|Nabi"])
      ),
      to: "IMG.jpg.xmp"
    )
    #expect(try photo().tags == ["home", "cats/Nabi"])
    try folder.write(XMPSample.packet(children: "<dc:subject/>"), to: "IMG.jpg.xmp")
    #expect(try photo().tags == [])
    try folder.write(
      XMPSample.packet(children: XMPSample.list("lr:hierarchicalSubject", ["cats|Nabi"])),
      to: "IMG.jpg.xmp"
    )
    #expect(try photo().tags == ["garden", "cats/Nabi"])
  }

  @Test("Of two sidecars the first that lists subjects says all tags, whichever has the position")
  func twoSidecars() throws {
    try folder.write(JPEGBuilder().finished.bytes, to: "IMG.jpg")
    try folder.write(XMPSample.packet(children: XMPSample.list("dc:subject", ["Nabi"])), to: "IMG.jpg.xmp")
    try folder.write(
      XMPSample.packet(
        attributes: "exif:GPSLatitude='47' exif:GPSLongitude='8'",
        children: XMPSample.list("dc:subject", ["other"]) + "<dc:title>T</dc:title>"
      ),
      to: "IMG.xmp"
    )
    #expect(try photo().tags == ["Nabi"])
    #expect(try photo().title == "T")
    #expect(try photo().position?.coordinate.latitude == 47)
  }

  @Test("A sidecar's title, description and rating come first, and its 0 takes the rating away")
  func sidecarWords() throws {
    try folder.write(JPEGBuilder().xmp(Self.packet).finished.bytes, to: "IMG.jpg")
    try folder.write(XMPSample.packet(attributes: "xmp:Rating='5' dc:title='Side'"), to: "IMG.xmp")
    #expect(try photo().rating == 5)
    #expect(try photo().title == "Side")
    #expect(try photo().description == "XMP text")
    try folder.write(XMPSample.packet(attributes: "xmp:Rating='0'"), to: "IMG.xmp")
    #expect(try photo().rating == nil)
  }

  @Test("In a photo 0 is what programs write unasked, and another source may know more")
  func unrated() {
    let packet = XMPSample.packet(attributes: "xmp:Rating='0'")
    #expect(JPEGBuilder().xmp(packet).exif(Self.exif.bytes).finished.photo.rating == 4)
    #expect(JPEGBuilder().xmp(packet).finished.photo.rating == nil)
  }

  @Test("A camera's filler gives way to the next description")
  func filler() {
    let packet = XMPSample.packet(attributes: "dc:description='OLYMPUS DIGITAL CAMERA'")
    #expect(JPEGBuilder().xmp(packet).exif(Self.exif.bytes).finished.photo.description == "Exif text")
    #expect(JPEGBuilder().xmp(packet).finished.photo.description == nil)
  }

  @Test("Tags are read in photos with a position, and behind segments of any size")
  func behind() {
    let photo = JPEGBuilder().exif(TIFFBuilder.santiago.bytes).icc(count: 60_000).icc(count: 60_000).xmp(
      Self.packet
    ).icc(count: 60_000)
      .iptc(Self.iptc).finished.photo
    #expect(photo.tags == ["cats", "garden"])
    #expect(photo.position?.source == .exif)
  }

  // MARK: Positions

  @Test("A sidecar with an empty position of the method MANUAL says that there is none")
  func denied() throws {
    try folder.write(JPEGBuilder().exif(Self.exif.bytes).xmp(XMPSample.good).finished.bytes, to: "IMG.jpg")
    try folder.write(SidecarSample.takeout(SidecarSample.place(4, 40)), to: "IMG.jpg.json")
    let empty = "exif:GPSLatitude='' exif:GPSLongitude=''"
    try folder.write(
      XMPSample.packet(attributes: "\(empty) exif:GPSProcessingMethod='MANUAL'"),
      to: "IMG.xmp"
    )
    #expect(try photo().position == nil)
    #expect(try photo().problem == PhotoProblem("no position", isUnreadable: false))
    try folder.write(
      XMPSample.packet(
        children:
          "<exif:GPSLatitude/><exif:GPSLongitude> </exif:GPSLongitude><exif:GPSProcessingMethod>MANUAL</exif:GPSProcessingMethod>"
      ),
      to: "IMG.xmp"
    )
    #expect(try photo().position == nil)
    for other in [
      empty, "\(empty) exif:GPSProcessingMethod='GPS'",
      "exif:GPSLatitude='' exif:GPSProcessingMethod='MANUAL'",
      "exif:GPSProcessingMethod='MANUAL'",
    ] {
      try folder.write(XMPSample.packet(attributes: other), to: "IMG.xmp")
      #expect(try photo().position?.source == .exif, "\(other)")
    }
  }

  @Test("What is in the photo itself never says that no other source is to be asked")
  func deniedInPhoto() {
    let packet = XMPSample.packet(
      attributes: "exif:GPSLatitude='' exif:GPSLongitude='' exif:GPSProcessingMethod='MANUAL'"
    )
    #expect(JPEGBuilder().xmp(packet).exif(Self.exif.bytes).finished.photo.position?.source == .exif)
  }

  @Test("The method is that of the source that gave the position")
  func method() throws {
    let exif = TIFFBuilder.santiago.setting(.processingMethod, .bytes(Array("ASCII\0\0\0GPS".utf8)))
    try folder.write(JPEGBuilder().exif(exif.bytes).finished.bytes, to: "IMG.jpg")
    #expect(try photo().position?.method == "GPS")
    let place = "exif:GPSLatitude='47' exif:GPSLongitude='8'"
    try folder.write(
      XMPSample.packet(attributes: "\(place) exif:GPSProcessingMethod=' MANUAL '"),
      to: "IMG.xmp"
    )
    #expect(try photo().position?.method == "MANUAL")
    try folder.write(XMPSample.packet(attributes: place), to: "IMG.xmp")
    #expect(try photo().position?.method == nil)
  }
}
