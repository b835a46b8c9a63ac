import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// What holds for every photo, whatever its file says.
enum PhotoRules {
  /// Checks a photo that was read from a file: it says where it was taken or why that is not known, and the index can
  /// keep it.
  static func check(_ photo: Photo) {
    expect((photo.position == nil) == (photo.problem != nil), "a position or a problem")
    if let position = photo.position { check(position) }
    if let heading = photo.heading { expect((0..<360).contains(heading.degrees), "a heading in 0..<360") }
    if let speed = photo.speed { expect(speed.value >= 0 && speed.value.isFinite, "a speed") }
    if let orientation = photo.orientation { expect((1...8).contains(orientation), "an orientation") }
    if let rating = photo.rating { expect(rating != 0 && (-1...5).contains(rating), "a rating") }
    expect(photo.tags.count == Set(photo.tags).count && !photo.tags.contains(""), "each tag once")
    checkLine(of: photo)
  }

  /// Checks what one source said of a photo.
  static func check(_ metadata: PhotoMetadata) {
    var photo = Photo(path: FilePathBytes("a.jpg"), size: 1, modified: Timestamp(seconds: 0, nanoseconds: 0))
    photo.position = try? metadata.position.get()
    if case .failure(let problem) = metadata.position {
      photo.problem = PhotoProblem(problem.description, isUnreadable: false)
    }
    for kind in TakenSource.allCases {
      photo.taken = metadata.dates[kind]
      photo.takenSource = photo.taken == nil ? nil : kind
      check(photo)
    }
    photo.gpsTime = metadata.gpsTime
    photo.heading = metadata.heading
    photo.speed = metadata.speed
    photo.make = metadata.make
    photo.model = metadata.model
    photo.lens = metadata.lens
    photo.tags = metadata.words.tags.joined
    photo.title = metadata.words.title
    photo.description = metadata.words.description
    photo.rating = metadata.words.rating == 0 ? nil : metadata.words.rating
    photo.orientation = metadata.orientation
    photo.pixelSize = metadata.pixelSize
    check(photo)
  }

  private static func check(_ position: Position) {
    let place = position.coordinate
    expect((-90...90).contains(place.latitude), "a latitude in range")
    expect((-180...180).contains(place.longitude), "a longitude in range")
    expect(place == place.rounded, "nine decimals")
    if let altitude = position.altitude { expect(altitude.isFinite, "a finite altitude") }
    if let accuracy = position.accuracy { expect(accuracy.isFinite && accuracy >= 0, "an accuracy") }
  }

  /// Checks that a photo's line is one line, that the search finds its place without decoding it, and that it tells the
  /// same photo.
  @discardableResult
  static func checkLine(of photo: Photo) -> [UInt8] {
    let line = photo.json
    expect(!line.contains(UInt8(ascii: "\n")), "one line")
    line.withUnsafeBytes { bytes in
      expect((try? PhotoLine.decode(bytes)) == photo, "the same photo out of its line")
      var members = LineMembers()
      expect((try? members.read(bytes)) != nil, "a line is an object")
      expect(
        SortKey.of(bytes).map { members.agrees(with: $0, in: bytes) } == true,
        "the line's place in the order is that of its coordinates"
      )
      expect(members.coordinate(in: bytes) == photo.position?.coordinate, "the same place out of its line")
      expect(
        members.integer(.size, in: bytes) == photo.size && members.modified(in: bytes) == photo.modified,
        "the same file out of its line"
      )
    }
    return line
  }
}
