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
      if box.isCutOff, isMetadata(box.type) || box.type == "brob" { throw .endOfFile(offset: reader.count) }
    }
  }

  private static func isMetadata(_ type: FourCC) -> Bool {
    type == "Exif" || type == "xml "
  }

  private static func visitBox(
    _ box: ISOBoxes.Box,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    if box.type != "brob" { return try visitPayload(box.payload, of: box.type, visit) }
    guard box.payload.count >= 4 else { return .next }
    let type = try box.payload.fourCC(at: 0)
    guard isMetadata(type), !box.isCutOff else { return .next }
    do throws(ContainerError) {
      return try visitPayload(try unpacked(box.payload), of: type, visit)
    } catch {
      if error.endsReading { throw error }
      return visit(.unreadable("\(type == "Exif" ? "Exif" : "XMP") box packed with Brotli: \(error)"))
    }
  }

  private static func visitPayload(
    _ payload: ByteReader,
    of type: FourCC,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) -> VisitAction {
    if type == "xml " { return visit(.xmp(payload)) }
    guard type == "Exif" else { return .next }
    guard let block = try HEIFFile.exifBlock(payload) else {
      return visit(.unreadable("Exif box: no TIFF header"))
    }
    return visit(.exif(block))
  }

  /// The content of a `brob` box: the type of the box that it stands for, then a Brotli stream (ISO/IEC 18181-2, 9.8).
  private static func unpacked(_ box: ByteReader) throws(ContainerError) -> ByteReader {
    guard box.count <= unpackedLimit else {
      throw .tooMany("bytes of packed metadata", limit: unpackedLimit)
    }
    let packed = try box.bytes(at: 4, count: box.count - 4)
    do throws(InflateError) {
      return ByteReader(ByteSource(try Brotli.bytes(packed, limit: unpackedLimit)))
    } catch {
      switch error {
      case .tooLarge: throw .tooMany("bytes when it is unpacked", limit: unpackedLimit)
      case .cutOff: throw .damaged("a stream without an end", offset: 4)
      case .damaged: throw .damaged("no Brotli stream", offset: 4)
      case .outOfMemory: throw .damaged("no memory to unpack it", offset: 4)
      }
    }
  }

  /// As of any Exif block and XMP packet.
  private static let unpackedLimit = 1 << 20
}
