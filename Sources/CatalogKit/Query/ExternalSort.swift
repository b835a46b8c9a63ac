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

  /// Goes through the paths of the photos in their order.
  ///
  /// - Parameter body: Must not keep the pointer.
  /// - Throws: ``SystemError``, and what the closure throws.
  func forEachPath(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try sort()
    for entry in waiting.prefix(limit ?? .max) { try paths.withBytes(entry.path, body) }
  }

  private func sort() throws(SystemError) {
    try lines.finish()
    try paths.finish()
    if order?.key != .path { waiting.sort { $0.rank < $1.rank } }
    var start = 0
    while start < waiting.count {
      var end = start + 1
      while end < waiting.count, waiting[end].rank == waiting[start].rank { end += 1 }
      sortByPath(start..<end)
      start = end
    }
  }

  /// Sorts photos of equal rank by their paths: by the eight bytes that follow what all of them begin with, then each run of equal ones
  /// again. Names in a folder differ at their ends, so comparing whole paths would go over the same beginnings again and again.
  private func sortByPath(_ run: Range<Int>) {
    guard run.count > 1 else { return }
    let common = commonPrefix(run)
    let reverses = order?.reversesPaths ?? false
    var keyed = run.map { index in
      Keyed(key: paths.withBytes(waiting[index].path) { Self.key($0, at: common) }, entry: waiting[index])
    }
    keyed.sort { reverses ? $1.key < $0.key : $0.key < $1.key }
    var start = 0
    while start < keyed.count {
      var end = start + 1
      while end < keyed.count, keyed[end].key == keyed[start].key { end += 1 }
      for index in start..<end { waiting[run.lowerBound + index] = keyed[index].entry }
      let equal = (run.lowerBound + start)..<(run.lowerBound + end)
      // Where nothing is left of a path after the key, a shorter one is among equals.
      if equal.count > 1 { equal.count < run.count ? sortByPath(equal) : sortByBytes(equal) }
      start = end
    }
  }

  private struct Keyed {
    let key: UInt64
    let entry: SortBatch.Entry
  }

  /// Eight bytes of a path as a number that sorts like them; zeros after its end.
  private static func key(_ path: UnsafeRawBufferPointer, at start: Int) -> UInt64 {
    var key: UInt64 = 0
    for index in start..<(start + 8) { key = key << 8 | UInt64(index < path.count ? path[index] : 0) }
    return key
  }

  /// How many bytes the paths of a run have in common.
  private func commonPrefix(_ run: Range<Int>) -> Int {
    paths.withBytes(waiting[run.lowerBound].path) { first in
      var common = first.count
      for entry in waiting[run] where common > 0 {
        paths.withBytes(entry.path) { path in
          var length = 0
          let limit = min(common, path.count)
          while length < limit, path[length] == first[length] { length += 1 }
          common = length
        }
      }
      return common
    }
  }

  /// Sorts the few photos that keys cannot tell apart: those of the same path by all that is known of them.
  private func sortByBytes(_ run: Range<Int>) {
    let reverses = order?.reversesPaths ?? false
    waiting[run].sort { first, second in
      if let isBefore = Self.isBefore(paths, first.path, second.path) { return isBefore != reverses }
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
  /// How many of the first are wanted; `nil` is all.
  private let limit: Int?
  /// No photo of a higher rank is among the first: so many of a lower one are here.
  private(set) var highestRank = UInt64.max
  /// Where many have the same rank, few can be let go of: not until there are twice as many is it tried again.
  private var nextDrop = 0
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

  /// - Parameter limit: How many of the first are wanted; `nil` is all.
  init(limit: Int? = nil) {
    self.limit = limit
  }

  /// Lets go of the photos that are surely not among the first, where there are many.
  private mutating func drop() {
    guard let limit, limit > 0, entries.count >= max(2 * limit + Self.spare, nextDrop) else { return }
    defer { nextDrop = 2 * entries.count }
    let ranks = entries.map(\.rank).sorted()
    guard ranks[limit - 1] < highestRank else { return }
    highestRank = ranks[limit - 1]
    let old = self
    (lines, paths, entries) = ([], [], [])
    for entry in old.entries where entry.rank <= highestRank {
      let (path, line) = (paths.count, lines.count)
      paths += old.paths[entry.path]
      lines += old.lines[entry.line]
      entries.append(Entry(rank: entry.rank, path: path..<paths.count, line: line..<lines.count))
    }
  }

  private static let spare = 64

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
    drop()
  }
}
