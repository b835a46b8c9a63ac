/// Which file a blurred photo is of, kept behind its line while photos are put in order: nothing of it is handed on.
///
/// A line break parts the two, which no line holds. A number made of the path comes first: photos that are the same in all that is handed
/// on are put in order by it, and not by what the index sorts by, which is their exact place.
enum HiddenFile {
  /// Appends the file to a line.
  static func append(_ file: IndexedFile, to line: inout [UInt8]) {
    line.append(lineBreak)
    var hash = FNV1a()
    hash.add(file.path.bytes)
    withUnsafeBytes(of: hash.number.bigEndian) { line.append(contentsOf: $0) }
    for number in [file.size, file.modified.seconds, file.modified.nanoseconds] {
      withUnsafeBytes(of: Int64(number)) { line.append(contentsOf: $0) }
    }
    line += file.path.bytes
  }

  /// Takes a line with its file apart.
  static func split(_ bytes: UnsafeRawBufferPointer) -> (line: UnsafeRawBufferPointer, file: IndexedFile?) {
    guard let end = bytes.firstIndex(of: lineBreak), bytes.count - end >= headSize else {
      return (bytes, nil)
    }
    let numbers = (0..<3).map { index in
      Int(bytes.loadUnaligned(fromByteOffset: end + 1 + 8 + 8 * index, as: Int64.self))
    }
    let file = IndexedFile(
      path: FilePathBytes(UnsafeRawBufferPointer(rebasing: bytes[(end + headSize)...])),
      size: numbers[0],
      modified: Timestamp(seconds: numbers[1], nanoseconds: numbers[2])
    )
    return (UnsafeRawBufferPointer(rebasing: bytes[..<end]), file)
  }

  private static let lineBreak = UInt8(ascii: "\n")
  /// The line break, the number, and three more.
  private static let headSize = 1 + 4 * 8
}
