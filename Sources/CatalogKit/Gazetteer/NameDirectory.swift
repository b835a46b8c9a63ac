/// Where the blocks of names are in the file, with the first name of each.
struct NameDirectory: Sendable {
  private let entries: [Entry]
  private let path: FilePathBytes
  /// How many blocks.
  var count: Int { entries.count }

  private struct Entry {
    let frame: BlockFrame
    let first: ArraySlice<UInt8>
  }

  init(_ file: GazetteerFile) throws(GazetteerError) {
    path = file.path
    let bytes = try file.bytes(of: .nameDirectory)
    var cursor = BlockCursor(bytes[...], of: path)
    var entries: [Entry] = []
    entries.reserveCapacity(min(bytes.count / 9, file.count(of: .nameDirectory)))
    var offset = 0
    while !cursor.isAtEnd {
      let frame = try cursor.frame(at: offset)
      let first = try cursor.slice(Int(try cursor.byte()))
      entries.append(Entry(frame: frame, first: first))
      offset += frame.packedSize
    }
    guard !entries.isEmpty else { throw .damaged(path, "its directory of names is empty") }
    self.entries = entries
  }

  func frame(_ block: Int) -> BlockFrame { entries[block].frame }

  /// The last block whose first name is not behind a key; the first block where all are.
  func block(of key: [UInt8]) -> Int {
    var (low, high) = (0, entries.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if key.lexicographicallyPrecedes(entries[middle].first) { high = middle } else { low = middle }
    }
    return low
  }
}
