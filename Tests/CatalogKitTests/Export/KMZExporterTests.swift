import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("KMZ", .disabled(if: OtherProgram.python.isMissing))
struct KMZExporterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// An archive of four photos, of which the first and the last have a picture, and one has no place.
  private func archive(_ photos: [Photo]) throws -> [UInt8] {
    let sink = MemorySink()
    var exporter = KMZExporter(beside: folder("cats.kmz"))
    exporter.expectPictures(of: [0, 3])
    try exporter.begin(sink)
    for photo in photos { try exporter.add(FoundPhoto(photo), to: sink) }
    try exporter.addPicture([0xFF, 0xD8, 1], of: 0, to: sink)
    try exporter.addPicture([0xFF, 0xD8, 3], of: 3, to: sink)
    try exporter.end(sink)
    #expect(exporter.count == photos.count && exporter.leftOut == 1)
    return sink.bytes
  }

  /// Runs a script with `archive`, a `zipfile.ZipFile`, and `document`, an element.
  private func python(_ script: String, _ bytes: [UInt8]) throws {
    try folder.write(bytes, to: "cats.kmz")
    let beginning = """
      import sys, zipfile, xml.etree.ElementTree as xml
      archive = zipfile.ZipFile(sys.argv[1])
      same = lambda value, expected: (_ for _ in ()).throw(AssertionError((value, expected))) if value != expected else None
      same(archive.testzip(), None)
      document = xml.fromstring(archive.read("doc.kml"))
      kml = "{http://www.opengis.net/kml/2.2}"

      """
    let result = try OtherProgram.python("-c", beginning + script, folder("cats.kmz").lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("another program finds the places first, each with its picture, and no time of packing")
  func pictures() throws {
    let photos = try [
      SyntheticIndex.photo("a & <b>.jpg", 37.5, 127), SyntheticIndex.photo("b.jpg", 1, 2),
      SyntheticIndex.photo("lost.jpg"), SyntheticIndex.photo("c.jpg", -3, 4),
    ]
    try python(
      """
      same(archive.namelist(), ["doc.kml", "pictures/1.jpg", "pictures/4.jpg"])
      same({info.date_time for info in archive.infolist()}, {(1980, 1, 1, 0, 0, 0)})
      same(archive.read("pictures/4.jpg"), bytes([0xFF, 0xD8, 3]))
      marks = list(document.iter(kml + "Placemark"))
      same([mark.find(kml + "name").text for mark in marks], ["a & <b>.jpg", "b.jpg", "c.jpg"])
      icons = [mark.find(f"{kml}Style/{kml}IconStyle/{kml}Icon/{kml}href") for mark in marks]
      same([icon is not None and icon.text for icon in icons], ["pictures/1.jpg", False, "pictures/4.jpg"])
      texts = [mark.find(kml + "description") for mark in marks]
      same([text is not None and text.text for text in texts], ['<img src="pictures/1.jpg">', False, '<img src="pictures/4.jpg">'])
      order = [child.tag.replace(kml, "") for child in marks[0]]
      same(order, [name for name in ["name", "description", "TimeStamp", "Style", "ExtendedData", "Point"] if name in order])
      """,
      archive(photos)
    )
  }

  @Test("places that fill many pieces come back whole")
  func many() throws {
    let sink = MemorySink()
    var exporter = KMZExporter(beside: folder("cats.kmz"))
    try exporter.begin(sink)
    for number in 0..<3000 {
      try exporter.add(FoundPhoto(try SyntheticIndex.photo("\(number * 7919 % 3000).jpg", 1, 2)), to: sink)
    }
    try exporter.end(sink)
    try python("same(len(list(document.iter(kml + 'Placemark'))), 3000)", sink.bytes)
  }
}
