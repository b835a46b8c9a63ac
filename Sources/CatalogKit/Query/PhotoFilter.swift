/// Which photos are wanted. What is not set wants all.
public struct PhotoFilter: Hashable, Sendable {
  /// Taken in this piece of the map; a photo without a position is not.
  public var box: GeoBox?
  /// Taken in this piece of the calendar; a photo without a time is not.
  public var taken: DateRange?
  /// Taken with a camera of this name.
  public var camera: CameraFilter?
  /// Having a path like this.
  public var path: PathPattern?
  /// Having a position, or having none.
  public var isLocated: Bool?

  /// Wants all photos.
  public init() {}

  /// Whether it wants all photos, so that none has to be looked at.
  public var isEmpty: Bool { self == PhotoFilter() }

  /// The fields that it looks at.
  var fields: PhotoFieldSet {
    var fields: PhotoFieldSet = []
    if box != nil || isLocated != nil { fields.formUnion([.latitude]) }
    if taken != nil { fields.formUnion([.taken]) }
    if camera != nil { fields.formUnion([.make, .model]) }
    if path != nil { fields.formUnion(.path) }
    return fields.completed
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
    return camera?.matches(photo) ?? true
  }
}
