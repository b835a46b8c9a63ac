/// MP4 and QuickTime.
enum VideoFile {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    throw .unknownFormat
  }
}
