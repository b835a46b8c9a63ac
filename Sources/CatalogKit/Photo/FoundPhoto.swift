/// A photo on its way to another program, with what is told of it besides what the index keeps.
public struct FoundPhoto: Sendable {
  /// The photo, its path as it is to be written.
  public var photo: Photo
  /// Metres from the place that was asked for.
  public var distance: Double?
  /// Degrees clockwise from north, at that place towards the photo, `0..<360`.
  public var bearing: Double?
  /// Metres: the photo was taken at most so far from its position. Set where ``Blur`` moved it.
  public var uncertainty: Double?
  /// Whether size and modification time of the file may be told.
  var tellsFile = true

  /// - Parameter photo: The photo, its path as it is to be written.
  public init(_ photo: Photo) {
    self.photo = photo
  }

  /// A photo of an answer.
  ///
  /// - Parameters:
  ///   - hit: The photo and how it lies to the place that was asked for.
  ///   - path: The path to write.
  public init(_ hit: NearQuery.Hit, path: FilePathBytes) {
    photo = hit.photo
    photo.path = path
    distance = hit.distance
    bearing = hit.bearing
  }
}
