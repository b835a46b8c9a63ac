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

  /// What a thread sums up at once.
  private static let sumSize = 1 << 20

  /// Whether the checksum is that of the file: reads all of it, on several threads.
  func hasRightChecksum(_ file: FileReader) throws(SystemError) -> Bool {
    let count = file.status.size - IndexFooter.checksumLength
    var sum = CRC32()
    do {
      try OrderedWork.run(
        count: (count + Self.sumSize - 1) / Self.sumSize,
        threads: WorkerThreads.processorCount
      ) {
        var buffer = [UInt8](repeating: 0, count: min(Self.sumSize, max(0, count)))
        return { number in
          let start = number * Self.sumSize
          let wanted = min(Self.sumSize, count - start)
          var part = CRC32()
          let read = try buffer.withUnsafeMutableBytes { bytes in
            let room = UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted])
            let read = try file.read(at: start, into: room)
            part.add(UnsafeRawBufferPointer(rebasing: room[..<read]))
            return read
          }
          return (part, read)
        }
      } take: { part, read in
        sum.add(part, count: read)
        return true
      }
    } catch let error as SystemError {
      throw error
    } catch {
      return false
    }
    return sum.text == checksum
  }
}
