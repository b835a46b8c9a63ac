import Foundation

@testable import CatalogKit

/// A folder of photos with files beside them, scanned as often as a test likes, and removed in the end. All files get one
/// old time unless a test says another.
final class SidecarFolder: Sendable {
  /// The folder, absolute and without links.
  var path: FilePathBytes { folder.path }
  private let folder: TemporaryFolder
  private let url: URL

  static let written = Timestamp(seconds: 1_800_000_000, nanoseconds: 0)

  init() throws {
    folder = try TemporaryFolder()
    url = URL(fileURLWithPath: folder.path.lossyText, isDirectory: true)
  }

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
    let builder = try IndexBuilder(replacing: index)
    for photo in photos { try builder.add(photo) }
    let header = IndexHeader(
      generator: "catalog test",
      written: Self.written,
      scanned: [FilePathBytes("photos")]
    )
    _ = try builder.save(header)
    return try IndexFile(path: index)
  }
}
