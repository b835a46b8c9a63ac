import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Names of sidecars")
struct SidecarNamesTests {
  @Test("The photo's whole name comes before its stem, and the case of .xmp does not matter")
  func xmp() {
    let names = folder("IMG.jpg", "IMG.XMP", "IMG.jpg.Xmp", "img.xmp", "IMG.jpeg.xmp", "IMG.jpg.xmp.bak")
    #expect(names.xmpFiles(of: FilePathBytes("IMG.jpg")).map(\.description) == ["IMG.jpg.Xmp", "IMG.XMP"])
    #expect(names.xmpFiles(of: FilePathBytes("img.HEIC")).map(\.description) == ["img.xmp"])
    #expect(names.xmpFiles(of: FilePathBytes("other.jpg")).isEmpty)
  }

  @Test("Two spellings of one sidecar come in byte order, and a name without a dot has each once")
  func xmpTwice() {
    let names = folder("IMG.xmp", "IMG.XMP")
    #expect(names.xmpFiles(of: FilePathBytes("IMG.jpg")).map(\.description) == ["IMG.XMP", "IMG.xmp"])
    #expect(names.xmpFiles(of: FilePathBytes("IMG")).map(\.description) == ["IMG.XMP", "IMG.xmp"])
  }

  @Test("Names are bytes")
  func bytes() {
    let names = SidecarNames([FilePathBytes([0xFF, 0x2E, 0x78, 0x6D, 0x70])])
    #expect(names.xmpFiles(of: FilePathBytes([0xFF, 0x2E, 0x6A, 0x70, 0x67])).count == 1)
    #expect(names.xmpFiles(of: FilePathBytes([0xFE, 0x2E, 0x6A, 0x70, 0x67])).isEmpty)
  }

  @Test(
    "A photo's JSON file is known by its name alone",
    arguments: [
      ("IMG.jpg", "IMG.jpg.json"), ("IMG.jpg", "IMG.jpg.supplemental-metadata.json"),
      ("IMG.jpg", "IMG.jpg.JSON"), ("IMG.jpg", "IMG.jpg.supplemental-metad.json"),
      ("IMG.jpg", "IMG.jpg.suppl.json"), ("IMG.jpg", "IMG.jpg.s.json"), ("IMG.jpg", "IMG.jpg..json"),
      ("IMG(1).jpg", "IMG.jpg(1).json"), ("IMG(1).jpg", "IMG.jpg.supplemental-metadata(1).json"),
      ("IMG(12).jpg", "IMG.jpg.suppl(12).json"), ("IMG(1).jpg", "IMG(1).jpg.json"),
      ("IMG-edited.jpg", "IMG.jpg.json"), ("IMG-edited.jpg", "IMG.jpg.supplemental-metadata.json"),
      ("IMG-edited(1).jpg", "IMG.jpg.supplemental-metadata(1).json"), ("IMG-bearbeitet.jpg", "IMG.jpg.json"),
      ("IMG-edited.jpg", "IMG-edited.jpg.json"), ("골목-고양이.jpg", "골목-고양이.jpg.supplemental-metadata.json"),
    ]
  )
  func certain(photo: String, json: String) {
    let candidates = folder(photo, json).takeoutFiles(of: FilePathBytes(photo))
    #expect(candidates.map(\.file) == [FilePathBytes(json)])
    #expect(candidates.first?.needsTitle == false)
  }

  @Test(
    "Other names are other photos'",
    arguments: [
      ("IMG.jpg", "IMG.jpg(1).json"), ("IMG(1).jpg", "IMG.jpg.json"), ("IMG(1).jpg", "IMG.jpg(2).json"),
      ("IMG.jpg", "IMG.jpg.supplemental-data.json"), ("IMG.jpg", "IMG.jpeg.json"),
      ("IMG.jpg", "IMG-edited.jpg.json"), ("IMG.jpg", "IM.json"), ("-edited.jpg", ".jpg.json"),
      ("IMG(a).jpg", "IMG.jpg(a).json"), ("IMG().jpg", "IMG.jpg().json"), ("IMG.jpg", "metadata.json"),
    ]
  )
  func others(photo: String, json: String) {
    #expect(folder(photo, json).takeoutFiles(of: FilePathBytes(photo)).isEmpty)
  }

