/// The chunks of a WebP file.
enum WebPChunks {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    throw .unknownFormat
  }
}
