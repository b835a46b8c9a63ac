/// Some lines of an index that follow each other.
struct LinePiece: Sendable {
  /// The lines, each but perhaps the last with a line break.
  let bytes: [UInt8]
  /// Where the lines begin and end in the bytes.
  let range: Range<Int>
  /// Where the bytes begin in the file; `nil` where the index was laid out anew.
  let offset: Int?

  /// Goes through the lines.
  ///
  /// - Parameter body: Called with each line, without its comma and line break, and its place in ``bytes``. It must not keep the
  ///   pointer.
  /// - Throws: What the closure throws.
  func forEachLine(_ body: (UnsafeRawBufferPointer, Range<Int>) throws -> Void) rethrows {
    try bytes.withUnsafeBytes { bytes in
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(IndexLines.lineBreak(in: bytes, from: start) ?? range.upperBound, range.upperBound)
        let line = IndexLines.withoutComma(bytes, start..<end)
        try body(line, start..<(start + line.count))
        start = end + 1
      }
    }
  }
}

extension IndexFile {
  /// Goes through all lines in pieces, on as many threads as there are cores.
  ///
  /// Memory is a few megabytes a thread, and what the results take.
  ///
  /// - Parameters:
  ///   - map: Called with each piece, on any thread.
  ///   - take: Called with each result in the order of the file, on the caller's thread; `false` ends the pass.
  /// - Throws: ``IndexError``, and what the closures throw. What comes before damage was taken.
  func forEachPiece<Output: Sendable>(
    _ map: @escaping @Sendable (LinePiece) throws -> Output,
    take: (Output) throws -> Bool
  ) throws {
    guard case .sorted(_, _, let lines) = layout else {
      return try forEachRewrittenPiece { try take(map($0)) }
    }
    let count = (lines.count + Self.pieceSize - 1) / Self.pieceSize
    try OrderedWork.run(count: count, threads: WorkerThreads.processorCount) { [self] number in
      try map(try piece(number, of: lines))
    } take: {
      try take($0)
    }
  }

  /// Large enough that a thread seldom waits for another, small enough that a few fit into a processor's cache.
  private static let pieceSize = 1 << 19
  /// Nearly every line is shorter, so that one read has the end of a piece's last line.
  private static let usualLine = 2 << 10

  /// The lines that begin in one part of the file. Parts have the same size; a line belongs to the part where it begins.
  private func piece(_ number: Int, of lines: Range<Int>) throws -> LinePiece {
    let start = lines.lowerBound + number * Self.pieceSize
    let end = min(start + Self.pieceSize, lines.upperBound)
    // The byte before tells whether a line begins at the start.
    let offset = max(start - 1, lines.lowerBound)
    var bytes = try file.read(at: offset, count: min(end + Self.usualLine, lines.upperBound) - offset)
    guard bytes.count >= end - offset else {
      throw IndexError.damaged(path, "it was cut off while it was read")
    }
    let first =
      try number == 0 ? 0 : Self.lineStart(in: &bytes, from: start - 1 - offset, self, offset, lines)
    let last =
      try end == lines.upperBound
      ? bytes.count : Self.lineStart(in: &bytes, from: end - 1 - offset, self, offset, lines)
    return LinePiece(bytes: bytes, range: min(first, last)..<last, offset: offset)
  }

  /// Where the first line begins after a place, reading on where it lies beyond the bytes.
  private static func lineStart(
    in bytes: inout [UInt8],
    from place: Int,
    _ index: IndexFile,
    _ offset: Int,
    _ lines: Range<Int>
  ) throws -> Int {
    var searched = place
    while true {
      let found = bytes.withUnsafeBytes { IndexLines.lineBreak(in: $0, from: searched) }
      if let found { return found + 1 }
      searched = bytes.count
      let position = offset + bytes.count
      guard position < lines.upperBound else { return bytes.count }
      guard searched - place < lineLimit else {
        throw IndexError.damaged(index.path, "a line does not end (at byte \(offset + place))")
      }
      let more = try index.file.read(at: position, count: min(pieceSize, lines.upperBound - position))
      guard !more.isEmpty else { throw IndexError.damaged(index.path, "it was cut off while it was read") }
      bytes += more
    }
  }

  /// An index of another layout, its photos written as lines.
  private func forEachRewrittenPiece(_ body: (LinePiece) throws -> Bool) throws {
    struct Enough: Error {}
    var bytes: [UInt8] = []
    do {
      try readDocument { photo in
        PhotoLine.append(photo, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        guard bytes.count >= Self.pieceSize else { return }
        guard try body(LinePiece(bytes: bytes, range: 0..<bytes.count, offset: nil)) else { throw Enough() }
        bytes.removeAll(keepingCapacity: true)
      }
      if !bytes.isEmpty { _ = try body(LinePiece(bytes: bytes, range: 0..<bytes.count, offset: nil)) }
    } catch is Enough {}
  }
}
