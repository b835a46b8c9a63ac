/// The size of the picture in a TIFF file, whose first directory may be that of a preview.
enum TIFFPixelSize {
  /// The largest size that the first directory and its subdirectories name. One that cannot be read plays no part.
  static func largest(_ image: TIFFDirectory) throws(ContainerError) -> PixelSize? {
    let subdirectories = try image.entries([Tag.subdirectories])[Tag.subdirectories]
    var largest = try size(image, Tag.width, Tag.height)
    // A place that is named twice is looked at once.
    for start in Set(try image.numbers(of: subdirectories, limit: TIFFLimits.directories - 1)).sorted() {
      guard let directory = try? TIFFDirectory(at: start, in: image.block, image.header),
        let size = try size(directory, Tag.width, Tag.height)
      else { continue }
      if size.isLarger(than: largest) { largest = size }
    }
    return largest
  }

  /// Panasonic names the borders of the picture on its sensor (ExifTool, `PanasonicRaw.pm`).
  static func ofPanasonic(_ image: TIFFDirectory) throws(ContainerError) -> PixelSize? {
    let borders = try image.entries([Tag.top, Tag.left, Tag.bottom, Tag.right])
    guard let top = try image.numbers(of: borders[Tag.top], limit: 1).first,
      let left = try image.numbers(of: borders[Tag.left], limit: 1).first,
      let bottom = try image.numbers(of: borders[Tag.bottom], limit: 1).first,
      let right = try image.numbers(of: borders[Tag.right], limit: 1).first
    else { return nil }
    return PixelSize(width: right - left, height: bottom - top)
  }

  private enum Tag {
    // ImageWidth and ImageLength (TIFF 6.0, section 8), SubIFDs (TIFF Technical Note 1).
    static let width: UInt16 = 0x0100
    static let height: UInt16 = 0x0101
    static let subdirectories: UInt16 = 0x014A
    // Borders on Panasonic's sensor.
    static let top: UInt16 = 0x0004
    static let left: UInt16 = 0x0005
    static let bottom: UInt16 = 0x0006
    static let right: UInt16 = 0x0007
  }

  private static func size(
    _ directory: TIFFDirectory,
    _ width: UInt16,
    _ height: UInt16
  ) throws(ContainerError) -> PixelSize? {
    let entries = try directory.entries([width, height])
    guard let columns = try directory.numbers(of: entries[width], limit: 1).first,
      let rows = try directory.numbers(of: entries[height], limit: 1).first
    else { return nil }
    // BigTIFF has numbers that no picture has.
    guard max(columns, rows) <= UInt32.max else { return nil }
    return PixelSize(width: columns, height: rows)
  }
}

extension PixelSize {
  /// Whether it has more pixels. Sides of 32 bits each have a product of 64.
  fileprivate func isLarger(than other: PixelSize?) -> Bool {
    guard let other else { return true }
    return UInt64(width) * UInt64(height) > UInt64(other.width) * UInt64(other.height)
  }
}
