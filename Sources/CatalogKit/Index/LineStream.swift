/// Photo lines in the order of an index, one after another.
protocol LineStream {
  /// Takes the next line.
  ///
  /// - Parameter line: Replaced by the line, without comma and line break.
  /// - Returns: `false` where there is none any more; the line means nothing then.
  /// - Throws: What reading throws.
  mutating func next(into line: inout [UInt8]) throws -> Bool
}

extension LineStream {
  /// Whether what is left is the same as in another stream, byte for byte.
  ///
  /// - Throws: What reading throws.
  mutating func isEqual(to other: inout some LineStream) throws -> Bool {
    var (line, otherLine): ([UInt8], [UInt8]) = ([], [])
    while try next(into: &line) {
      guard try other.next(into: &otherLine), line == otherLine else { return false }
    }
    return try !other.next(into: &otherLine)
  }
}

/// The lines of a sorted index, or of a part of it.
struct IndexLineStream: LineStream {
  private let index: IndexFile
  private var chunk: [UInt8] = []
  private var used = 0
  /// What of the file has not been read.
  private var rest: Range<Int>
  /// Where the line that was taken last begins in the file.
  private(set) var offset = 0

  private static let chunkSize = 1 << 18

  /// - Parameters:
  ///   - index: A sorted index.
  ///   - range: Where its lines are, from one line's edge to another's.
  init(_ index: IndexFile, in range: Range<Int>) {
    self.index = index
    rest = range
  }

  mutating func next(into line: inout [UInt8]) throws -> Bool {
    while true {
      let found = chunk.withUnsafeBytes { bytes -> Bool in
        guard let end = IndexLines.lineBreak(in: bytes, from: used) else { return false }
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: IndexLines.withoutComma(bytes, used..<end))
        offset = rest.lowerBound - bytes.count + used
        used = end + 1
        return true
      }
      if found { return true }
      guard !rest.isEmpty else {
        guard used == chunk.count else { throw damage }
        return false
      }
      try readOn()
    }
  }

  /// Reads behind what is there; the beginning of a line stays.
  private mutating func readOn() throws {
    guard chunk.count - used < IndexFile.lineLimit else { throw damage }
    let more = try index.file.read(at: rest.lowerBound, count: min(Self.chunkSize, rest.count))
    guard !more.isEmpty else { throw damage }
    chunk.removeFirst(used)
    chunk += more
    used = 0
    rest = (rest.lowerBound + more.count)..<rest.upperBound
  }

  private var damage: IndexError {
    IndexError.damaged(
      index.path,
      "a line does not end (at byte \(rest.lowerBound - chunk.count + used))"
    )
  }
}

/// Several streams as one. Lines that are the same in two of them are both given.
struct MergedLines: LineStream {
  /// Those that have a line left.
  private var heads: Heap<Head>

  private struct Head {
    var stream: any LineStream
    var line: [UInt8] = []
  }

  /// - Parameter streams: Each in the order of an index.
  /// - Throws: What reading their first lines throws.
  init(_ streams: [any LineStream]) throws {
    heads = Heap { IndexLines.precedes($0.line, $1.line) }
    for stream in streams {
      var head = Head(stream: stream)
      if try head.stream.next(into: &head.line) { heads.push(head) }
    }
  }

  mutating func next(into line: inout [UInt8]) throws -> Bool {
    guard var head = heads.pop() else { return false }
    swap(&line, &head.line)
    if try head.stream.next(into: &head.line) { heads.push(head) }
    return true
  }
}

extension IndexLines {
  /// Whether a line comes before another one in an index: the order of their bytes.
  static func precedes(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    first.withUnsafeBytes { first in
      second.withUnsafeBytes { second in SystemCalls.compare(first, second) < 0 }
    }
  }
}
