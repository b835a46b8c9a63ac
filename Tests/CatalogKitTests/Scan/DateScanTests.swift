import Testing

@testable import CatalogKit
@testable import TestSupport

/// Dates of photos and of the files beside them, as a scan finds them.
@Suite("Dates in a scan")
struct DateScanTests {
  private let folder: SidecarFolder

  init() throws { folder = try SidecarFolder() }

  private static let namespaces = """
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    """

  private func xmp(_ attributes: String) -> String { SidecarSample.xmp("\(Self.namespaces) \(attributes)") }

  private func taken() throws -> String {
    let photo = try folder.scannedPhoto()
    return "\(photo.takenSource.map(\.rawValue) ?? "none") \(photo.taken.map(\.description) ?? "none")"
  }

  private func exif(_ fields: [(ExifField, String)]) -> [UInt8] {
    fields.reduce(TIFFBuilder.santiago) { $0.setting($1.0, .ascii($1.1)) }.bytes
  }

  @Test(
    "A scan that was saved years later was taken when its packet says, also where the photo has a position"
  )
  func scannedFilm() throws {
    let bytes = exif([(.dateTime, "2021:01:01 00:00:00"), (.dateTimeDigitized, "2010:01:01 00:00:00")])
    let packet = xmp("photoshop:DateCreated=\"1987-06-15\" xmp:ModifyDate=\"2021-01-01T00:00:00\"")
    try folder.write(SidecarSample.jpeg(bytes, xmp: packet), to: "IMG.jpg")
    #expect(try taken() == "original 1987-06-15")
  }

  @Test("A packet's offset and fraction complete the camera's time")
  func completed() throws {
    let bytes = exif([(.dateTimeOriginal, "2024:06:01 10:20:30")])
    let packet = xmp("exif:DateTimeOriginal=\"2024-06-01T10:20:30.25+02:00\"")
    try folder.write(SidecarSample.jpeg(bytes, xmp: packet), to: "IMG.jpg")
    #expect(try taken() == "original 2024-06-01T10:20:30.25+02:00")
    #expect(try folder.scannedPhoto().taken?.offset?.source == .xmp)
  }

  @Test(
    "A sidecar's date comes before the photo's, and the camera's offset stays where the digits are the same"
  )
  func sidecar() throws {
    let bytes = exif([(.dateTimeOriginal, "2024:06:01 10:20:30"), (.offsetTimeOriginal, "+02:00")])
    try folder.write(SidecarSample.jpeg(bytes), to: "IMG.jpg")
    try folder.write(xmp("exif:DateTimeOriginal=\"2024-06-01T10:20:30\""), to: "IMG.jpg.xmp")
    #expect(try taken() == "original 2024-06-01T10:20:30+02:00")
    try folder.write(
      xmp("photoshop:DateCreated=\"1987\""),
      to: "IMG.jpg.xmp",
      secondsSince1970: 1_700_000_001
    )
    #expect(try taken() == "original 1987")
  }

  @Test("Takeout's time in UTC counts where the photo has none but that of its last change")
  func takeout() throws {
    let json = """
      {"title":"IMG.jpg","photoTakenTime":{"timestamp":"1486157417","formatted":"3 Feb 2017, 21:30:17 UTC"}}
      """
    try folder.write(json, to: "IMG.jpg.json")
    try folder.write(SidecarSample.jpeg(exif([(.dateTime, "2021:01:01 00:00:00")])), to: "IMG.jpg")
    #expect(try taken() == "takeout 2017-02-03T21:30:17+00:00")
    #expect(try folder.scannedPhoto().taken?.offset?.source == .takeout)
    let dated = SidecarSample.jpeg(exif([(.dateTimeDigitized, "2017:02:03 22:30:17")]))
    try folder.write(dated, to: "IMG.jpg", secondsSince1970: 1_700_000_001)
    #expect(try taken() == "digitized 2017-02-03T22:30:17")
  }

  @Test("The receiver's time gives an offset to a date of any source, by the position of any source")
  func derivedOffset() throws {
    let bytes = TIFFBuilder()
      .setting(.dateStamp, .ascii("2026:05:01"))
      .setting(.timeStamp, .rationals((3, 1), (0, 1), (0, 1)))
      .bytes
    let packet = xmp(
      "exif:DateTimeOriginal=\"2026-05-01T12:00:20\" exif:GPSLatitude=\"37,0N\" exif:GPSLongitude=\"127,0E\""
    )
    try folder.write(SidecarSample.jpeg(bytes, xmp: packet), to: "IMG.jpg")
    #expect(try taken() == "original 2026-05-01T12:00:20+09:00")
    #expect(try folder.scannedPhoto().taken?.offset?.source == .gps)
  }

  @Test(
    "The creation time of a PNG file is read in three spellings",
    arguments: [
      ("Sun, 14 Jan 2024 10:20:30 +0100", "original 2024-01-14T10:20:30+01:00"),
      ("2024:01:14 10:20:30", "original 2024-01-14T10:20:30"),
      ("2024-01-14T10:20:30Z", "original 2024-01-14T10:20:30+00:00"), ("2024", "original 2024"),
      ("yesterday", "none none"), ("", "none none"),
    ]
  )
  func png(_ text: String, _ expected: String) throws {
    let name = "Creation Time"
    for chunk in [
      PNGBuilder.text(name, Array(text.utf8)), PNGBuilder.packedText(name, Array(text.utf8)),
      PNGBuilder.internationalText(name, Array(text.utf8), isPacked: false),
    ] {
      try folder.write(PNGBuilder([chunk, PNGBuilder.picture]).bytes, to: "IMG.png")
      #expect(try taken() == expected)
      try folder.remove("catalog.json")
    }
  }

  @Test("When a PNG file was changed, by its own account, is not read")
  func pngChange() throws {
    let chunk: (String, [UInt8]) = ("tIME", [7, 0xE8, 1, 14, 10, 20, 30])
    try folder.write(PNGBuilder([chunk, PNGBuilder.picture]).bytes, to: "IMG.png")
    #expect(try taken() == "none none")
  }

  @Test("Many creation times hide no position")
  func manyTimes() throws {
    let times = (0..<20).map { PNGBuilder.text("Creation Time", Array("20\(10 + $0)".utf8)) }
    let profile = PNGBuilder.text(
      "Raw profile type exif",
      PNGBuilder.rawProfile("exif", TIFFBuilder.santiago.bytes)
    )
    try folder.write(PNGBuilder(times + [profile, PNGBuilder.picture]).bytes, to: "IMG.png")
    let photo = try folder.scannedPhoto()
    #expect(photo.position != nil)
    #expect(photo.problem == nil)
    #expect(photo.taken?.description == "2010")
  }
}
