/// The container of a photo, as its first bytes tell it.
public enum PhotoFormat: String, Hashable, Sendable, CaseIterable {
  case jpeg
  case heic
  case heif
  case avif
  case png
  case webp
  case tiff
  case bigTIFF = "bigtiff"
  case dng
  case nef
  case arw
  case cr2
  case pef
  case srw
  case rw2
  case orf
  case cr3
  case raf
  case mrw
  case x3f
  case jpegXL = "jxl"
  /// MP4 or QuickTime.
  case video

  /// Whether a raw converter makes the picture.
  var isRaw: Bool {
    switch self {
    case .dng, .nef, .arw, .cr2, .pef, .srw, .rw2, .orf, .cr3, .raf, .mrw, .x3f: true
    case .jpeg, .heic, .heif, .avif, .png, .webp, .tiff, .bigTIFF, .jpegXL, .video: false
    }
  }
}

/// The size of a picture as it is coded, before any rotation.
public struct PixelSize: Hashable, Sendable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int

  /// - Parameters:
  ///   - width: Columns; below 1 gives `nil`.
  ///   - height: Rows; below 1 gives `nil`.
  public init?(width: Int, height: Int) {
    guard width > 0, height > 0 else { return nil }
    self.width = width
    self.height = height
  }
}
