/// Files of boxes (ISO/IEC 14496-12): which format, by the brands in the first box.
enum ISOMediaFile {
  /// Brands of still pictures (ISO/IEC 23008-12, annex B; AV1 Image File Format, 8) and of Canon's raw files. Any other is
  /// a video's.
  private static let pictures: [(FourCC, PhotoFormat)] = [
    ("avif", .avif), ("avis", .avif),
    ("heic", .heic), ("heix", .heic), ("heim", .heic), ("heis", .heic), ("hevc", .heic), ("hevx", .heic),
    ("crx ", .cr3),
    ("mif1", .heif), ("msf1", .heif), ("mif2", .heif),
  ]

  /// The first box of a QuickTime file that is older than the box of brands.
  private static let oldFirstBoxes: [FourCC] = ["moov", "mdat", "wide", "free", "skip", "pnot"]

  /// The format, where the first bytes are of this kind.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat? {
    guard reader.count >= 8 else { return nil }
    let type = try reader.fourCC(at: 4)
    if oldFirstBoxes.contains(type) { return .video }
    guard type == "ftyp", let box = try ISOBoxes.first("ftyp", in: reader) else { return nil }
    // Major brand, a version, then compatible brands. More than these are in no file.
    let end = min(box.payload.count, 256) / 4 * 4
    guard end >= 4 else { throw .endOfFile(offset: reader.count) }
    var brands: [FourCC] = []
    for offset in stride(from: 0, to: end, by: 4) where offset != 4 {
      brands.append(try box.payload.fourCC(at: offset))
    }
    // The major brand decides; the compatible ones count where it is unknown.
    if let major = format(brands[0]) { return major }
    let isPicture = brands.contains { $0 == "mif1" || $0 == "heic" || $0 == "avif" }
    return isPicture ? brands.lazy.compactMap(format).first { $0 != .heif } ?? .heif : .video
  }

  private static func format(_ brand: FourCC) -> PhotoFormat? {
    pictures.first { $0.0 == brand }?.1
  }
}
