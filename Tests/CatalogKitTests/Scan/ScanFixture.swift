import Synchronization
import Testing

@testable import CatalogKit
@testable import TestSupport

/// A folder with photos and an index, scanned as often as a test likes; each scan is written a second after the last.
final class ScanFixture: Sendable {
  let folder: TemporaryFolder
  private let seconds = Mutex(1_800_000_000)

  /// When the last scan was.
  var now: Timestamp { Timestamp(seconds: seconds.withLock { $0 }, nanoseconds: 987_654_321) }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Two cats in Seoul and one in Sydney.
  convenience init(photos: Void) throws {
    self.init(try TemporaryFolder())
    try folder.write(SamplePhoto.at(37.5665, 126.978), to: "photos/miso.jpg")
    try folder.write(SamplePhoto.at(37.5671, 126.9785), to: "photos/sub/nabi.jpg")
    try folder.write(SamplePhoto.at(-33.8586, 151.214), to: "photos/sub/hodu.jpg")
  }

  private init(_ folder: TemporaryFolder) {
    self.folder = folder
  }

  /// Scans folders; the closure may change the scanner first.
  @discardableResult
  func scan(
    _ folders: [String] = ["photos"],
    index: String = "catalog.json",
    _ set: (inout Scanner) -> Void = { _ in }
  ) throws -> ScanSummary {
    let now = seconds.withLock { seconds in
      seconds += 1
      return Timestamp(seconds: seconds, nanoseconds: 987_654_321)
    }
    var scanner = Scanner(generator: "catalog test", jobs: 2, clock: SystemClock { now })
    set(&scanner)
    return try scanner.run(folders: folders.map { folder($0) }, index: folder(index))
  }

  func open(_ index: String = "catalog.json") throws -> IndexFile { try IndexFile(path: folder(index)) }

  func photos(_ index: String = "catalog.json") throws -> [Photo] {
    var photos: [Photo] = []
    try open(index).forEachPhoto { photos.append($0) }
    return photos
  }

  /// The paths in the index, in byte order.
  func paths(_ index: String = "catalog.json") throws -> [String] {
    try photos(index).map(\.path).sorted().map(\.lossyText)
  }

  func scanned(_ index: String = "catalog.json") throws -> [String] {
    try open(index).header().scanned.map(\.lossyText)
  }

  func photo(_ path: String) throws -> Photo {
    try #require(try photos().first { $0.path == FilePathBytes(path) })
  }

  /// Changes the text of the index, as an editor would.
  func editIndex(_ change: (String) -> String) throws {
    let text = change(String(decoding: try folder.read("catalog.json"), as: UTF8.self))
    try folder.write(Array(text.utf8), to: "catalog.json")
  }

  /// Writes the photos of the index again as a scan of another reader would have.
  func rewrite(reader: Int, _ change: (Photo) -> Photo = { $0 }) throws {
    var header = try open().header()
    header.reader = reader
    try SyntheticIndex.write(try photos().map(change), to: folder("catalog.json"), header: header)
  }
}
