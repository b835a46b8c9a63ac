/// The bytes of an index on their way into the file, counted and summed up.
final class IndexOutput {
  private let file: AtomicFile
  private let written: Timestamp
  private var checksum = CRC32()
  private var size = 0
  private var summary = IndexFooter()

  /// Whether photos may be marked as missing; else no line has to be looked at for that.
  private let mayHaveMissing: Bool

  init(replacing target: FilePathBytes, header: IndexHeader, mayHaveMissing: Bool) throws(SystemError) {
    self.mayHaveMissing = mayHaveMissing
    // Only its owner may read a new index: it says where animals and people live.
    file = try AtomicFile(replacing: target, newMode: 0o600)
    written = header.written
    try append(header.encoded())
  }

  /// Adds a photo's line behind those before it.
  func append(_ line: UnsafeRawBufferPointer) throws(SystemError) {
    if summary.lines > 0 { try append(Self.separator) }
    try file.append(line)
    checksum.add(line)
    size += line.count
    if mayHaveMissing, Self.isMissing(line) {
      summary.missing += 1
      return
    }
    summary.photos += 1
    if SortKey.of(line) != SortKey.unlocated {
      summary.located += 1
    } else if Self.isUnreadable(line) {
      summary.unreadable += 1
    }
  }

  func commit() throws(SystemError) -> IndexFooter {
    if summary.lines > 0 { try append([UInt8(ascii: "\n")]) }
    try append(IndexFooter.closing)
    try append(summary.encodedWithoutChecksum(size: size + IndexFooter.length))
    try append(IndexFooter.encoded(checksum))
    try file.commit(modified: written)
    return summary
  }

  private static let separator = Array(",\n".utf8)

  private static func isMissing(_ line: UnsafeRawBufferPointer) -> Bool {
    var members = LineMembers()
    return (try? members.read(line)) != nil && members.isMissing(in: line)
  }

  private static func isUnreadable(_ line: UnsafeRawBufferPointer) -> Bool {
    var members = LineMembers()
    return (try? members.read(line)) != nil && members.isUnreadable(in: line)
  }

  private func append(_ bytes: [UInt8]) throws(SystemError) {
    checksum.add(bytes)
    size += bytes.count
    try bytes.withBytes { (bytes) throws(SystemError) in try file.append(bytes) }
  }
}
