/// What iPhones write into Exif's MakerNote that no other tag has. Apple has not published it; the layout is that which ExifTool
/// (`Image::ExifTool::Apple`) and exiv2 read.
enum AppleMakerNote {
  private static let exifPointer = ExifField.exifPointer.tag
  private static let makerNote: UInt16 = 0x927C
  /// The name that the picture and the video of a Live Photo have in common.
  private static let contentIdentifier: UInt16 = 0x0011
  /// In front of the byte order and a directory whose offsets count from the first of these bytes.
  private static let signature = Array("Apple iOS\0\0\u{1}MM".utf8)
  /// A UUID has 36 letters.
  private static let longest = 64

  /// The content identifier of a Live Photo's picture.
  ///
  /// - Parameter block: An Exif block.
  /// - Returns: `nil` where it says none.
  /// - Throws: ``ContainerError`` where the block is damaged before that.
  static func contentIdentifier(in block: ByteReader) throws(ContainerError) -> String? {
    let header = try TIFFHeader(block)
    let image = try TIFFDirectory(at: header.firstDirectory, in: block, header)
    guard let pointer = try image.entries([exifPointer])[exifPointer], let start = try image.pointer(pointer)
    else {
      return nil
    }
    let exif = try TIFFDirectory(at: start, in: block, header)
    guard let entry = try exif.entries([makerNote])[makerNote],
      case .at(let range) = try exif.value(of: entry, componentSize: 1), range.count > signature.count,
      try block.bytes(at: range.lowerBound, count: signature.count) == signature
    else { return nil }
    let note = block.slice(range)
    let directory = try TIFFDirectory(at: signature.count, in: note, TIFFHeader(order: .big))
    guard let entry = try directory.entries([contentIdentifier])[contentIdentifier], entry.count <= longest,
      case .at(let place) = try directory.value(of: entry, componentSize: 1)
    else { return nil }
    let text = try note.bytes(at: place.lowerBound, count: place.count).prefix { $0 != 0 }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }
}
