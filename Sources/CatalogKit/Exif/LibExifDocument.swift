internal import CExifArena
internal import CLibExif

/// The Exif fields of a photo, those of its position as libexif reads them: the only place that calls libexif.
struct LibExifDocument {
  private var fields: FoundFields

  /// Loads what ``ExifRepack`` has found. Where the photo has no position, libexif has nothing to do.
  ///
  /// - Throws: ``LibExifError`` where libexif has no memory. Of a block that it does not understand it has no field.
  init(_ repack: consuming ExifRepack) throws(LibExifError) {
    fields = repack.fields
    // All that libexif makes goes at once: it is never asked to give it back piece by piece.
    defer { exif_arena_reset() }
    guard let loaded = PositionBlockWriter.withBlock(fields, Self.load) else { return }
    guard let data = loaded else { throw .outOfMemory }
    // By directory: tags 1 and 2 mean something else in the interoperability directory.
    let directory = data.pointee.ifd.3  // EXIF_IFD_GPS
    for number in ExifField.positionNumbers {
      let entry = exif_content_get_entry(directory, CLibExif.ExifTag(UInt32(ExifField.wanted[number].tag)))
      fields.take(entry?.pointee, number)
    }
  }

  /// What libexif reads in a block, of which it keeps nothing; `nil` where it has no memory.
  private static func load(_ block: UnsafeRawBufferPointer) -> UnsafeMutablePointer<ExifData>? {
    guard let memory = exif_mem_new(exif_arena_allocate, exif_arena_reallocate, exif_arena_free),
      let data = exif_data_new_mem(memory)
    else { return nil }
    // Otherwise libexif adds the tags that the standard demands and the file does not have.
    exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
    exif_data_load_data(data, block.baseAddress, UInt32(block.count))
    return data
  }

  /// The first field that is there and too long to be read.
  var leftOut: ExifField? { fields.leftOut }

  /// The value of a field; `nil` where the document does not have it.
  func value(_ field: ExifField) -> ExifValue? { fields.value(field) }
}

extension FoundFields {
  /// Takes the value of an entry for a field; none where libexif has none, or one of a type that is not known.
  fileprivate mutating func take(_ entry: CLibExif.ExifEntry?, _ number: Int) {
    guard let entry, let start = entry.data,
      // libexif keeps type and count as the file has them, so both are checked before the bytes are read.
      let format = ExifValue.Format(rawValue: UInt16(truncatingIfNeeded: entry.format.rawValue)),
      Int(entry.size) == Int(entry.components) * format.size
    else { return remove(number) }
    replace(number, format, UnsafeRawBufferPointer(start: start, count: Int(entry.size)))
  }
}

/// Why libexif gave no document.
enum LibExifError: Error {
  case outOfMemory
}
