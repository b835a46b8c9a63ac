/// The pictures in the file of one photo.
public struct PhotoPictures: Hashable, Sendable {
  /// The photo itself. Of a raw file, the largest JPEG that the camera put into it; of a video, a still.
  public let main: PictureSource?
  /// JPEGs that came along, the smallest first. They may show what was cropped since, and hold whatever their writer put there.
  public let previews: [PictureSource]
  /// Why there is no ``main``, for people.
  public let problem: String?

  init(main: PictureSource?, previews: [PictureSource] = [], problem: String? = nil) {
    self.main = main
    self.previews = previews
    self.problem = main == nil ? problem ?? "no picture in it that can be shown" : nil
  }
}
