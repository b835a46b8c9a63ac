/// Walks the TIFF directories of a block and collects the wanted fields, each as it is found first.
struct DirectoryWalk {
  let block: ByteReader
  let order: ByteOrder

  /// What was found, by directory.
  private(set) var found: [[ExifRepack.Entry]] = [[], [], []]
  /// Something that was looked for lies behind the end of the block.
  private(set) var isIncomplete = false

  private var visited: Set<Int> = []
  private var exifStarts: [Int] = []
  private var gpsStarts: [Int] = []

  init(block: ByteReader, order: ByteOrder) {
    self.block = block
    self.order = order
  }

  /// Reads the first directory, the Exif directory that it points at, and the first GPS directory that either names.
  mutating func run(from firstDirectory: Int) throws(ContainerError) {
    guard try read(firstDirectory, as: .image) else { return }
    // The lists grow while they are gone through; `visited` and its limit end it.
    var index = 0
    while index < exifStarts.count {
      _ = try read(exifStarts[index], as: .exif)
      index += 1
    }
    for start in gpsStarts where try read(start, as: .gps) { break }
  }

  /// Reads one directory; `false` where there is none at that place, or it was read already.
  private mutating func read(_ start: Int, as directory: ExifField.Directory) throws(ContainerError) -> Bool {
    guard start >= TIFFHeader.length, start <= block.count - 2 else {
      if start > block.count - 2 { isIncomplete = true }
      return false
    }
    guard visited.count < ExifRepack.directoryLimit else {
      throw .tooMany("Exif directories", limit: ExifRepack.directoryLimit)
    }
    guard visited.insert(start).inserted else { return false }
    let count = Int(try block.uint16(at: start, order))
    guard count <= ExifRepack.entryLimit else {
      throw .tooMany("entries in one Exif directory", limit: ExifRepack.entryLimit)
    }
    for index in 0..<count {
      let place = start + 2 + 12 * index
      guard place <= block.count - 12 else {
        isIncomplete = true
        break
      }
      try readEntry(at: place, directory)
    }
    return true
  }

  private mutating func readEntry(at place: Int, _ directory: ExifField.Directory) throws(ContainerError) {
    let tag = try block.uint16(at: place, order)
    if directory != .gps {
      if tag == ExifField.exifPointer.tag, let start = try pointer(at: place) { exifStarts.append(start) }
      if tag == ExifField.gpsPointer.tag, let start = try pointer(at: place) { gpsStarts.append(start) }
    }
    guard ExifField.wantedTags[directory.rawValue].contains(tag),
      !found[directory.rawValue].contains(where: { $0.tag == tag }),
      let format = format(try block.uint16(at: place + 2, order)),
      let value = try value(at: place, format)
    else { return }
    found[directory.rawValue].append(ExifRepack.Entry(tag: tag, format: format, value: value))
  }

  /// The type of an entry. Exif 3.0 added 129, text in UTF-8; some writers type text with it or worse.
  private func format(_ type: UInt16) -> ExifValue.Format? {
    switch type {
    case 13: .long  // IFD, TIFF Technical Note 1
    case 129: .undefined
    default: ExifValue.Format(rawValue: type)
    }
  }

  /// The value's bytes: in the entry where four hold them, elsewhere in the block otherwise. `nil` where they are
  /// not in the block as a whole, or there are none.
  private mutating func value(at place: Int, _ format: ExifValue.Format) throws(ContainerError) -> [UInt8]? {
    let count = Int(try block.uint32(at: place + 4, order))
    let (length, overflow) = count.multipliedReportingOverflow(by: format.size)
    guard !overflow, length > 0 else { return nil }
    let start = length <= 4 ? place + 8 : Int(try block.uint32(at: place + 8, order))
    guard start <= block.count - length else {
      isIncomplete = true
      return nil
    }
    return try block.bytes(at: start, count: min(length, ExifRepack.valueLimit))
  }

  /// The offset that a pointer entry holds: LONG and IFD as meant, SHORT as some writers have it.
  private func pointer(at place: Int) throws(ContainerError) -> Int? {
    switch format(try block.uint16(at: place + 2, order)) {
    case .short: Int(try block.uint16(at: place + 8, order))
    case .long: Int(try block.uint32(at: place + 8, order))
    default: nil
    }
  }
}
