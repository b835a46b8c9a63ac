/// The first directory of a raw file that is a TIFF: mostly a small picture, sometimes the sensor's values.
enum RawThumbnail {
  /// Whether the first directory is a picture in grey, RGB or YCbCr, of eight bits, so that a reader of TIFF shows it.
  static func isShown(in file: ByteReader) throws(ContainerError) -> Bool {
    let header = try TIFFHeader(file)
    guard header.kind == .classic else { return false }
    let first = try TIFFDirectory(at: header.firstDirectory, in: file, header)
    let entries = try first.entries([Tag.bits, Tag.compression, Tag.photometric, Tag.stripOffsets])
    let number = { (tag: UInt16) throws(ContainerError) in
      try first.numbers(of: entries[tag], limit: 1).first
    }
    guard let photometric = try number(Tag.photometric), let start = try number(Tag.stripOffsets) else {
      return false
    }
    let (compression, bits) = (try number(Tag.compression) ?? 1, try number(Tag.bits))
    return [1, 2, 6].contains(photometric) && [1, 5, 7, 8].contains(compression) && bits == 8
      && start < file.count
  }

  private enum Tag {
    // TIFF 6.0, section 8.
    static let bits: UInt16 = 0x0102
    static let compression: UInt16 = 0x0103
    static let photometric: UInt16 = 0x0106
    static let stripOffsets: UInt16 = 0x0111
  }
}
