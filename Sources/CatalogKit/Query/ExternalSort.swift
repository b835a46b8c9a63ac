/// Photos that wait until all are there, to be put in order.
///
/// They wait in temporary files that have no name once they are many; what is sorted in memory is 40 bytes a photo. With a limit
/// only about twice that many wait.
final class ExternalSort {
  private let order: PhotoOrder?
  private let limit: Int?
  private let index: FilePathBytes
  private var lines: SpillFile
  /// The paths alone, close together: sorting a million photos by path reads all of them twenty times.
  private var paths: SpillFile
  private var waiting: [SortBatch.Entry] = []

  /// - Parameters:
  ///   - order: `nil` is that of the geohash; photos without a position come after all others.
  ///   - limit: How many of the first are wanted; `nil` is all.
  ///   - index: A file beside which the temporary ones are made; where that is not permitted, `/tmp` takes them.
  init(_ order: PhotoOrder?, limit: Int? = nil, beside index: FilePathBytes) {
    self.order = order
    self.limit = limit
    self.index = index
    (lines, paths) = (Self.file(index), Self.file(index))
  }

  private static func file(_ index: FilePathBytes) -> SpillFile {
    SpillFile(beside: index, otherwise: FilePathBytes("/tmp/").appending(index.lastComponent))
  }

  /// Adds photos.
  ///
  /// - Throws: ``SystemError`` where they cannot be kept.
  func add(_ batch: SortBatch) throws(SystemError) {
    let (path, line) = (paths.count, lines.count)
    try paths.append(batch.paths)
    try lines.append(batch.lines)
    for entry in batch.entries { waiting.append(entry.moved(paths: path, lines: line)) }
    if let limit, waiting.count > 2 * limit + Self.spare { try drop(beyond: limit) }
  }

  /// So few that sorting them often costs nothing.
  private static let spare = 1 << 14

  /// Lets go of all photos that are surely not among the first.
  private func drop(beyond limit: Int) throws(SystemError) {
    try sort()
    let (oldLines, oldPaths) = (lines, paths)
    (lines, paths) = (Self.file(index), Self.file(index))
    for index in 0..<min(limit, waiting.count) {
      let entry = waiting[index]
      let (path, line) = (paths.count, lines.count)
      try paths.append(oldPaths.withBytes(entry.path) { Array($0) })
      try lines.append(oldLines.withBytes(entry.line) { Array($0) })
      waiting[index] = SortBatch.Entry(
        rank: entry.rank,
        path: path..<paths.count,
        line: line..<lines.count
      )
    }
    waiting.removeLast(max(0, waiting.count - limit))
  }

  /// Goes through the lines in their order; of equal rank by path, then by all that is known of the photos.
  ///
  /// - Parameter body: Must not keep the pointer.
  /// - Throws: ``SystemError``, and what the closure throws.
  func forEach(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try sort()
    for entry in waiting.prefix(limit ?? .max) { try lines.withBytes(entry.line, body) }
  }

  private func sort() throws(SystemError) {
    try lines.finish()
    try paths.finish()
    let reversesPaths = order?.reversesPaths ?? false
    waiting.sort { first, second in
      if first.rank != second.rank { return first.rank < second.rank }
      let isBefore = Self.isBefore(paths, first.path, second.path)
      if let isBefore { return isBefore != reversesPaths }
      return Self.isBefore(lines, first.line, second.line) ?? false
    }
  }

  /// `nil` where both are the same.
  private static func isBefore(_ store: SpillFile, _ first: Range<Int>, _ second: Range<Int>) -> Bool? {
    store.withBytes(first) { first in
      store.withBytes(second) { second in
        let order = SystemCalls.compare(first, second)
        return order == 0 ? nil : order < 0
      }
    }
  }
}

/// Photos of one piece of an index on their way into an ``ExternalSort``.
struct SortBatch: Sendable {
  fileprivate var lines: [UInt8] = []
  fileprivate var paths: [UInt8] = []
  fileprivate var entries: [Entry] = []

  struct Entry: Sendable {
    let rank: UInt64
    let path: Range<Int>
    let line: Range<Int>

    func moved(paths: Int, lines: Int) -> Entry {
      Entry(
        rank: rank,
        path: (path.lowerBound + paths)..<(path.upperBound + paths),
        line: (line.lowerBound + lines)..<(line.upperBound + lines)
      )
    }
  }

  /// Adds a photo.
  ///
  /// - Parameters:
  ///   - line: Its line as it is handed on.
  ///   - rank: What the order makes of it.
  ///   - path: Its path as it is written.
  mutating func add(_ line: UnsafeRawBufferPointer, rank: UInt64, path: FilePathBytes) {
    let (pathStart, lineStart) = (paths.count, lines.count)
    paths += path.bytes
    lines.append(contentsOf: line)
    entries.append(Entry(rank: rank, path: pathStart..<paths.count, line: lineStart..<lines.count))
  }
}
