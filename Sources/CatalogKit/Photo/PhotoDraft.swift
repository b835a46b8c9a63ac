/// A photo while its members are read, in whatever order they come.
struct PhotoDraft {
  /// What has no other parts.
  var photo = Photo(path: FilePathBytes(""), size: 0, modified: Timestamp(seconds: 0, nanoseconds: 0))

  var path: [UInt8]?
  var pathBytes: [UInt8]?
  var latitude: Double?
  var longitude: Double?
  /// What is known of the position; its coordinate is not.
  var position = Position(.origin, source: nil)
  var taken: [UInt8]?
  var offsetSource: LocalTime.Offset.Source?
  var heading: Double?
  var headingReference: Heading.Reference?
  var speed: Double?
  var speedUnit: Speed.Unit?
  var width: Int?
  var height: Int?
  var problem: String?
  var isUnreadable = false

  /// Puts the members together.
  ///
  /// - Parameter fields: Those that were read.
  /// - Returns: The photo.
  /// - Throws: ``JSONError`` where a member is missing or cannot be: a photo without a path, half a position.
  func finished(_ fields: PhotoFieldSet) throws(JSONError) -> Photo {
    var photo = photo
    if fields.contains(.path) {
      // A name ends at its first NUL, so one that begins with it is none.
      guard let name = (pathBytes ?? path).map({ FilePathBytes($0) }), !name.bytes.isEmpty else {
        throw JSONError(offset: 0)
      }
      photo.path = name
    }
    photo.position = try located()
    photo.taken = taken.flatMap { Self.time($0, offsetSource: offsetSource) }
    if photo.taken == nil { photo.takenSource = nil }
    photo.heading = heading.map { Heading(degrees: $0, reference: headingReference) }
    photo.speed = speed.map { Speed(value: $0, unit: speedUnit) }
    if let width, let height { photo.pixelSize = PixelSize(width: width, height: height) }
    photo.problem = problem.map { PhotoProblem($0, isUnreadable: isUnreadable) }
    return photo
  }

  private func located() throws(JSONError) -> Position? {
    if latitude == nil, longitude == nil { return nil }
    guard let latitude, let longitude,
      let coordinate = try? Coordinate(latitude: latitude, longitude: longitude)
    else { throw JSONError(offset: 0) }
    var position = position
    position.coordinate = coordinate.rounded
    return position
  }

  /// A date in the index's own spelling or, where a person wrote it, in any.
  static func time(_ taken: [UInt8], offsetSource: LocalTime.Offset.Source?) -> LocalTime? {
    let source = offsetSource ?? .exif
    return taken.withUnsafeBytes { LocalTime(iso8601: $0, offsetSource: source) }
      ?? LenientDateText.read(taken, offsetSource: source)
  }
}
