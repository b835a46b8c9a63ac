extension IndexFile {
  /// The beginning of the index, whatever its layout.
  ///
  /// Cost: nothing for a sorted index, reading all of it for another.
  ///
  /// - Returns: The header.
  /// - Throws: ``IndexError`` where the index is damaged, newer, or no index.
  public func header() throws -> IndexHeader {
    if case .sorted(let header, _, _) = layout { return header }
    return try readDocument { _ in }
  }

  /// Goes through all photos in the order of the file, each as a JSON object on one line without a line break.
  ///
  /// - Parameter body: Called with each line; it must not keep the pointer.
  /// - Throws: ``IndexError``, and what the closure throws. Lines handed over before an error are good ones.
  public func forEachLine(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard case .sorted(_, _, let lines) = layout else {
      try readDocument { photo in
        var line: [UInt8] = []
        PhotoLine.append(photo, to: &line)
        try line.withUnsafeBytes(body)
      }
      return
    }
    try forEachLine(in: lines) { line, _ in try body(line) }
  }

  /// Goes through all photos in the order of the file, decoded.
  ///
  /// - Parameter body: Called with each photo.
  /// - Throws: ``IndexError``, and what the closure throws.
  public func forEachPhoto(_ body: (Photo) throws -> Void) throws {
    guard case .sorted(_, _, let lines) = layout else {
      try readDocument(body)
      return
    }
    try forEachLine(in: lines) { line, offset in
      let photo: Photo
      do throws(JSONError) {
        photo = try PhotoLine.decode(line)
      } catch {
        throw IndexError.damaged(path, "a photo is not readable (at byte \(offset + error.offset))")
      }
      try body(photo)
    }
  }

  /// Reads the whole document, however it is laid out.
  @discardableResult
  func readDocument(_ body: (Photo) throws -> Void) throws -> IndexHeader {
    var header: IndexHeader?
    // Its members may come in any order.
    var others = IndexHeader(generator: "", written: Timestamp(seconds: 0, nanoseconds: 0), scanned: [])
    var reader = JSONDocumentReader(file)
    let hasPhotos: Bool
    do {
      hasPhotos = try reader.read { key, value in
        var scanner = JSONScanner(value)
        switch String(decoding: key, as: UTF8.self) {
        case "catalog":
          header = try IndexHeader(catalog: &scanner)
          guard let version = header?.version, version <= IndexHeader.currentVersion else {
            throw IndexError.newer(path, version: header?.version ?? 0)
          }
        default: try others.read(key, &scanner)
        }
      } photo: { value in
        // Photos of something else are not ours to understand.
        guard let header else { throw IndexError.notAnIndex(path) }
        try body(try PhotoLine.decode(value, extractor: header.reader))
      }
    } catch is JSONError {
      throw IndexError.damaged(path, "its header is not readable")
    }
    guard var header else { throw IndexError.notAnIndex(path) }
    // An index without photos has an empty list of them. To take a misspelt one for that would answer wrongly.
    guard hasPhotos else { throw IndexError.damaged(path, "it has no photos") }
    header.takeMembers(of: others)
    return header
  }

  /// Goes through the lines of a range that begins and ends at a line's edge.
  ///
  /// - Parameters:
  ///   - range: A range of the file.
  ///   - body: Called with each line, without its comma and line break, and its offset.
  /// - Throws: ``IndexError``, and what the closure throws.
  func forEachLine(in range: Range<Int>, _ body: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
    var start = range.lowerBound
    var wanted = Self.chunkSize
    while start < range.upperBound {
      let chunk = try file.read(at: start, count: min(wanted, range.upperBound - start))
      guard let lineBreak = chunk.lastIndex(of: UInt8(ascii: "\n")) else {
        // One line is longer than the chunk: take more, up to what is there.
        guard chunk.count == wanted, wanted < Self.lineLimit else {
          throw IndexError.damaged(path, "a line does not end (at byte \(start))")
        }
        wanted *= 4
        continue
      }
      wanted = Self.chunkSize
      try chunk.withUnsafeBytes { bytes in
        var lineStart = 0
        while lineStart <= lineBreak {
          guard let end = IndexLines.lineBreak(in: bytes, from: lineStart) else { break }
          try body(IndexLines.withoutComma(bytes, lineStart..<end), start + lineStart)
          lineStart = end + 1
        }
      }
      start += lineBreak + 1
    }
  }

  private static let chunkSize = 1 << 18
  /// A longer line is damage: names have at most 4096 bytes, and everything else is shorter.
  static let lineLimit = 16 << 20
}

/// Lines in memory.
enum IndexLines {
  /// The place of the first line break at or behind an offset.
  static func lineBreak(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = SystemCalls.find(UInt8(ascii: "\n"), base + start, bytes.count - start)
    else { return nil }
    return found - base
  }

  /// A line without the comma behind it.
  static func withoutComma(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> UnsafeRawBufferPointer {
    let end =
      line.upperBound > line.lowerBound && bytes[line.upperBound - 1] == UInt8(ascii: ",")
      ? line.upperBound - 1 : line.upperBound
    return UnsafeRawBufferPointer(rebasing: bytes[line.lowerBound..<end])
  }
}
