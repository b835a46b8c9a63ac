/// What somebody wrote into an index by hand and that leaves it for good: appended to a file beside the index, a JSON object a line.
///
/// Of a record that leaves, its line as the index had it; of members whose names are those of fields by now, the photo's path and they.
struct RemovedRecords {
  /// `catalog.removed.jsonl` for `catalog.json`.
  let path: FilePathBytes
  private var lines: [UInt8] = []

  /// - Parameter index: The index, resolved.
  init(beside index: FilePathBytes) {
    let name = FileNameParts(index.lastComponent.bytes)
    path = index.parent.appending(FilePathBytes(name.stem + Array(".removed.jsonl".utf8)))
  }

  /// Adds a record.
  mutating func add(_ line: UnsafeRawBufferPointer) {
    lines += Array(line)
    lines.append(UInt8(ascii: "\n"))
  }

  /// Adds members.
  mutating func add(_ members: DisplacedMembers) { lines += members.lines }

  /// Writes what was added, durably: before the index without it is saved.
  mutating func save() throws(SystemError) {
    guard !lines.isEmpty else { return }
    try AppendedFile.append(lines, to: path)
    lines = []
  }
}
