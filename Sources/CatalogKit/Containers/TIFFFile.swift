/// TIFF and the raw formats that are TIFF.
enum TIFFFile {
  /// The format, where the first bytes are of this kind.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat? { nil }

  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    throw .unknownFormat
  }
}
