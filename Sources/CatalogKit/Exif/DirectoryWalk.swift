/// Walks the TIFF directories of a block and collects the wanted fields, each as it is found first.
struct DirectoryWalk {
  let block: ByteReader
  let header: TIFFHeader

  /// What was found, by directory.
  private(set) var found: [[ExifRepack.Entry]] = [[], [], []]
  /// Something that was looked for lies behind the end of the block.
  private(set) var isIncomplete = false

  private var visited: Set<Int> = []
  private var exifStarts: [Int] = []
  private var gpsStarts: [Int] = []

  init(block: ByteReader) throws(ContainerError) {
    self.block = block
    header = try TIFFHeader(block)
  }

  /// Reads the first directory, the Exif directory that it points at, and the first GPS directory that either names.
  mutating func run() throws(ContainerError) {
    guard try read(header.firstDirectory, as: .image) else { return }
    // The lists grow while they are gone through; `visited` and its limit end it.
    var index = 0
    while index < exifStarts.count {
      _ = try read(exifStarts[index], as: .exif)
      index += 1
    }
    for start in gpsStarts where try read(start, as: .gps) { break }
  }

  /// Reads the first directory alone, as one of another kind.
  mutating func runFirst(as directory: ExifField.Directory) throws(ContainerError) {
    _ = try read(header.firstDirectory, as: directory)
  }

  /// Reads one directory; `false` where there is none at that place, or it was read already.
  private mutating func read(_ start: Int, as kind: ExifField.Directory) throws(ContainerError) -> Bool {
    guard start >= TIFFHeader.length, start <= block.count - header.entryCountSize else {
      if start >= TIFFHeader.length { isIncomplete = true }
      return false
    }
    guard visited.count < ExifRepack.directoryLimit else {
      throw .tooMany("Exif directories", limit: ExifRepack.directoryLimit)
    }
    guard visited.insert(start).inserted else { return false }
    let directory = try TIFFDirectory(at: start, in: block, header)
    for index in 0..<directory.count {
      guard let place = directory.place(of: index) else {
        isIncomplete = true
        break
      }
      try readEntry(at: place, directory, kind)
    }
    return true
  }

  private mutating func readEntry(
    at place: Int,
    _ directory: TIFFDirectory,
    _ kind: ExifField.Directory
  ) throws(ContainerError) {
    let tag = try directory.tag(at: place)
    if kind != .gps, tag == ExifField.exifPointer.tag || tag == ExifField.gpsPointer.tag {
      guard let start = try directory.pointer(directory.entry(at: place)) else { return }
      if tag == ExifField.exifPointer.tag { exifStarts.append(start) } else { gpsStarts.append(start) }
      return
    }
    guard ExifField.wantedTags[kind.rawValue].contains(tag),
      !found[kind.rawValue].contains(where: { $0.tag == tag }),
      let entry = try value(of: directory.entry(at: place), directory)
    else { return }
    found[kind.rawValue].append(entry)
  }

  /// The value's bytes with their type; `nil` where they are not in the block as a whole, or there are none.
  private mutating func value(
    of entry: TIFFDirectory.Entry,
    _ directory: TIFFDirectory
  ) throws(ContainerError) -> ExifRepack.Entry? {
    guard let type = ValueType(entry.type) else { return nil }
    switch try directory.value(of: entry, componentSize: type.size) {
    case .none: return nil
    case .outside:
      isIncomplete = true
      return nil
    case .at(let range):
      let bytes = try block.bytes(at: range.lowerBound, count: min(range.count, ExifRepack.valueLimit))
      guard let value = type.isEightBytes ? Self.narrowed(bytes, type.format, header.order) : bytes else {
        return nil
      }
      return ExifRepack.Entry(tag: entry.tag, format: type.format, value: value)
    }
  }

  /// The type of an entry: those of TIFF 6.0, and those that came later, which are written as an older one.
  private struct ValueType {
    let format: ExifValue.Format
    /// The number has eight bytes in the file.
    var isEightBytes = false

    var size: Int { isEightBytes ? 8 : format.size }

    init?(_ type: UInt16) {
      switch type {
      case 13: format = .long  // IFD, TIFF Technical Note 1
      case 129: format = .undefined  // UTF-8 of Exif 3.0; some writers type text with it or worse
      case 16, 18: (format, isEightBytes) = (.long, true)  // LONG8 and IFD8 of BigTIFF
      case 17: (format, isEightBytes) = (.signedLong, true)  // SLONG8
      default:
        guard let known = ExifValue.Format(rawValue: type) else { return nil }
        format = known
      }
    }
  }

  /// Numbers of eight bytes as numbers of four; `nil` where one does not fit.
  private static func narrowed(
    _ bytes: [UInt8],
    _ format: ExifValue.Format,
    _ order: ByteOrder
  ) -> [UInt8]? {
    var narrow: [UInt8] = []
    for start in stride(from: 0, to: bytes.count - 7, by: 8) {
      let number = bytes[start..<(start + 8)]
      let high = order == .big ? number.prefix(4) : number.suffix(4)
      let low = order == .big ? number.suffix(4) : number.prefix(4)
      let isNegative =
        format == .signedLong && (order == .big ? low.first : low.last).map { $0 >= 0x80 } == true
      guard high.allSatisfy({ $0 == (isNegative ? 0xFF : 0) }) else { return nil }
      narrow += low
    }
    return narrow
  }
}
