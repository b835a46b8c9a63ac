/// Which photos are wanted. What is not set wants all.
public struct PhotoFilter: Hashable, Sendable {
  /// Taken in this piece of the map; a photo without a position is not.
  public var box: GeoBox?
  /// Taken in this country, state or place; a photo without a position is not.
  public var area: PlaceArea?
  /// Taken in this circle; a photo without a position is not.
  public var circle: GeoCircle?
  /// Taken in this piece of the calendar; a photo without a time is not.
  public var taken: DateRange?
  /// Taken in these months of any year.
  public var months: MonthRange?
  /// Taken in these hours of any day.
  public var hours: HourRange?
  /// Taken with a camera of one of these names.
  public var cameras: [CameraFilter] = []
  /// Having one of these tags, or a part of its path.
  public var tags: [TagFilter] = []
  /// Rated so.
  public var rating: RatingRange?
  /// Having a path like one of these.
  public var paths: [PathFilter] = []
  /// What a photo must not have.
  public var unwanted = Unwanted()
  /// Whether photos are wanted too that are not there any more.
  public var includesMissing = false
  /// Having a position, or having none.
  public var isLocated: Bool?

  /// What leaves a photo out: any of it is enough.
  public struct Unwanted: Hashable, Sendable {
    /// A camera of one of these names.
    public var cameras: [CameraFilter] = []
    /// One of these tags, or a part of its path.
    public var tags: [TagFilter] = []
    /// A path like one of these.
    public var paths: [PathFilter] = []
    /// This very path.
    public var photo: FilePathBytes?
  }

  /// Wants all photos.
  public init() {}

  /// Whether tags matter.
  private var needsTags: Bool { !tags.isEmpty || !unwanted.tags.isEmpty }

  /// Whether tags are wanted.
  private func matches(_ all: [String]) -> Bool {
    (tags.isEmpty || tags.contains { $0.matches(all) }) && !unwanted.tags.contains { $0.matches(all) }
  }

  /// Whether a path matters.
  private var needsPath: Bool { !paths.isEmpty || !unwanted.paths.isEmpty || unwanted.photo != nil }

  /// Whether a path is wanted.
  ///
  /// - Parameter path: As the index keeps it.
  /// - Returns: Whether it is.
  func matches(_ path: FilePathBytes) -> Bool {
    (paths.isEmpty || paths.contains { $0.matches(path) }) && !unwanted.paths.contains { $0.matches(path) }
      && unwanted.photo != path
  }

  /// Whether a time is wanted; `nil` is that of a photo that has none.
  private func matches(_ time: LocalTime?) -> Bool {
    guard taken != nil || months != nil || hours != nil else { return true }
    guard let time else { return false }
    return taken?.contains(time) ?? true && months?.contains(time) ?? true && hours?.contains(time) ?? true
  }

  /// Whether it wants all photos, so that none has to be looked at.
  public var isEmpty: Bool { self == PhotoFilter() }

  /// Whether it wants all photos, those that are missing aside.
  var wantsAll: Bool {
    var filter = self
    filter.includesMissing = false
    return filter.isEmpty
  }

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
    if let area {
      guard members.has(.latitude) else { return false }
      guard let coordinate = members.coordinate(in: line) else { throw JSONError(offset: 0) }
      guard area.contains(coordinate) else { return false }
    }
    if let circle {
      guard members.has(.latitude) else { return false }
      guard let coordinate = members.coordinate(in: line) else { throw JSONError(offset: 0) }
      guard circle.contains(coordinate) else { return false }
    }
    if taken != nil || months != nil || hours != nil, try !matches(members.taken(in: line)) { return false }
    if !cameras.isEmpty, try !Self.contains(cameras, members, line) { return false }
    if !unwanted.cameras.isEmpty, try Self.contains(unwanted.cameras, members, line) { return false }
    if let rating {
      let stars = Rating.ofStars(members.number(.rating, in: line))
      guard rating.contains(stars == 0 ? nil : stars) else { return false }
    }
    if needsTags {
      let all =
        try members.value(.tags, in: line).map { (json) throws(JSONError) in try TagList.read(json) } ?? []
      guard matches(all) else { return false }
    }
    if needsPath, try !matches(members.path(in: line)) { return false }
    return true
  }

  /// Whether a photo was taken with one of the cameras.
  private static func contains(
    _ cameras: [CameraFilter],
    _ members: LineMembers,
    _ line: UnsafeRawBufferPointer
  ) throws(JSONError) -> Bool {
    for camera in cameras where try camera.matches(members, in: line) { return true }
    return false
  }

  /// Whether a photo is wanted.
  ///
  /// - Parameter photo: Its path as the index keeps it.
  /// - Returns: Whether all that is set says so.
  public func matches(_ photo: Photo) -> Bool {
    matchesAllButPath(photo) && matches(photo.path)
  }

  /// Whether a photo is wanted whatever its path: for one whose path is no longer that of the index.
  func matchesAllButPath(_ photo: Photo) -> Bool {
    if let isLocated, isLocated != (photo.position != nil) { return false }
    if let box {
      guard let position = photo.position, box.contains(position.coordinate) else { return false }
    }
    if let area {
      guard let position = photo.position, area.contains(position.coordinate) else { return false }
    }
    if let circle {
      guard let position = photo.position, circle.contains(position.coordinate) else { return false }
    }
    if let rating, !rating.contains(photo.rating) { return false }
    return matches(photo.taken) && matches(photo.tags)
      && (cameras.isEmpty || cameras.contains { $0.matches(photo) })
      && !unwanted.cameras.contains { $0.matches(photo) }
  }
}
