/// What one source says of its photo: an Exif block, an XMP packet, a sidecar, a video's own fields.
struct PhotoMetadata {
  var position: Result<Position, PositionProblem> = .failure(.none)
  var dates = PhotoDates()
  var gpsTime: Timestamp?
  var heading: Heading?
  var speed: Speed?
  var make: String?
  var model: String?
  var orientation: Int?
  var pixelSize: PixelSize?

  /// Nothing is known.
  init() {}
}
