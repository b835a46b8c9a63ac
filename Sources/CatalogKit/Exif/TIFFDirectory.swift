/// One directory of a TIFF structure (TIFF 6.0, section 2): a number of entries, each a tag, a type, a count, and the
/// value or its offset.
struct TIFFDirectory {
  let block: ByteReader
  let header: TIFFHeader
  /// Entries that the directory claims to have, at most ``ExifRepack/entryLimit``.
  let count: Int

  private let firstEntry: Int

  /// - Throws: ``ContainerError`` where the block has no directory at that place.
  init(at start: Int, in block: ByteReader, _ header: TIFFHeader) throws(ContainerError) {
    self.block = block
    self.header = header
    count = try header.number(at: start, size: header.entryCountSize, in: block)
    guard count <= ExifRepack.entryLimit else {
      throw .tooMany("entries in one Exif directory", limit: ExifRepack.entryLimit)
    }
    firstEntry = start + header.entryCountSize
  }

  /// An entry as it stands in the directory.
  struct Entry {
    let tag: UInt16
    let type: UInt16
    /// Components of the value; `Int.max` where there are more than any file can hold.
    let count: Int
    /// Where the value stands, or its offset.
    let place: Int
  }

  /// Where an entry begins; `nil` where the block ends in front of its end.
  func place(of index: Int) -> Int? {
    let place = firstEntry + header.entrySize * index
    return place <= block.count - header.entrySize ? place : nil
  }

  /// The tag of the entry at a place.
  func tag(at place: Int) throws(ContainerError) -> UInt16 {
    try block.uint16(at: place, header.order)
  }

  /// The entry at a place.
  func entry(at place: Int) throws(ContainerError) -> Entry {
    Entry(
      tag: try block.uint16(at: place, header.order),
      type: try block.uint16(at: place + 2, header.order),
      count: try header.number(at: place + 4, size: header.offsetSize, in: block),
      place: place + 4 + header.offsetSize
    )
  }

  /// The first entry of each tag that is asked for.
  func entries(_ tags: Set<UInt16>) throws(ContainerError) -> [UInt16: Entry] {
    var found: [UInt16: Entry] = [:]
    for index in 0..<count {
      guard let place = place(of: index) else { break }
      let tag = try tag(at: place)
      if tags.contains(tag), found[tag] == nil { found[tag] = try entry(at: place) }
    }
    return found
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

  /// The offset that a pointer entry holds: LONG and IFD as meant, SHORT as some writers have it; the count plays no
  /// part.
  func pointer(_ entry: Entry) throws(ContainerError) -> Int? {
    guard let size = Self.sizeOfWholeNumber(entry.type), size > 1, size <= header.offsetSize else {
      return nil
    }
    return try header.number(at: entry.place, size: size, in: block)
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
}
