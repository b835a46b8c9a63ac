/// A picture in a photo's file: where its bytes lie, and what a decoder has to know of it.
public struct PictureSource: Hashable, Sendable {
  /// How it is coded.
  public let format: PictureFormat
  /// Its bytes in the file, all of them there; not empty.
  public let range: Range<Int>
  /// How the decoded picture is to be turned, `1...8` (TIFF 6.0, tag 274); 1 where the decoder turns it.
  public let orientation: Int
  /// The size as it is coded, where the file says so.
  public let pixelSize: PixelSize?
  /// Offsets in ``range`` of four bytes each that the decoder is to see as ``PictureSource/hidden``.
  public let hiddenTypes: [Int]

  /// The type of box that every decoder steps over (ISO/IEC 14496-12, 8.1.2).
  public static let hidden: [UInt8] = Array("free".utf8)

  init(
    _ format: PictureFormat,
    _ range: Range<Int>,
    orientation: Int,
    pixelSize: PixelSize?,
    hiddenTypes: [Int] = []
  ) {
    self.format = format
    self.range = range
    self.orientation = (1...8).contains(orientation) ? orientation : 1
    self.pixelSize = pixelSize
    self.hiddenTypes = hiddenTypes
  }
}

/// How a picture is coded.
public enum PictureFormat: Hashable, Sendable, CaseIterable {
  case jpeg
  case png
  case webp
  case tiff
  /// HEIC and AVIF too.
  case heif
  case jpegXL
}
