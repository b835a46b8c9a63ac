/// Sigma's raw files: sections that a directory at the end lists; the JPEG among them tells (Foveon, "X3F Raw Image File
/// Format").
enum X3FFile {
  static let signature = Array("FOVb".utf8)
  /// Cameras write about five.
  private static let sectionLimit = 64
  /// In front of a section's picture: identifier, version, type, format, columns, rows, bytes of a row.
  private static let pictureHeader = 28

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    try forEachJPEG(in: reader) { (picture) throws(ContainerError) in
      try JPEGSegments.visitBlocks(of: picture, visit)
    }
  }

  /// Goes through the sections that are JPEGs.
  static func forEachJPEG(
    in reader: ByteReader,
    _ body: (ByteReader) throws(ContainerError) -> Void
  ) throws(ContainerError) {
    let directory = Int(try reader.uint32(at: reader.count - 4, .little))
    guard try reader.bytes(at: directory, count: 4) == Array("SECd".utf8) else {
      throw .damaged("no directory of sections", offset: directory)
    }
    let count = Int(try reader.uint32(at: directory + 8, .little))
    guard count <= sectionLimit else { throw .tooMany("sections", limit: sectionLimit) }
    for index in 0..<count {
      let entry = directory + 12 + 12 * index
      let offset = Int(try reader.uint32(at: entry, .little))
      let length = Int(try reader.uint32(at: entry + 4, .little))
      let type = try reader.bytes(at: entry + 8, count: 4)
      guard type == Array("IMA2".utf8) || type == Array("IMAG".utf8), length > pictureHeader else { continue }
      let picture = reader.slice((offset + pictureHeader)..<(offset + length))
      guard picture.count > 3, try picture.bytes(at: 0, count: 3) == [0xFF, 0xD8, 0xFF] else { continue }
      try body(picture)
    }
  }
}
