/// One directory of a TIFF structure (TIFF 6.0, section 2): a number of entries, each a tag, a type, a count, and the
/// value or its offset.
struct TIFFDirectory {
  let block: ByteReader
  let header: TIFFHeader
  /// Entries that the directory claims to have, at most ``TIFFLimits/entries``.
  let count: Int

  private let firstEntry: Int

  /// - Throws: ``ContainerError`` where the block has no directory at that place.
  init(at start: Int, in block: ByteReader, _ header: TIFFHeader) throws(ContainerError) {
    self.block = block
    self.header = header
    count = try header.number(at: start, size: header.entryCountSize, in: block)
    guard count <= TIFFLimits.entries else {
      throw .tooMany("entries in one Exif directory", limit: TIFFLimits.entries)
    }
    firstEntry = start + header.entryCountSize
  }

  /// Where the next directory of the chain lies: that of a thumbnail, in Exif. `nil` at the end of the chain.
  func next() throws(ContainerError) -> TIFFDirectory? {
    let place = firstEntry + header.entrySize * count
    let start = try header.number(at: place, size: header.offsetSize, in: block)
    return start == 0 ? nil : try TIFFDirectory(at: start, in: block, header)
  }

  /// An entry as it is in the directory.
  struct Entry {
    let tag: UInt16
    let type: UInt16
    /// Components of the value; `Int.max` where there are more than any file can hold.
    let count: Int
    /// Where the value is, or its offset.
    let place: Int
  }

  /// Collects the entries whose tags are wanted, in the order of the directory.
  ///
  /// - Parameters:
  ///   - found: Takes them.
  ///   - isWanted: Asked for each tag.
  /// - Returns: Whether the block ends in front of the directory's end.
  /// - Throws: ``ContainerError`` where it cannot be read.
  @inline(__always)
  func collectEntries(
    into found: inout [Entry],
    where isWanted: (UInt16) -> Bool
  ) throws(ContainerError) -> Bool {
    let present = min(count, max(0, block.count - firstEntry) / header.entrySize)
    var index = 0
    while index < present {
      // As many at once as one read can show; a directory of a camera always fits.
      let end = min(present, index + ByteSource.windowSize / header.entrySize)
      let start = firstEntry + header.entrySize * index
      try block.withBytes(at: start, count: header.entrySize * (end - index)) { bytes in
        for offset in stride(from: 0, to: bytes.count, by: header.entrySize) {
          let tag = header.order.uint16(bytes, offset)
          if isWanted(tag) { found.append(entry(tag, bytes, offset, start)) }
        }
      }
      index = end
    }
    return present < count
  }

  private func entry(_ tag: UInt16, _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ start: Int) -> Entry {
    Entry(
      tag: tag,
      type: header.order.uint16(bytes, offset + 2),
      count: header.kind == .bigTIFF
        ? Int(clamping: header.order.uint64(bytes, offset + 4)) : Int(header.order.uint32(bytes, offset + 4)),
      place: start + offset + 4 + header.offsetSize
    )
  }

  /// The first entry of each tag that is asked for.
  func entries(_ tags: Set<UInt16>) throws(ContainerError) -> [UInt16: Entry] {
    var first: [UInt16: Entry] = [:]
    var found: [Entry] = []
    _ = try collectEntries(into: &found, where: tags.contains)
    for entry in found where first[entry.tag] == nil { first[entry.tag] = entry }
    return first
  }

  /// Where the bytes of a value are: in the entry where they fit, elsewhere in the block otherwise.
  enum ValuePlace {
    case none
    case at(Range<Int>)
    /// Not in the block as a whole.
    case outside
  }

  /// Finds a value by the bytes that one of its components has.
  func value(of entry: Entry, componentSize size: Int) throws(ContainerError) -> ValuePlace {
    let (length, overflow) = entry.count.multipliedReportingOverflow(by: size)
    guard length != 0 else { return .none }
    guard !overflow else { return .outside }
    let start =
      length <= header.offsetSize
      ? entry.place : try header.number(at: entry.place, size: header.offsetSize, in: block)
    return start <= block.count - length ? .at(start..<(start + length)) : .outside
  }

  /// The whole numbers of an entry, no more than a limit; none where it has another type.
  func numbers(of entry: Entry?, limit: Int) throws(ContainerError) -> [Int] {
    guard let entry, let size = Self.sizeOfWholeNumber(entry.type),
      case .at(let range) = try value(of: entry, componentSize: size)
    else { return [] }
    var numbers: [Int] = []
    for index in 0..<min(entry.count, limit) {
      numbers.append(try header.number(at: range.lowerBound + size * index, size: size, in: block))
    }
    return numbers
  }

  /// The offset that a pointer entry holds: LONG and IFD as meant, any other type of whole numbers as some writers have it;
  /// the count plays no part.
  func pointer(_ entry: Entry) throws(ContainerError) -> Int? {
    guard let size = Self.sizeOfWholeNumber(entry.type) ?? Self.sizeOfSignedNumber(entry.type) else {
      return nil
    }
    var place = entry.place
    if size > header.offsetSize {
      // Eight bytes do not fit into an entry of classic TIFF, which then says where they are.
      place = try header.number(at: place, size: header.offsetSize, in: block)
      guard place <= block.count - size else { return nil }
    }
    // An offset is never negative, whatever its type allows.
    return try header.number(at: place, size: size, in: block)
  }

  /// Bytes of an unsigned number: BYTE, SHORT, LONG, IFD (TIFF Technical Note 1), and LONG8 and IFD8 of BigTIFF.
  private static func sizeOfWholeNumber(_ type: UInt16) -> Int? {
    switch type {
    case 1: 1
    case 3: 2
    case 4, 13: 4
    case 16, 18: 8
    default: nil
    }
  }

  /// Bytes of SBYTE, SSHORT, SLONG, and SLONG8 of BigTIFF.
  private static func sizeOfSignedNumber(_ type: UInt16) -> Int? {
    switch type {
    case 6: 1
    case 8: 2
    case 9: 4
    case 17: 8
    default: nil
    }
  }
}
