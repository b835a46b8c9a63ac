/// HEIC, HEIF and AVIF: pictures whose metadata are items of the `meta` box (ISO/IEC 23008-12 and 14496-12, 8.11).
enum HEIFFile {
  static func visitPieces(
    of reader: ByteReader,
    _ visit: (ContainerPiece) -> PieceVerdict
  ) throws(ContainerError) {
    guard let meta = try ISOBoxes.first("meta", in: reader) else {
      throw .damaged("no metadata box", offset: 0)
    }
    let items = try HEIFItems(meta: try meta.fullPayload().payload, file: reader)
    if let size = items.pixelSize, visit(.pixelSize(size)) == .enough { return }
    for item in items.infos where item.kind == .exif {
      guard let block = try exifBlock(items.payload(of: item.id)) else { continue }
      if visit(.exif(block)) == .enough { return }
    }
    for item in items.infos where item.kind == .xmp {
      if visit(.xmp(try items.payload(of: item.id))) == .enough { return }
    }
    // A metadata box that goes on behind the end of the file may have told more.
    if meta.isCutOff { throw .endOfFile(offset: reader.count) }
  }

  /// The TIFF structure of an Exif item: behind as many bytes as its first four say, or, where these say nothing
  /// sensible, where it is found near the beginning.
  static func exifBlock(_ item: ByteReader) throws(ContainerError) -> ByteReader? {
    guard item.count >= TIFFHeader.length else { return nil }
    let offset = Int(try item.uint32(at: 0, .big)) + 4
    if offset < item.count {
      let block = item.slice(offset..<item.count)
      if TIFFHeader.stands(in: block) { return block }
    }
    for start in 0..<min(searchLength, item.count) {
      let block = item.slice(start..<item.count)
      if TIFFHeader.stands(in: block) { return block }
    }
    return nil
  }

  /// A whole APP1 segment in front of the header has ten bytes; some writers add a few more.
  private static let searchLength = 32
}
