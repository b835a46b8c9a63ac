internal import CLibExif

/// The Exif fields of a photo, those of its position as libexif reads them: the only place that calls libexif.
///
/// One document a photo, in one thread, freed once. Values are copied out, by tag and directory.
final class LibExifDocument {
  private let fields: FoundFields
  /// `nil` where the photo has no position: then libexif has nothing to do.
  private let data: UnsafeMutablePointer<ExifData>?

  /// Loads what ``ExifRepack`` has written.
  ///
  /// - Throws: ``LibExifError`` where libexif has no memory. A block that it does not understand is an empty document.
  init(_ repack: ExifRepack) throws(LibExifError) {
    fields = repack.fields
    guard let block = repack.positionBlock else {
      data = nil
      return
    }
    guard let data = exif_data_new() else { throw .outOfMemory }
    self.data = data
    // Otherwise libexif adds the tags that the standard demands and the file does not have.
    exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
    block.withUnsafeBufferPointer { bytes in
      exif_data_load_data(data, bytes.baseAddress, UInt32(bytes.count))
    }
  }

  deinit { if let data { exif_data_unref(data) } }

  /// The first field that is there and too long to be read.
  var leftOut: ExifField? { fields.leftOut }

  /// The value of a field; `nil` where the document does not have it.
  func value(_ field: ExifField) -> ExifValue? {
    guard field.isPosition else { return fields.value(field) }
    guard let data,
      // By directory: tags 1 and 2 mean something else in the interoperability directory.
      let directory = data.pointee.ifd.3,  // EXIF_IFD_GPS
      let entry = exif_content_get_entry(directory, CLibExif.ExifTag(UInt32(field.tag)))?.pointee,
      let start = entry.data,
      // libexif keeps type and count as the file has them, so both are checked before the bytes are read.
      let format = ExifValue.Format(rawValue: UInt16(truncatingIfNeeded: entry.format.rawValue)),
      Int(entry.size) == Int(entry.components) * format.size
    else { return nil }
    return ExifValue(
      format: format,
      order: exif_data_get_byte_order(data) == EXIF_BYTE_ORDER_INTEL ? .little : .big,
      bytes: Array(UnsafeBufferPointer(start: start, count: Int(entry.size)))[...]
    )
  }
}

/// Why libexif gave no document.
enum LibExifError: Error {
  case outOfMemory
}
