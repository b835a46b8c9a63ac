import Foundation

@testable import CatalogKit

/// Indexes of photos that nobody took.
enum SyntheticIndex {
  /// The moment at which they were written.
  static let written = Timestamp(seconds: 1_770_000_000, nanoseconds: 123_456_789)
  static let header = IndexHeader(
    generator: "catalog test",
    written: written,
    scanned: [FilePathBytes("photos")]
  )

  /// A photo with nothing but a name and, perhaps, a position.
  static func photo(_ path: String, _ latitude: Double? = nil, _ longitude: Double? = nil) throws -> Photo {
    var photo = Photo(
      path: FilePathBytes(path),
      size: 1234,
      modified: Timestamp(seconds: 1_700_000_000, nanoseconds: 5)
    )
    if let latitude, let longitude {
      let coordinate = try Coordinate(latitude: latitude, longitude: longitude)
      photo.position = Position(coordinate, source: .exif)
    } else {
      photo.problem = PhotoProblem("no position", isUnreadable: false)
    }
    return photo
  }

  /// Writes photos as a scan does.
  @discardableResult
  static func write(
    _ photos: [Photo],
    to path: FilePathBytes,
    header: IndexHeader = Self.header
  ) throws -> IndexFooter {
    let builder = IndexBuilder(target: path, waiting: WaitingLines(beside: path))
    builder.extractor = nil
    for photo in photos { try builder.add(photo) }
    return try builder.save(header)
  }

  /// Four photos and a record of one that could not be read: an index of about a kilobyte.
  static func small() throws -> [Photo] {
    var broken = try photo("photos/broken.jpg")
    broken.problem = PhotoProblem("the file is cut off at byte 40", isUnreadable: true)
    return [
      try photo("photos/miso.jpg", 37.5665, 126.978),
      try photo("photos/nabi.jpg", 37.5671, 126.9785),
      try photo("photos/sydney.jpg", -33.8586, 151.214),
      try photo("photos/nowhere.jpg"),
      broken,
    ]
  }
}
