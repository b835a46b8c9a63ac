/// What cameras and phones write where a description should be. It says nothing of the picture.
///
/// The texts are known from the files of these cameras; editors copy them into the other fields of a description.
enum CameraFiller {
  private static let texts: Set<String> = [
    "OLYMPUS DIGITAL CAMERA", "SONY DSC", "MINOLTA DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA",
    "PENTAX DIGITAL CAMERA", "SAMSUNG DIGITAL CAMERA", "SAMSUNG", "KODAK DIGITAL STILL CAMERA",
    "CASIO DIGITAL CAMERA", "BENQ DIGITAL CAMERA", "RICOH DIGITAL CAMERA", "VIVITAR DIGITAL CAMERA",
    "DIGITAL CAMERA", "DIGITAL STILL CAMERA", "NIKON DSC", "EXIF_JPEG_PICTURE", "EXIF_JPEG",
    "TOSHIBA EXIF JPEG", "MY BEAUTIFUL PICTURE", "LEAD TECHNOLOGIES INC. V1.01",
  ]

  /// How Huawei's phones, and DJI's drones at the end, name the camera's mode: in these letters, as words that a person may write otherwise.
  private static let modes: Set<String> = [
    "burst", "cof", "cof_soft", "dav", "dav_soft", "edf", "edf_soft", "fbt", "fbthdr", "hdr", "hdrpl",
    "jpeg_soft",
    "kpn", "mde", "mde_soft", "nor", "oznor", "oznorWB", "ptfbt", "ptr", "rbt", "rhdr", "sdr", "smacap",
    "ytfaq",
    "default",
  ]

  /// Whether a description is filler.
  ///
  /// - Parameters:
  ///   - description: Without blanks around it.
  ///   - photo: The photo that it describes: some cameras repeat their own name.
  /// - Returns: Whether it is.
  static func matches(_ description: String, of photo: Photo) -> Bool {
    // Longer than any of them.
    guard description.utf8.count <= 64 else { return false }
    let text = description.uppercased()
    if texts.contains(text) || modes.contains(description) { return true }
    if text == photo.make?.uppercased() || text == photo.model?.uppercased() { return true }
    // `DCIM\100MEDIA\DJI_0001.JPG`: the file's first name. `<Digimax S600 / Kenox S600>`: Samsung's cameras.
    return text.hasPrefix("DCIM\\")
      || (text.hasPrefix("<") && text.hasSuffix(">") && text.contains("SAMSUNG"))
      || (text.hasPrefix("<DIGIMAX") && text.hasSuffix(">"))
  }
}
