import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Sidecars in any spelling, and those that several photos share")
struct SidecarSharingTests {
  private func names(_ names: String...) -> SidecarNames { SidecarNames(names.map { FilePathBytes($0) }) }

  private func xmp(_ names: SidecarNames, _ photo: String) -> [String] {
    names.xmpFiles(of: FilePathBytes(photo)).map(\.lossyText)
  }

  @Test("names match in any case and normalisation")
  func spelling() {
    #expect(xmp(names("IMG_1.JPG", "IMG_1.jpg.xmp"), "IMG_1.JPG") == ["IMG_1.jpg.xmp"])
    #expect(xmp(names("DSC_3.NEF", "dsc_3.XMP"), "DSC_3.NEF") == ["dsc_3.XMP"])
    #expect(xmp(names("Cafe\u{301}.jpg", "Caf\u{E9}.xmp"), "Cafe\u{301}.jpg") == ["Caf\u{E9}.xmp"])
    #expect(
      xmp(names("\u{1112}\u{1161}\u{11AB}.jpg", "한.JPG.xmp"), "\u{1112}\u{1161}\u{11AB}.jpg") == ["한.JPG.xmp"]
    )
    #expect(xmp(names("É.jpg", "e\u{301}.xmp"), "É.jpg") == ["e\u{301}.xmp"])
  }

  @Test("a name of the same bytes comes first, and keeps others away")
  func exactFirst() {
    let both = names("IMG.jpg", "img.jpg", "IMG.jpg.xmp", "img.jpg.xmp", "img.xmp")
    #expect(xmp(both, "IMG.jpg") == ["IMG.jpg.xmp"])
    #expect(xmp(both, "img.jpg") == ["img.jpg.xmp", "img.xmp"])
    // It is that of img.jpg, to the letter.
    #expect(xmp(names("IMG.jpg", "img.jpg", "img.jpg.xmp"), "IMG.jpg").isEmpty)
    #expect(xmp(names("IMG.jpg", "Img.jpg", "img.jpg.xmp"), "IMG.jpg") == ["img.jpg.xmp"])
  }

  @Test("names that are not UTF-8 match in the case of ASCII, and byte for byte besides")
  func bytes() {
    let sidecar = FilePathBytes([0xFF, 0x61, 0x2E, 0x78, 0x6D, 0x70])
    let names = SidecarNames([sidecar])
    #expect(names.xmpFiles(of: FilePathBytes([0xFF, 0x41, 0x2E, 0x6A, 0x70, 0x67])) == [sidecar])
    #expect(names.xmpFiles(of: FilePathBytes([0xFE, 0x41, 0x2E, 0x6A, 0x70, 0x67])).isEmpty)
  }

  @Test(
    "SidecarForExtension binds a shared sidecar to one extension, in any case, and a sidecar of one photo to nothing"
  )
  func bound() throws {
    let folder = try TemporaryFolder()
    func latitude(_ name: String) throws -> Double? {
      try Photo.read(folder(name)).position?.coordinate.latitude
    }
    for name in ["DSC.jpg", "DSC.PNG"] { try folder.write(SamplePhoto.unlocated(), to: name) }
    func sidecar(_ bound: String) -> [UInt8] {
      Array(
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description \
        xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \(bound) \
        exif:GPSLatitude="10,30.0N" exif:GPSLongitude="20,0.0E"/></rdf:RDF></x:xmpmeta>
        """.utf8
      )
    }
    try folder.write(sidecar("photoshop:SidecarForExtension=\"png\""), to: "DSC.xmp")
    #expect(try latitude("DSC.jpg") == nil)
    #expect(try latitude("DSC.PNG") == 10.5)
    // Both share one that says nothing.
    try folder.write(sidecar(""), to: "DSC.xmp")
    #expect(try latitude("DSC.jpg") == 10.5)
    #expect(try latitude("DSC.PNG") == 10.5)
    try folder.write(sidecar("photoshop:SidecarForExtension=\"NEF\""), to: "dsc.JPG.xmp")
    try folder.remove("DSC.xmp")
    #expect(try latitude("DSC.jpg") == 10.5)
    #expect(try latitude("DSC.PNG") == nil)
  }
}

@Suite("Google Takeout's names in any spelling")
struct TakeoutSpellingTests {
  private func files(_ photo: String, _ names: String...) -> [String] {
    SidecarNames((names + [photo]).map { FilePathBytes($0) }).takeoutFiles(of: FilePathBytes(photo)).map(
      \.file.lossyText
    )
  }

  @Test("names match in any case and normalisation, those of the same bytes first")
  func spelling() {
    #expect(files("P7040106.jpg", "P7040106.JPG.json") == ["P7040106.JPG.json"])
    #expect(
      files("Cafe\u{301}.jpg", "Caf\u{E9}.jpg.supplemental-meta.json") == [
        "Caf\u{E9}.jpg.supplemental-meta.json"
      ]
    )
    #expect(files("a.jpg", "a.jpg.json", "A.JPG.json") == ["a.jpg.json"])
    #expect(files("a.jpg", "A.jpg.json", "A.jpg").isEmpty)
    #expect(files("a(1).jpg", "A.JPG(1).json") == ["A.JPG(1).json"])
  }

  @Test(
    "an edited copy takes its original's file, in the languages of public lists",
    arguments: [
      "-edited", "-EDITED", "-bearbeitet", "-modifié", "-modifie\u{301}", "-editado", "-ha editado",
      "-muokattu", "-已修改", "-编辑", "-изменено",
      "-düzenlendi", "-upraveno", "-redigeret", "-redigert", "-編集済み", "-수정됨", "-편집됨", "-effects", "-mix",
    ]
  )
  func edited(mark: String) {
    #expect(files("IMG_1\(mark).jpg", "IMG_1.jpg.json", "IMG_1.jpg") == ["IMG_1.jpg.json"])
    #expect(files("IMG_1\(mark)(2).jpg", "IMG_1.jpg(2).json") == ["IMG_1.jpg(2).json"])
    #expect(files("IMG_1\(mark)x.jpg", "IMG_1.jpg.json").isEmpty)
  }

  @Test("a mark may be cut off where the name is, and then the title has to agree")
  func cutMark() throws {
    let stem = "Screenshot_20200301-123456_Some Application"
    let names = SidecarNames(["\(stem).jp.json", "\(stem).jpg", "\(stem)-edi.jpg"].map { FilePathBytes($0) })
    let candidate = try #require(names.takeoutFiles(of: FilePathBytes("\(stem)-edi.jpg")).first)
    #expect(candidate.needsTitle)
    #expect(candidate.titles.contains(Array("\(stem).jpg".utf8)))
    // A short name was not cut.
    #expect(files("IMG-edi.jpg", "IMG.jpg.json").isEmpty)
  }

  @Test("a decomposed name is cut where Takeout cut the composed one")
  func decomposedCut() {
    let name = "Höhenweg über dem See im späten Oktober bei Ölz.jpg"
    let decomposed = name.replacing("ö", with: "o\u{308}").replacing("ü", with: "u\u{308}").replacing(
      "ä",
      with: "a\u{308}"
    )
    .replacing("Ö", with: "O\u{308}")
    let json = "\(name.prefix(46)).json"
    #expect(files(decomposed, json) == [json])
    #expect(TakeoutText.length(Array(decomposed.utf8)) == name.utf16.count)
    #expect(TakeoutText.length(Array("\u{1112}\u{1161}\u{11AB}🐈".utf8)) == 3)
    #expect(TakeoutCandidate.title(Array(name.utf8), names: Array(decomposed.uppercased().utf8)))
  }

  @Test("the video of a Live Photo takes its picture's file, unless it has one of its own")
  func livePhotos() {
    #expect(
      files("IMG.MP4", "IMG.HEIC.supplemental-metadata.json", "IMG.HEIC") == [
        "IMG.HEIC.supplemental-metadata.json"
      ]
    )
    #expect(files("img.mov", "IMG.JPG.json") == ["IMG.JPG.json"])
    #expect(files("IMG.MP4", "IMG.MP4.json", "IMG.HEIC.json").first == "IMG.MP4.json")
    #expect(files("IMG(1).MP4", "IMG.HEIC(1).json") == ["IMG.HEIC(1).json"])
    #expect(files("PXL.MP", "PXL.MP.jpg.json") == ["PXL.MP.jpg.json"])
    #expect(files("IMG.HEIC", "IMG.MP4.json").isEmpty)
  }
}
