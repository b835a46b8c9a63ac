/// TIFF (TIFF 6.0), BigTIFF, and the raw formats that are TIFF. Their directories may lie anywhere in the file.
enum TIFFFile {
  /// The format, where the first bytes are of this kind. What the first directory would tell more of it plays no part
  /// where it cannot be read.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat? {
    guard let kind = TIFFHeader.kind(of: reader) else { return nil }
    switch kind {
    case .rw2: return .rw2
    case .orf: return .orf
    case .classic, .bigTIFF:
      return (try? RawSigns(reader))?.format ?? (kind == .bigTIFF ? .bigTIFF : .tiff)
    }
  }

  static func visitBlocks(
    of reader: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    let header = try TIFFHeader(reader)
    let image = try TIFFDirectory(at: header.firstDirectory, in: reader, header)
    let entries = try image.entries([Tag.packet, Tag.iptc, Tag.panasonicJPEG])
    if visit(.exif(reader)) == .enough { return }
    let size = try header.kind == .rw2 ? TIFFPixelSize.ofPanasonic(image) : TIFFPixelSize.largest(image)
    if let size, visit(.pixelSize(size)) == .enough { return }
    if let packet = try image.bytes(of: entries[Tag.packet]),
      visit(.whole(packet, "XMP packet", MetadataBlock.xmp)) == .enough
    {
      return
    }
    if let block = try iptcBlock(image, entries[Tag.iptc]),
      visit(.whole(block, "IPTC block", MetadataBlock.iptc)) == .enough
    {
      return
    }
    guard header.kind == .rw2, let jpeg = try image.bytes(of: entries[Tag.panasonicJPEG]) else { return }
    try visitJPEG(jpeg, visit)
  }

  private enum Tag {
    /// XMP specification part 3, 1.1.4.
    static let packet: UInt16 = 0x02BC
    /// IPTC-IIM; known from the files (ExifTool, `Exif.pm`), and in TIFF/EP.
    static let iptc: UInt16 = 0x83BB
    /// JpgFromRaw of Panasonic (ExifTool, `PanasonicRaw.pm`).
    static let panasonicJPEG: UInt16 = 0x002E
  }

  /// The bytes of tag 33723. Many writers type it LONG, and count its words.
  private static func iptcBlock(
    _ image: TIFFDirectory,
    _ entry: TIFFDirectory.Entry?
  ) throws(ContainerError) -> ByteReader? {
    guard let entry else { return nil }
    let isLong = entry.type == 4 || entry.type == 9
    guard case .at(let range) = try image.value(of: entry, componentSize: isLong ? 4 : 1) else { return nil }
    return image.block.slice(range)
  }

  /// The pieces of the JPEG in a raw file. Damage there is named; the raw file is whole.
  private static func visitJPEG(
    _ jpeg: ByteReader,
    _ visit: (MetadataBlock) -> VisitAction
  ) throws(ContainerError) {
    do throws(ContainerError) {
      guard try jpeg.uint16(at: 0, .big) == JPEGSegments.startOfImage else { return }
      try JPEGSegments.visitBlocks(of: jpeg, visit)
    } catch {
      if case .system = error { throw error }
      _ = visit(.unreadable("JPEG in the raw file: \(error)"))
    }
  }
}

extension TIFFDirectory {
  /// The bytes of a value; `nil` where they are not in the file as a whole.
  fileprivate func bytes(of entry: Entry?) throws(ContainerError) -> ByteReader? {
    guard let entry, case .at(let range) = try value(of: entry, componentSize: 1) else { return nil }
    return block.slice(range)
  }
}
