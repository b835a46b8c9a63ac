/// Which names a photo may have. What such a file is, its first bytes tell.
public enum PhotoExtensions {
  /// Extensions in small letters. Those of formats that are not read are among them, so that a photo in one of them
  /// shows up with its problem and is not passed over in silence.
  public static let extensions: Set<String> = [
    // JPEG: two pictures in one, a sphere, a stereo pair, a video's thumbnail
    "jpg", "jpeg", "jpe", "jfif", "jfi", "jif", "mpo", "insp", "jps", "thm",
    // HEIF, JPEG XL, PNG, WebP, TIFF
    "heic", "heics", "heif", "heifs", "hif", "avci", "avif", "avifs", "jxl", "png", "webp", "tif", "tiff",
    // Raw files
    "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dcs", "dng", "erf", "fff", "gpr", "iiq", "k25", "kdc", "mef",
    "mos",
    "mrw", "nef", "nrw", "orf", "ori", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f",
    // Video: spheres (360, insv), small copies (lrv), the moving part of a motion photo (mp)
    "mov", "mp4", "m4v", "3gp", "3g2", "3gpp", "3gp2", "qt", "mqv", "360", "insv", "lrv", "mp",
  ]

  /// Extensions of small copies that a camera puts beside its videos.
  private static let copies = keys(of: ["lrv", "thm"])

  /// Extensions of the videos that have such copies, also of those that are not read.
  private static let videos = keys(of: [
    "mp4", "mov", "m4v", "3gp", "3g2", "qt", "mqv", "360", "insv", "avi", "mpg", "mpeg", "mts", "m2ts", "wmv",
  ])

  private static let photos = keys(of: extensions)

  private static let sidecars = keys(of: ["xmp", "json"])

  /// Whether a name is that of a camera's small copy of a video, if one lies beside it.
  static func isCopyOfVideo(_ name: FilePathBytes) -> Bool { has(name, copies) }

  /// Whether a name ends like a video's, read or not.
  static func isVideo(_ name: FilePathBytes) -> Bool { has(name, videos) }

  /// Whether a name ends like that of a file which may be beside a photo.
  static func isSidecar(_ name: FilePathBytes) -> Bool {
    has(name, sidecars)
  }

  /// Whether a name ends like a photo's, in small letters or capitals.
  static func matches(_ name: FilePathBytes) -> Bool { has(name, photos) }

  private static func has(_ name: FilePathBytes, _ extensions: Set<UInt64>) -> Bool {
    guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")), let key = key(name.bytes[(dot + 1)...])
    else {
      return false
    }
    return extensions.contains(key)
  }

  private static func keys(of extensions: some Sequence<String>) -> Set<UInt64> {
    Set(extensions.compactMap { key(Array($0.utf8)[...]) })
  }

  /// An extension as a number, whatever its case: names are many, and numbers are compared in a moment. `nil` for one that is
  /// longer than any known.
  private static func key(_ text: ArraySlice<UInt8>) -> UInt64? {
    guard text.count <= 7 else { return nil }
    // ASCII letters differ from their capitals in one bit; digits have it set anyway. The first byte keeps the length.
    return text.reduce(UInt64(text.count)) { $0 << 8 | UInt64($1 | 0x20) }
  }
}
