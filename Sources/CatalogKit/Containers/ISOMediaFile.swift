/// Files of boxes (ISO/IEC 14496-12): which format, by the brands in the first box.
enum ISOMediaFile {
  /// Brands of still pictures (ISO/IEC 23008-12, annex B; AV1 Image File Format, 8) and of Canon's raw files. Any other is
  /// a video's.
  private static let pictures: [(StaticString, PhotoFormat)] = [
    ("avif", .avif), ("avis", .avif),
    ("heic", .heic), ("heix", .heic), ("heim", .heic), ("heis", .heic), ("hevc", .heic), ("hevx", .heic),
    ("crx ", .cr3),
    ("mif1", .heif), ("msf1", .heif), ("mif2", .heif),
  ]

  /// The first box of a QuickTime file that is older than the box of brands.
  private static let oldFirstBoxes: [StaticString] = ["moov", "mdat", "wide", "free", "skip", "pnot"]

  /// The format, where the first bytes are of this kind.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat? {
    guard reader.count >= 8 else { return nil }
    let type = try reader.bytes(at: 4, count: 4)
    if oldFirstBoxes.contains(where: { is4($0, type) }) { return .video }
    guard is4("ftyp", type), let box = try ISOBoxes.first("ftyp", in: reader) else { return nil }
    // Major brand, a version, then compatible brands. More than these are in no file.
    let bytes = try box.payload.bytes(at: 0, count: min(box.payload.count, 256) / 4 * 4)
    guard bytes.count >= 4 else { throw .endOfFile(offset: reader.count) }
    var brands = stride(from: 0, to: bytes.count, by: 4).map { Array(bytes[$0..<($0 + 4)]) }
    if brands.count > 1 { brands.remove(at: 1) }
    // The major brand decides; the compatible ones count where it is unknown.
    if let major = format(brands[0]) { return major }
    let isPicture = brands.contains { is4("mif1", $0) || is4("heic", $0) || is4("avif", $0) }
    return isPicture ? brands.lazy.compactMap(format).first { $0 != .heif } ?? .heif : .video
  }

  private static func format(_ brand: [UInt8]) -> PhotoFormat? {
    pictures.first { is4($0.0, brand) }?.1
  }

  private static func is4(_ name: StaticString, _ bytes: [UInt8]) -> Bool {
    name.withUTF8Buffer { bytes.elementsEqual($0) }
  }
}
