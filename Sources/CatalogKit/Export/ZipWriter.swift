/// Writes a ZIP archive (PKWARE's APPNOTE, 6.3) from front to back: names in UTF-8, no times, files as they are or deflated.
struct ZipWriter {
  private var entries: [Entry] = []
  private var position = 0

  private struct Entry {
    let name: [UInt8]
    let file: File
    let offset: Int
  }

  /// What an archive says of a file.
  struct File {
    var sum: UInt32
    var packed: Int
    var size: Int
    var isDeflated: Bool
  }

  /// Of lengths and offsets: more needs ZIP64, which few readers of KMZ know.
  private static let limit = 0xFFFF_FFFE
  /// Files of an archive.
  static let fileLimit = 0xFFFE

  /// Writes what comes before a file's bytes; these follow, as many as it says.
  ///
  /// - Throws: ``ZipError/tooLarge``, and what the sink throws.
  mutating func begin(_ name: String, _ file: File, to sink: some ByteSink) throws {
    let entry = Entry(name: Array(name.utf8), file: file, offset: position)
    let header = Self.bytes(0x0403_4B50, 4) + Self.common(entry) + entry.name
    position += header.count + file.packed
    entries.append(entry)
    guard position <= Self.limit, file.size <= Self.limit, entries.count <= Self.fileLimit else {
      throw ZipError.tooLarge
    }
    try sink.write(header)
  }

  /// Writes a file as it is.
  ///
  /// - Throws: ``ZipError/tooLarge``, and what the sink throws.
  mutating func add(_ name: String, _ bytes: [UInt8], to sink: some ByteSink) throws {
    var sum = CRC32()
    sum.add(bytes)
    let file = File(sum: sum.number, packed: bytes.count, size: bytes.count, isDeflated: false)
    try begin(name, file, to: sink)
    try sink.write(bytes)
  }

  /// Writes the list of all files, which ends the archive.
  ///
  /// - Throws: ``ZipError/tooLarge``, and what the sink throws.
  mutating func end(to sink: some ByteSink) throws {
    let start = position
    for entry in entries {
      // Made by version 2.0 on MS-DOS, which has no rights of files to say.
      let header =
        Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + Self.common(entry) + [UInt8](repeating: 0, count: 10)
        + Self.bytes(entry.offset, 4) + entry.name
      position += header.count
      try sink.write(header)
    }
    guard position <= Self.limit else { throw ZipError.tooLarge }
    let count = Self.bytes(entries.count, 2)
    try sink.write(
      Self.bytes(0x0605_4B50, 4) + [0, 0, 0, 0] + count + count + Self.bytes(position - start, 4)
        + Self.bytes(start, 4) + [0, 0]
    )
  }

  /// What both headers of a file say. Its time is the first that there is, 1 January 1980: when it was packed is nobody's business.
  private static func common(_ entry: Entry) -> [UInt8] {
    let file = entry.file
    let utf8Names = 0x0800
    return bytes(20, 2) + bytes(utf8Names, 2) + bytes(file.isDeflated ? 8 : 0, 2) + bytes(0, 2)
      + bytes(0x21, 2) + bytes(Int(file.sum), 4) + bytes(file.packed, 4) + bytes(file.size, 4)
      + bytes(entry.name.count, 2) + bytes(0, 2)
  }

  private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// Why an archive cannot be written.
public enum ZipError: Error, Hashable, Sendable {
  /// It would be larger than 4 GB.
  case tooLarge
}

extension ZipError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    "it would be larger than 4 GB, and few programs read that. Choose fewer photos, or less room with --pictures"
  }
}
