/// JPEG XL: metadata in boxes beside the codestream (ISO/IEC 18181-2, 9). A bare codestream has none.
enum JPEGXLFile {
  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    guard try reader.byte(at: 0) == 0 else { return }
    var boxes = ISOBoxes(reader)
    while let box = try boxes.next() {
      if try visitBox(box, visit) == .enough { return }
      if box.isCutOff, isMetadata(box) { throw .endOfFile(offset: reader.count) }
    }
  }

  private static func isMetadata(_ box: ISOBoxes.Box) -> Bool {
    box.type == "Exif" || box.type == "xml " || box.type == "brob"
  }

  private static func visitBox(
    _ box: ISOBoxes.Box,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    if box.type == "Exif" {
      guard let block = try HEIFFile.exifBlock(box.payload) else {
        return visit(.unreadable("Exif box: no TIFF header"))
      }
      return visit(.exif(block))
    }
    if box.type == "xml " { return visit(.xmp(box.payload)) }
    guard box.type == "brob", box.payload.count >= 4 else { return .next }
    switch try box.payload.bytes(at: 0, count: 4) {
    case Array("Exif".utf8): return visit(.unreadable("its Exif block is compressed with Brotli"))
    case Array("xml ".utf8): return visit(.unreadable("its XMP packet is compressed with Brotli"))
    default: return .next
    }
  }
}
