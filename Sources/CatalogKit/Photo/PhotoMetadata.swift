/// What one source says of its photo: an Exif block, an XMP packet, a sidecar, a video's own fields.
struct PhotoMetadata {
  var position: Result<Position, PositionProblem> = .failure(.none)
  /// It says that there is no position, and that no other source is to be asked: what a person's sidecar says.
  var deniesPosition = false
  var dates = PhotoDates()
  var gpsTime: Timestamp?
  var heading: Heading?
  var speed: Speed?
  var make: String?
  var model: String?
  var lens: String?
  var words = PhotoWords()
  var orientation: Int?
  var pixelSize: PixelSize?
  /// The only extension of photos that a sidecar speaks about, without its dot (`photoshop:SidecarForExtension`).
  var sidecarExtension: String?

  /// Nothing is known.
  init() {}
}
