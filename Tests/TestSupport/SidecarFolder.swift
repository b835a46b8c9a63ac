import Foundation

@testable import CatalogKit

/// A folder of photos with files beside them, scanned as often as a test likes, and removed in the end. All files get one
/// old time unless a test says another.
final class SidecarFolder: Sendable {
  /// The folder, absolute and without links.
  let path: FilePathBytes
  private let url: URL

  static let written = Timestamp(seconds: 1_800_000_000, nanoseconds: 0)

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("catalog-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = try SystemCalls.resolve(FilePathBytes(url.path))
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8], to name: String, secondsSince1970: Double = 1_700_000_000) throws {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    let time = Date(timeIntervalSince1970: secondsSince1970)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file.path)
  }

  func write(_ text: String, to name: String, secondsSince1970: Double = 1_700_000_000) throws {
    try write(Array(text.utf8), to: name, secondsSince1970: secondsSince1970)
  }

  func makeFolder(_ name: String) throws {
    let folder = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent(name))
  }

  /// Scans the folder into its index.
  @discardableResult
  func scan() throws -> ScanSummary {
    let scanner = Scanner(generator: "catalog test", jobs: 2, clock: SystemClock { Self.written })
    return try scanner.run(folders: [path], index: index)
  }

  var index: FilePathBytes { path.appending(FilePathBytes("catalog.json")) }

  /// All photos of the index by name.
  func photos() throws -> [String: Photo] {
    var photos: [String: Photo] = [:]
    try IndexFile(path: index).forEachPhoto { photos[$0.path.lossyText] = $0 }
    return photos
  }

  /// Scans, and gives the only photo.
  func scannedPhoto() throws -> Photo {
    try scan()
    let photos = try photos()
    guard photos.count == 1, let photo = photos.values.first else { throw ScanError.nothingToScan(path) }
    return photo
  }

  /// Writes photos into an index as a scan does.
  func writeIndex(_ photos: [Photo]) throws -> IndexFile {
    let writer = IndexWriter(target: index)
    for photo in photos {
      let order = SortKey.of(photo)
      let line = photo.json
      try writer.add(line, parts: [IndexWriter.LinePart(order: order, length: line.count)])
    }
    let header = IndexHeader(
      generator: "catalog test",
      written: Self.written,
      scanned: [FilePathBytes("photos")]
    )
    _ = try writer.save(header) { _ in }
    return try IndexFile(path: index)
  }
}

/// The contents of sidecars, and photos that they stand beside.
enum SidecarSample {
  /// An XMP file with attributes of `rdf:Description`.
  static func xmp(_ attributes: String) -> String {
    """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" \(attributes)/>
    </rdf:RDF></x:xmpmeta>
    """
  }

  /// An XMP file with a position.
  static func xmp(_ latitude: Int, _ longitude: Int) -> String {
    xmp("exif:GPSLatitude=\"\(latitude)\" exif:GPSLongitude=\"\(longitude)\"")
  }

  /// Google Takeout's JSON about `IMG.jpg`.
  static func takeout(_ shown: String, _ uploaded: String? = nil) -> String {
    let more = uploaded.map { ",\"geoDataExif\":\($0)" } ?? ""
    return "{\"title\":\"IMG.jpg\",\"photoTakenTime\":{\"timestamp\":\"1\"},\"geoData\":\(shown)\(more)}"
  }

  static func place(_ latitude: Double, _ longitude: Double) -> String {
    "{\"latitude\":\(latitude),\"longitude\":\(longitude),\"altitude\":0.0}"
  }

  /// A JPEG with Exif on Sydney's coast, or with a time and a camera only, and perhaps an XMP packet.
  static func photo(isLocated: Bool, xmp: String? = nil) -> [UInt8] {
    let image: RawTIFF.Directory = [
      RawTIFF.Entry(tag: 0x010F, value: .text("Cat")), RawTIFF.Entry(tag: 0x8769, value: .directory(1)),
    ]
    let exif = isLocated ? RawTIFF.photo() : RawTIFF([image, RawTIFF.exif])
    return jpeg(exif.bytes, xmp: xmp)
  }

  /// A JPEG with an Exif block and perhaps an XMP packet.
  static func jpeg(_ exif: [UInt8], xmp: String? = nil) -> [UInt8] {
    let jpeg = RawBuilder.jpeg(exif)
    guard let xmp else { return jpeg }
    let packet = Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(xmp.utf8)
    let length = packet.count + 2
    return jpeg.prefix(2) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + packet
      + jpeg.dropFirst(2)
  }
}
