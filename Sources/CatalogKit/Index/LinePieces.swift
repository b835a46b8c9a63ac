/// Some lines of an index that follow each other.
struct LinePiece: Sendable {
  /// The lines, each but perhaps the last with a line break.
  let bytes: [UInt8]
  /// Where the lines begin and end in the bytes.
  let range: Range<Int>
  /// Where the bytes begin in the file; `nil` where the index was laid out anew.
  let offset: Int?

  /// What is between two lines of a file.
  static let separator = Array(",\n".utf8)

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
    try OrderedWork.run(count: count, threads: WorkerThreads.processorCount) { [self] in
      // One buffer a thread, as long as no result keeps it: new memory for each piece would cost more than reading it.
      var buffer: [UInt8] = []
      return { number in
        let piece = try self.piece(number, of: lines, &buffer)
        return try map(piece)
      }
    } take: {
      try take($0)
    }
  }

  /// Large enough that a thread seldom waits for another, small enough that a few fit into a processor's cache.
  private static let pieceSize = 1 << 19
  /// Nearly every line is shorter, so that one read has the end of a piece's last line.
  private static let usualLine = 2 << 10

  /// The lines that begin in one part of the file. Parts have the same size; a line belongs to the part where it begins.
  private func piece(_ number: Int, of lines: Range<Int>, _ buffer: inout [UInt8]) throws -> LinePiece {
    let start = lines.lowerBound + number * Self.pieceSize
    let end = min(start + Self.pieceSize, lines.upperBound)
    // The byte before tells whether a line begins at the start.
    let offset = max(start - 1, lines.lowerBound)
    let wanted = min(end + Self.usualLine, lines.upperBound) - offset
    if buffer.count < wanted {
      buffer = [UInt8](repeating: 0, count: Self.pieceSize + Self.usualLine + 1)
    }
    let count = try buffer.withUnsafeMutableBytes { bytes in
      try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted]))
    }
    guard count >= end - offset else { throw IndexError.damaged(path, "it was cut off while it was read") }
    var known = count
    let first = try number == 0 ? 0 : lineStart(in: &buffer, &known, from: start - 1 - offset, offset, lines)
    let last =
      try end == lines.upperBound
      ? known : lineStart(in: &buffer, &known, from: end - 1 - offset, offset, lines)
    return LinePiece(bytes: buffer, range: min(first, last)..<last, offset: offset)
  }

  /// Where the first line begins after a place, reading on where it lies beyond the bytes that are known.
  private func lineStart(
    in bytes: inout [UInt8],
    _ known: inout Int,
    from place: Int,
    _ offset: Int,
    _ lines: Range<Int>
  ) throws -> Int {
    var searched = place
    while true {
      let found = bytes.withUnsafeBytes { bytes in
        IndexLines.lineBreak(in: UnsafeRawBufferPointer(rebasing: bytes[..<known]), from: searched)
      }
      if let found { return found + 1 }
      searched = known
      let position = offset + known
      guard position < lines.upperBound else { return known }
      guard searched - place < Self.lineLimit else {
        throw IndexError.damaged(path, "a line does not end (at byte \(offset + place))")
      }
      let more = try file.read(at: position, count: min(Self.pieceSize, lines.upperBound - position))
      guard !more.isEmpty else { throw IndexError.damaged(path, "it was cut off while it was read") }
      bytes.removeLast(bytes.count - known)
      bytes += more
      known = bytes.count
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
