/// JPEG XL.
enum JPEGXLFile {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    throw .unknownFormat
  }
}
