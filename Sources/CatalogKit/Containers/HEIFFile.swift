/// HEIC, HEIF and AVIF.
enum HEIFFile {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    throw .unknownFormat
  }
}
