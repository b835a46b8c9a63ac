extension HiddenPhotos {
  /// The list of an index.
  ///
  /// - Parameter index: The index, resolved.
  /// - Returns: `.catalog/hidden.jsonl` beside it.
  public static func file(beside index: FilePathBytes) -> FilePathBytes {
    index.parent.appending(FilePathBytes(".catalog/hidden.jsonl"))
  }

  /// Writes the list as a whole, for its owner only. It is on disk when this returns.
  ///
  /// - Parameters:
  ///   - entries: All photos that are hidden.
  ///   - index: The index, resolved; the folder `.catalog` beside it has to be there.
  /// - Throws: ``SystemError``; the old list is untouched then.
  public static func write(_ entries: [Entry], beside index: FilePathBytes) throws(SystemError) {
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: { $0.path < $1.path }) {
      bytes += Array("{\"path\":".utf8)
      JSONPath.append(entry.path, bytesKey: "pathBytes", to: &bytes)
      bytes += Array(",\"size\":\(entry.size),\"modified\":".utf8)
      JSONText.append(entry.modified.description.utf8, to: &bytes)
      if let head = entry.head { bytes += Array(",\"head\":\"\(String(head, radix: 16))\"".utf8) }
      bytes += Array("}\n".utf8)
    }
    var checksum = CRC32()
    checksum.add(bytes)
    bytes += Array("{\"photos\":\(entries.count),\"checksum\":\"".utf8) + checksum.text + Array("\"}\n".utf8)
    try ReplacedFile.write(bytes, to: file(beside: index))
  }

  /// Reads the list of an index.
  ///
  /// - Parameter index: The index, resolved.
  /// - Returns: All photos that are hidden; none where no server has kept the index.
  /// - Throws: ``HiddenPhotosError``.
  public static func read(beside index: FilePathBytes) throws(HiddenPhotosError) -> [Entry] {
    let path = file(beside: index)
    let bytes: [UInt8]
    do throws(SystemError) {
      let reader = try FileReader(path: path)
      bytes = try reader.read(at: 0, count: reader.status.size)
    } catch {
      guard error.isMissing else { throw .system(error) }
      // Where a server has people, it has written a list, be it an empty one.
      let people = index.parent.appending(FilePathBytes(".catalog/people.sqlite"))
      if (try? SystemCalls.status(of: people)) != nil { throw .gone(path) }
      return []
    }
    guard let entries = entries(bytes) else { throw .damaged(path) }
    return entries
  }

  /// The entries of a whole list; `nil` where it is not as it was written.
  static func entries(_ bytes: [UInt8]) -> [Entry]? {
    let lineBreak = UInt8(ascii: "\n")
    guard bytes.last == lineBreak else { return nil }
    var lines = bytes.dropLast().split(separator: lineBreak, omittingEmptySubsequences: false)
    guard let last = lines.popLast() else { return nil }
    var checksum = CRC32()
    checksum.add(Array(bytes[..<last.startIndex]))
    let end = Array("{\"photos\":\(lines.count),\"checksum\":\"".utf8) + checksum.text + Array("\"}".utf8)
    guard Array(last) == end else { return nil }
    var entries: [Entry] = []
    for line in lines {
      guard let entry = entry(line) else { return nil }
      entries.append(entry)
    }
    return entries
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    var (path, pathBytes): ([UInt8]?, [UInt8]?) = (nil, nil)
    var (size, modified, head): (Int?, Timestamp?, UInt64?) = (nil, nil, nil)
    let isWhole = line.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return
        (try? scanner.object { (scanner, key) throws(JSONError) in
          switch String(decoding: key, as: UTF8.self) {
          case "path": path = try scanner.string()
          case "pathBytes": pathBytes = Base64.decode(try scanner.string())
          case "size": size = try scanner.integer()
          case "modified":
            modified = try scanner.string().withUnsafeBytes { Timestamp(rfc3339: $0) }
          case "head": head = UInt64(String(decoding: try scanner.string(), as: UTF8.self), radix: 16)
          default: try scanner.skipValue()
          }
        }) != nil
    }
    guard isWhole, let name = pathBytes ?? path, let size, let modified else { return nil }
    return Entry(path: FilePathBytes(name), size: size, modified: modified, head: head)
  }
}
