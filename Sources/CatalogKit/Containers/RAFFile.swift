/// A raw file of Fujifilm: the JPEG inside tells. Its place and its length are at 84 and 88, big-endian (known from
/// the files; ExifTool, `FujiFilm.pm`).
enum RAFFile {
  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    try JPEGSegments.visitBlocks(of: try jpeg(in: reader), visit)
  }

  /// The JPEG; cut off where the file is.
  static func jpeg(in reader: ByteReader) throws(ContainerError) -> ByteReader {
    let start = Int(try reader.uint32(at: 84, .big))
    let length = Int(try reader.uint32(at: 88, .big))
    let jpeg = reader.slice(start..<(start + length))
    guard start < reader.count else { throw .endOfFile(offset: reader.count) }
    guard try jpeg.uint16(at: 0, .big) == JPEGSegments.startOfImage else {
      throw .damaged("no JPEG in the raw file", offset: start)
    }
    return jpeg
  }
}

extension JPEGSegments {
  /// The marker that every JPEG begins with.
  static let startOfImage: UInt16 = 0xFFD8
}