  @Test("The photo's own number comes before Takeout's, and the original's file last")
  func order() {
    let names = folder("A-edited(1).jpg", "A.jpg(1).json", "A-edited.jpg(1).json", "A-edited(1).jpg.s.json")
    let found = names.takeoutFiles(of: FilePathBytes("A-edited(1).jpg")).map(\.file.description)
    #expect(found == ["A-edited(1).jpg.s.json", "A-edited.jpg(1).json", "A.jpg(1).json"])
  }

  @Test(
    "A name of more than 46 characters is cut, with Takeout's number behind the cut or in it",
    arguments: [
      (
        "Urlaub in Knaufspesch in der Schneifel (38).JPG",
        "Urlaub in Knaufspesch in der Schneifel (38).JP.json"
      ),
      ("\(long).jpg", "\(long.prefix(46)).json"), ("\(long)(1).jpg", "\(long.prefix(46))(1).json"),
      ("\(long)(1).jpg", "\(long.prefix(43))(1).json"), ("\(long)-edited.jpg", "\(long.prefix(46)).json"),
      ("고양이\(long).jpg", "고양이\(long.prefix(43)).json"), ("🐈\(long).jpg", "🐈\(long.prefix(44)).json"),
    ]
  )
  func cut(photo: String, json: String) {
    let candidates = folder(photo, json).takeoutFiles(of: FilePathBytes(photo))
    #expect(candidates.map(\.file) == [FilePathBytes(json)])
    #expect(candidates.first?.needsTitle == true)
  }

  @Test("A cut name belongs to the photo that its title names")
  func cutTitle() throws {
    let photos = [
      "\(Self.long)1.jpg", "\(Self.long)2.jpg", "\(Self.long)1(1).jpg", "\(Self.long)1-edited.jpg",
    ]
    let names = folder(photos + ["\(Self.long.prefix(46)).json", "\(Self.long.prefix(46))(1).json"])
    let title = try content(title: "\(Self.long)1.jpg")
    let owners = photos.map { photo in
      names.takeoutFiles(of: FilePathBytes(photo)).filter { $0.accepts(title) }.map(\.file.bytes.count)
    }
    // Without a number: the photo and its edited copy. With one: the photo with that number.
    #expect(owners == [[51], [], [54], [51]])
  }

  @Test("A name without its extension needs the title, and belongs to nobody where two photos could own it")
  func withoutExtension() throws {
    let json = "Peanut.supplemental-metadata.json"
    let candidate = try #require(
      folder("Peanut.jpg", json).takeoutFiles(of: FilePathBytes("Peanut.jpg")).first
    )
    #expect(candidate.needsTitle)
    #expect(candidate.accepts(try content(title: "Peanut")))
    #expect(!candidate.accepts(try content(title: "Peanuts")))
    #expect(folder("Peanut.jpg", "Peanut.png", json).takeoutFiles(of: FilePathBytes("Peanut.jpg")).isEmpty)
  }

  @Test(
    "A title names a photo",
    arguments: [
      ("IMG.jpg", "IMG.jpg", true), ("IMG", "IMG.jpg", true), ("a&b's.jpg", "a_b_s.jpg", true),
      ("\(long)\(long).jpg", "\(long).jpg", true), ("\(long)\(long).JPG", "\(long).jpg", true),
      ("IMG.jpeg", "IMG.jpg", false), ("IMG_2.jpg", "IMG.jpg", false), ("IMGx2.jpg", "IMG_2.jpg", false),
      ("\(long)\(long).png", "\(long).jpg", false), ("", "IMG.jpg", false),
    ]
  )
  func titles(title: String, photo: String, isSame: Bool) {
    #expect(TakeoutCandidate.title(Array(title.utf8), names: Array(photo.utf8)) == isSame)
  }

  @Test("A folder without sidecars has none")
  func none() {
    let names = folder("IMG.jpg", "IMG.png", "xmp", "json", ".xmp", ".json")
    #expect(names.xmpFiles(of: FilePathBytes("IMG.jpg")).isEmpty)
    #expect(names.takeoutFiles(of: FilePathBytes("IMG.jpg")).isEmpty)
  }

  /// 50 characters.
  private static let long = "Screenshot_20260501_120000_com.example.neighbour_c"

  private func folder(_ names: String...) -> SidecarNames { folder(names) }

  private func folder(_ names: [String]) -> SidecarNames { SidecarNames(names.map { FilePathBytes($0) }) }

  private func content(title: String) throws -> TakeoutJSON {
    let text = "{\"title\":\"\(title)\",\"geoData\":{}}"
    return try #require(try TakeoutJSON.read(ByteReader(ByteSource(Array(text.utf8)))))
  }
}
