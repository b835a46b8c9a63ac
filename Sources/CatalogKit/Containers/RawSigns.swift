/// What the first directory of a TIFF file says about the camera's format that the file may be in.
struct RawSigns {
  /// `nil` where nothing speaks for a raw format.
  let format: PhotoFormat?

  init(_ reader: ByteReader) throws(ContainerError) {
    let header = try TIFFHeader(reader)
    let image = try TIFFDirectory(at: header.firstDirectory, in: reader, header)
    let entries = try image.entries([Tag.compression, Tag.make, Tag.subdirectories, Tag.version])
    if entries[Tag.version] != nil {
      format = .dng
    } else if header.kind == .classic, try reader.bytes(at: 8, count: 2) == Array("CR".utf8) {
      format = .cr2
    } else {
      // Without one of these signs it is a TIFF that a program made of the raw file, with the make carried over.
      let compression = try image.numbers(of: entries[Tag.compression], limit: 1).first
      let isRaw =
        entries[Tag.subdirectories] != nil || compression.map { !Self.compressions.contains($0) } == true
      format = isRaw ? try Self.format(make: image.text(of: entries[Tag.make])) : nil
    }
  }

  private enum Tag {
    static let compression: UInt16 = 0x0103
    static let make: UInt16 = 0x010F
    static let subdirectories: UInt16 = 0x014A
    static let version: UInt16 = 0xC612
  }

  /// Compressions of files that programs write: TIFF 6.0, Adobe's supplements, TIFF/FX, and those that libtiff added.
  private static let compressions: Set<Int> = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 32771, 32773, 32946, 34712, 34887, 34925, 50000, 50001, 50002,
  ]

  private static func format(make: [UInt8]) -> PhotoFormat? {
    let capitals = make.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 & 0xDF : $0 }
    return makes.first { capitals.starts(with: $0.name) }?.format
  }

  private static let makes: [(name: [UInt8], format: PhotoFormat)] = [
    (Array("NIKON".utf8), .nef), (Array("SONY".utf8), .arw), (Array("SAMSUNG".utf8), .srw),
    (Array("PENTAX".utf8), .pef), (Array("RICOH".utf8), .pef),
  ]
}

extension TIFFDirectory {
  /// The beginning of a text; empty where there is none.
  fileprivate func text(of entry: Entry?) throws(ContainerError) -> [UInt8] {
    guard let entry, case .at(let range) = try value(of: entry, componentSize: 1) else { return [] }
    return try block.bytes(at: range.lowerBound, count: min(range.count, 16))
  }
}
