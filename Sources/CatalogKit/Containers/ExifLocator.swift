/// Finds the pieces of a photo that tell about it: looks at the first bytes and hands over to the one parser that
/// knows the format. The name of the file plays no part.
enum ExifLocator {
  /// Tells the format by the first bytes.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat {
    guard reader.count > 0 else { throw .empty }
    // The start of image, and the first byte of the marker that must follow it.
    let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF]
    let first = try reader.bytes(at: 0, count: min(reader.count, jpeg.count))
    if first == jpeg { return .jpeg }
    // A beginning that a good file might have had is a file that was cut off.
    if jpeg.starts(with: first) { throw .endOfFile(offset: reader.count) }
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
    }
  }
}

/// Something that a container holds about its photo.
enum ContainerPiece {
  /// A TIFF structure with Exif directories; offsets in it count from its first byte.
  case exif(ByteReader)
  /// The same block once more with the part that followed in the file.
  case continuedExif(ByteReader)
  /// The size of the picture as it is coded, before any rotation.
  case pixelSize(PixelSize)
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
