/// Finds the pieces of a photo that tell about it: looks at the first bytes and hands over to the one parser that
/// knows the format. The name of the file plays no part.
enum ExifLocator {
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
  static func visitPieces(
    of reader: ByteReader,
    in format: PhotoFormat,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    switch format {
    case .jpeg: try JPEGSegments.visitPieces(of: reader, visit)
    case .png: try PNGChunks.visitPieces(of: reader, visit)
    case .webp: try WebPChunks.visitPieces(of: reader, visit)
    case .mrw: try MRWFile.visitPieces(of: reader, visit)
    case .x3f: try X3FFile.visitPieces(of: reader, visit)
    case .raf: try RAFFile.visitPieces(of: reader, visit)
    case .tiff, .bigTIFF, .dng, .nef, .arw, .cr2, .pef, .srw, .rw2, .orf:
      try TIFFFile.visitPieces(of: reader, visit)
    case .heic, .heif, .avif: try HEIFFile.visitPieces(of: reader, visit)
    case .cr3: try CR3File.visitPieces(of: reader, visit)
    case .jpegXL: try JPEGXLFile.visitPieces(of: reader, visit)
    case .video: try VideoFile.visitPieces(of: reader, visit)
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

/// Something that a container holds about its photo.
enum ContainerPiece {
  /// A TIFF structure with Exif directories; offsets in it count from its first byte. It may be a whole file.
  case exif(ByteReader)
  /// The same block once more with the part that followed in the file.
  case continuedExif(ByteReader)
  /// TIFF structures that each hold one directory as their first (Canon CR3).
  case exifParts([(directory: ExifField.Directory, block: ByteReader)])
  /// An XMP packet: XML in UTF-8 or UTF-16.
  case xmp(ByteReader)
  /// The size of the picture as it is coded, before any rotation.
  case pixelSize(PixelSize)
  /// What a video says of itself outside of Exif and XMP.
  case video(PhotoMetadata)
  /// Something that could hold a position and that cannot be read here; a reason for people.
  case unreadable(String)
}

/// What a visitor says to a piece.
enum PieceVerdict {
  /// It has all that it wants.
  case enough
  /// It wants the next piece.
  case next
  /// The Exif block ends too early: it wants the rest of it, where the container cut it.
  case incomplete
}
