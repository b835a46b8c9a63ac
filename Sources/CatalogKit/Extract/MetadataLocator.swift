/// Finds the pieces of a photo that tell about it: looks at the first bytes and hands over to the one parser that
/// knows the format. The name of the file plays no part.
enum MetadataLocator {
  /// Tells the format by the first bytes.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat {
    guard reader.count > 0 else { throw .empty }
    let first = try reader.bytes(at: 0, count: min(reader.count, 16))
    for (signature, format) in signatures where first.starts(with: signature) { return format }
    if first.starts(with: riff), first.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .webp }
    if let format = try TIFFFile.format(of: reader) { return format }
    if let format = try ISOMediaFile.format(of: reader) { return format }
    // A beginning that a good file might have had is a file that was cut off.
    if signatures.contains(where: { $0.0.starts(with: first) }) { throw .endOfFile(offset: reader.count) }
    throw .unknownFormat
  }

  /// Hands every piece of a photo to a visitor, in the order of the file, until the visitor has enough.
  static func visitBlocks(
    of reader: ByteReader,
    in format: PhotoFormat,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    switch format {
    case .jpeg: try JPEGSegments.visitBlocks(of: reader, visit)
    case .png: try PNGChunks.visitBlocks(of: reader, visit)
    case .webp: try WebPChunks.visitBlocks(of: reader, visit)
    case .mrw: try MRWFile.visitBlocks(of: reader, visit)
    case .x3f: try X3FFile.visitBlocks(of: reader, visit)
    case .raf: try RAFFile.visitBlocks(of: reader, visit)
    case .tiff, .bigTIFF, .dng, .nef, .arw, .cr2, .pef, .srw, .rw2, .orf:
      try TIFFFile.visitBlocks(of: reader, visit)
    case .heic, .heif, .avif: try HEIFFile.visitBlocks(of: reader, visit)
    case .cr3: try CR3File.visitBlocks(of: reader, visit)
    case .jpegXL: try JPEGXLFile.visitBlocks(of: reader, visit)
    case .video: try VideoFile.visitBlocks(of: reader, visit)
    }
  }

  /// Beginnings that one format alone has.
  private static let signatures: [([UInt8], PhotoFormat)] = [
    // The start of image, and the first byte of the marker that must follow it.
    ([0xFF, 0xD8, 0xFF], .jpeg),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    (Array("FUJIFILMCCD-RAW ".utf8), .raf),
    (MRWFile.signature, .mrw),
    (X3FFile.signature, .x3f),
    // A bare codestream, and the signature box of a file with boxes (ISO/IEC 18181-2).
    ([0xFF, 0x0A], .jpegXL),
    ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jpegXL),
  ]

  private static let riff = Array("RIFF".utf8)
}
