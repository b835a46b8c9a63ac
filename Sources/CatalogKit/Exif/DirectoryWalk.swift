/// Walks the TIFF directories of a block and collects the wanted fields, each as it is found first.
///
/// Never copied: its lists would be with it.
struct DirectoryWalk: ~Copyable {
  let block: ByteReader
  let header: TIFFHeader

  /// What was found.
  private(set) var found: FoundFields
  /// Something that was looked for lies behind the end of the block.
  private(set) var isIncomplete = false

  /// Where directories were read; few, so that going through them is quicker than hashing.
  private var visited: [Int] = []
  private var entryCount = 0
  private var exifStarts: [Int] = []
  private var gpsStarts: [Int] = []
  /// The wanted entries of the directory that is being read.
  private var entries: [TIFFDirectory.Entry] = []

  init(block: ByteReader) throws(ContainerError) {
    self.block = block
    header = try TIFFHeader(block)
    found = FoundFields(order: header.order)
    entries.reserveCapacity(32)
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
    guard visited.count < TIFFLimits.directories else {
      throw .tooMany("Exif directories", limit: TIFFLimits.directories)
    }
    guard !visited.contains(start) else { return false }
    visited.append(start)
    let directory = try TIFFDirectory(at: start, in: block, header)
    entryCount += directory.count
    guard entryCount <= TIFFLimits.entriesInAll else {
      throw .tooMany("entries in all Exif directories", limit: TIFFLimits.entriesInAll)
    }
    let numbers = ExifField.Numbers(of: kind)
    entries.removeAll(keepingCapacity: true)
    // Some writers put the pointer to the GPS directory into the Exif directory.
    let isCut = try directory.collectEntries(into: &entries) {
      numbers[$0] != nil || (kind != .gps && Self.isPointer($0))
    }
    if isCut { isIncomplete = true }
    for index in entries.indices { try take(entries[index], directory, numbers) }
    return true
  }

  private mutating func take(
    _ entry: TIFFDirectory.Entry,
    _ directory: TIFFDirectory,
    _ numbers: ExifField.Numbers
  ) throws(ContainerError) {
    guard let number = numbers[entry.tag] else {
      guard let start = try directory.pointer(entry) else { return }
      if entry.tag == ExifField.exifPointer.tag {
        Self.add(start, to: &exifStarts)
      } else {
        Self.add(start, to: &gpsStarts)
      }
      return
    }
    guard !found.contains(number), let type = ValueType(entry.type) else { return }
    switch try directory.value(of: entry, componentSize: type.size) {
    case .none: break
    case .outside: isIncomplete = true
    case .at(let range): try take(range, number, type)
    }
  }

  /// Thousands of entries may name the same few directories; more different ones than may be read need not be known.
  private static func add(_ start: Int, to starts: inout [Int]) {
    if starts.count < TIFFLimits.directories, !starts.contains(start) { starts.append(start) }
  }

  /// Takes a value's bytes, which all lie in the block.
  private mutating func take(_ range: Range<Int>, _ number: Int, _ type: ValueType) throws(ContainerError) {
    if range.count > ExifRepack.valueLimit, ExifField.wanted[number].holdsWords {
      return try takeWords(range, number, type)
    }
    let count = min(range.count, ExifRepack.valueLimit)
    if type.isEightBytes {
      let bytes = try block.bytes(at: range.lowerBound, count: count)
      guard let value = Self.narrowed(bytes, type.format, header.order) else { return }
      value.withUnsafeBytes { found.add(number, type.format, $0) }
    } else {
      try block.withBytes(at: range.lowerBound, count: count) { found.add(number, type.format, $0) }
    }
  }

  private mutating func takeWords(_ range: Range<Int>, _ number: Int, _ type: ValueType)
    throws(ContainerError)
  {
    guard range.count <= ExifRepack.wordLimit else { return found.leaveOut(number) }
    try block.bytes(at: range.lowerBound, count: range.count).withUnsafeBytes {
      found.add(number, type.format, $0)
    }
  }

  private static func isPointer(_ tag: UInt16) -> Bool {
    tag == ExifField.exifPointer.tag || tag == ExifField.gpsPointer.tag
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
