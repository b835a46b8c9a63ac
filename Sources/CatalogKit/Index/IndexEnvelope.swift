/// The lines around the photos of an index as a scan writes it: the header before them, the summary behind them.
struct IndexEnvelope {
  let header: IndexHeader
  let summary: IndexFooter
  /// The digits of the checksum that the summary has.
  let checksum: [UInt8]
  /// Where the photo lines lie.
  let photoLines: Range<Int>

  /// The header is far below the first of these but for a great many folders.
  private static let headerSizes = [4 << 10, 1 << 20]

  /// Reads beginning and end of a file; `nil` where they are anything else than a scan writes.
  init?(of file: FileReader) throws(SystemError) {
    let size = file.status.size
    guard let (header, headerLength) = try Self.header(of: file) else { return nil }
    let end = size - IndexFooter.length - IndexFooter.closing.count
    guard let (summary, checksum) = try Self.summary(of: file), end >= headerLength,
      try file.read(at: end, count: IndexFooter.closing.count) == IndexFooter.closing
    else { return nil }
    self.header = header
    self.summary = summary
    self.checksum = checksum
    photoLines = headerLength..<end
  }

  /// The header alone, and its length.
  static func header(of file: FileReader) throws(SystemError) -> (header: IndexHeader, length: Int)? {
    for size in headerSizes {
      let bytes = try file.read(at: 0, count: size)
      if let found = IndexHeader.parse(bytes) { return found }
      if bytes.count < size { return nil }
    }
    return nil
  }

  /// The summary alone, and the digits of its checksum.
  static func summary(of file: FileReader) throws(SystemError) -> (summary: IndexFooter, checksum: [UInt8])? {
    let size = file.status.size
    let tail = try file.read(at: max(0, size - IndexFooter.length), count: IndexFooter.length)
    return IndexFooter.parse(tail, size: size)
  }

  /// Whether the checksum is that of the file: reads all of it.
  func hasRightChecksum(_ file: FileReader) throws(SystemError) -> Bool {
    let count = file.status.size - IndexFooter.checksumLength
    var sum = CRC32()
    var position = 0
    while position < count {
      let bytes = try file.read(at: position, count: min(1 << 20, count - position))
      if bytes.isEmpty { break }
      sum.add(bytes)
      position += bytes.count
    }
    return sum.text == checksum
  }
}
