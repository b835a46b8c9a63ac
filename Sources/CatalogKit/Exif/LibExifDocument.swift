internal import CLibExif

/// An Exif block as libexif reads it: the only place that calls libexif.
///
/// One document a photo, in one thread, freed once. Values are copied out, by tag and directory.
final class LibExifDocument {
  private let data: UnsafeMutablePointer<ExifData>

  /// Loads a block that ``ExifRepack`` has written.
  ///
  /// - Throws: ``LibExifError`` where libexif has no memory. A block that it does not understand is an empty document.
  init(_ block: ExifRepack) throws(LibExifError) {
    guard let data = exif_data_new() else { throw .outOfMemory }
    self.data = data
    // Otherwise libexif adds the tags that the standard demands and the file does not have.
    exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
    // Otherwise an older libexif drops the offsets of time and the error of position, which it does not know.
    exif_data_unset_option(data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS)
    block.bytes.withUnsafeBufferPointer { bytes in
      exif_data_load_data(data, bytes.baseAddress, UInt32(bytes.count))
    }
  }

  deinit { exif_data_unref(data) }

  /// The value of a field; `nil` where the document does not have it.
  func value(_ field: ExifField) -> ExifValue? {
    let tag = CLibExif.ExifTag(UInt32(field.tag))
    guard let entry = exif_content_get_entry(directory(field.directory), tag)?.pointee,
      let start = entry.data,
      // libexif keeps type and count as the file has them, so both are checked before the bytes are read.
      let format = ExifValue.Format(rawValue: UInt16(truncatingIfNeeded: entry.format.rawValue)),
      Int(entry.size) == Int(entry.components) * format.size
    else { return nil }
    return ExifValue(
      format: format,
      order: exif_data_get_byte_order(data) == EXIF_BYTE_ORDER_INTEL ? .little : .big,
      bytes: Array(UnsafeBufferPointer(start: start, count: Int(entry.size)))
    )
  }

  private func directory(_ directory: ExifField.Directory) -> UnsafeMutablePointer<ExifContent>? {
    let directories = data.pointee.ifd
    return switch directory {
    case .image: directories.0  // EXIF_IFD_0
    case .exif: directories.2  // EXIF_IFD_EXIF
    case .gps: directories.3  // EXIF_IFD_GPS
    }
  }
}

/// Why libexif gave no document.
enum LibExifError: Error {
  case outOfMemory
}
