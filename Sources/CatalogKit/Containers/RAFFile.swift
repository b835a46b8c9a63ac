/// A raw file of Fujifilm: the JPEG inside tells.
enum RAFFile {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    throw .unknownFormat
  }
}
