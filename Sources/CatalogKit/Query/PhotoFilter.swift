/// Which photos are wanted. What is not set wants all.
public struct PhotoFilter: Hashable, Sendable {
  /// Taken in this piece of the map; a photo without a position is not.
  public var box: GeoBox?
  /// Taken in this piece of the calendar; a photo without a time is not.
  public var taken: DateRange?
  /// Taken with a camera of this name.
  public var camera: CameraFilter?
  /// Having all of these tags, or parts of their paths.
  public var tags: [TagFilter] = []
  /// Rated so.
  public var rating: RatingRange?
  /// Having a path like this.
  public var path: PathPattern?
  /// Having a position, or having none.
  public var isLocated: Bool?

  /// Wants all photos.
  public init() {}

  /// Whether it wants all photos, so that none has to be looked at.
  public var isEmpty: Bool { self == PhotoFilter() }

  /// Whether the photo of a line is wanted.
  ///
  /// - Parameters:
  ///   - members: The line taken apart.
  ///   - line: A line of an index.
  /// - Returns: Whether all that is set says so.
  /// - Throws: ``JSONError`` where a value that has to be looked at is not as it should be.
  func matches(_ members: LineMembers, in line: UnsafeRawBufferPointer) throws(JSONError) -> Bool {
    if let isLocated, isLocated != members.has(.latitude) { return false }
    if let box {
      guard members.has(.latitude) else { return false }
      guard let coordinate = members.coordinate(in: line) else { throw JSONError(offset: 0) }
      guard box.contains(coordinate) else { return false }
    }
    if let taken {
      guard let time = try members.taken(in: line), taken.contains(time) else { return false }
    }
    if let camera, try !camera.matches(members, in: line) { return false }
    if let rating {
      let stars = Rating.ofStars(members.number(.rating, in: line))
      guard rating.contains(stars == 0 ? nil : stars) else { return false }
    }
    if !tags.isEmpty {
      let all =
        try members.value(.tags, in: line).map { (json) throws(JSONError) in try TagList.read(json) } ?? []
      guard tags.allSatisfy({ $0.matches(all) }) else { return false }
    }
    if let path, try !path.matches(members.path(in: line)) { return false }
    return true
  }

  /// Whether a photo is wanted.
  ///
  /// - Parameter photo: Its path as the index keeps it.
  /// - Returns: Whether all that is set says so.
  public func matches(_ photo: Photo) -> Bool {
    matchesAllButPath(photo) && (path?.matches(photo.path) ?? true)
  }

  /// Whether a photo is wanted whatever its path: for one whose path is no longer that of the index.
  func matchesAllButPath(_ photo: Photo) -> Bool {
    if let isLocated, isLocated != (photo.position != nil) { return false }
    if let box {
      guard let position = photo.position, box.contains(position.coordinate) else { return false }
    }
    if let taken {
      guard let time = photo.taken, taken.contains(time) else { return false }
    }
    if let rating, !rating.contains(photo.rating) { return false }
    return tags.allSatisfy { $0.matches(photo.tags) } && (camera?.matches(photo) ?? true)
  }
}
