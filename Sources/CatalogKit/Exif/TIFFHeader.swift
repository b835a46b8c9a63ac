/// The first eight bytes of a TIFF structure (TIFF 6.0, section 2): byte order, 42, offset of the first directory.
struct TIFFHeader {
  let order: ByteOrder
  /// Where the first directory lies, counted from the header's first byte.
  let firstDirectory: Int

  static let length = 8

  init(_ block: ByteReader) throws(ContainerError) {
    let mark = try block.bytes(at: 0, count: 2)
    switch mark {
    case Array("II".utf8): order = .little
    case Array("MM".utf8): order = .big
    default: throw .damaged("no TIFF header in the Exif block", offset: 0)
    }
    guard try block.uint16(at: 2, order) == 42 else {
      throw .damaged("no TIFF header in the Exif block", offset: 2)
    }
    firstDirectory = Int(try block.uint32(at: 4, order))
  }

  /// Whether a block begins with a header.
  static func stands(in block: ByteReader) -> Bool {
    (try? TIFFHeader(block)) != nil
  }
}
