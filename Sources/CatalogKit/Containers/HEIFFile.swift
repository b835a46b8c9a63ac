/// HEIC, HEIF and AVIF: pictures whose metadata are items of the `meta` box (ISO/IEC 23008-12 and 14496-12, 8.11).
enum HEIFFile {
  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    guard let meta = try ISOBoxes.first("meta", in: reader) else {
      throw .damaged("no metadata box", offset: 0)
    }
    let items = try HEIFItems(meta: try meta.fullPayload().payload, file: reader)
    if let size = items.pixelSize, visit(.pixelSize(size)) == .enough { return }
    let exif = items.infos.filter { $0.kind == .exif }
    let xmp = items.infos.filter { $0.kind == .xmp }
    var isCutOff = meta.isCutOff
    for item in exif + xmp {
      let piece: MetadataBlock
      do throws(ContainerError) {
        piece = try self.piece(item, of: items)
      } catch {
        // One damaged item does not hide the others.
        if error.endsReading { throw error }
        if error == .endOfFile(offset: reader.count) { isCutOff = true }
        piece = .unreadable("\(item.kind == .exif ? "Exif" : "XMP") item: \(error)")
      }
      if visit(piece) == .enough { return }
    }
    if let damage = items.damage, visit(.unreadable(damage.description)) == .enough { return }
    // What lies behind the end of the file may have told more.
    if isCutOff { throw .endOfFile(offset: reader.count) }
  }

  private static func piece(
    _ item: HEIFItems.Info,
    of items: HEIFItems
  ) throws(ContainerError) -> MetadataBlock {
    let payload = try items.payload(of: item.id)
    guard item.kind == .exif else { return .xmp(payload) }
    guard let block = try exifBlock(payload) else { throw .damaged("no TIFF header", offset: 0) }
    return .exif(block)
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
