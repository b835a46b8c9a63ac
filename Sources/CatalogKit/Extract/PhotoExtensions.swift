/// Which names a photo may have. What such a file is, its first bytes tell.
public enum PhotoExtensions {
  /// Extensions in small letters. Those of formats that are not read are among them, so that a photo in one of them
  /// shows up with its problem and is not passed over in silence.
  public static let extensions: Set<String> = [
    // JPEG, HEIF, JPEG XL, PNG, WebP, TIFF
    "jpg", "jpeg", "jpe", "jfif", "heic", "heics", "heif", "heifs", "hif", "avif", "jxl", "png", "webp",
    "tif", "tiff",
    // Raw files
    "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "kdc", "mef", "mos", "mrw", "nef",
    "nrw",
    "orf", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f",
    // Video
    "mov", "mp4", "m4v", "3gp", "3g2", "qt",
  ]

  private static let extensionBytes = Set(extensions.map { Array($0.utf8) })

  private static let sidecarExtensions: Set<[UInt8]> = [Array("xmp".utf8), Array("json".utf8)]

  /// Whether a name ends like that of a file which may stand beside a photo.
  static func isSidecar(_ name: FilePathBytes) -> Bool {
    guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return sidecarExtensions.contains(name.bytes[(dot + 1)...].map { $0 | 0x20 })
  }

  /// Whether a name ends like a photo's, in small letters or capitals.
  static func matches(_ name: FilePathBytes) -> Bool {
    guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")) else { return false }
    // ASCII letters differ from their capitals in one bit; digits have it set anyway.
    return extensionBytes.contains(name.bytes[(dot + 1)...].map { $0 | 0x20 })
  }
}
