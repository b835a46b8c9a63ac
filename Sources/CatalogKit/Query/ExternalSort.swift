/// Photos on their way out that wait until all are there, to be put in order.
///
/// They wait in temporary files that have no name once they are many; what is sorted in memory is 40 bytes a photo.
final class ExternalSort {
  private let order: PhotoOrder?
  private let name: FilePathBytes
  private let lines: SpillFile
  /// The paths alone, close together: sorting a million photos by path reads all of them twenty times.
  private let paths: SpillFile
  private var waiting: [Waiting] = []

  private struct Waiting {
    let rank: UInt64
    let path: Range<Int>
    let line: Range<Int>
  }

  /// - Parameters:
  ///   - order: `nil` is that of the geohash; photos without a position stand behind all others.
  ///   - index: A file beside which the temporary ones are made; where that is not permitted, `/tmp` takes them.
  init(_ order: PhotoOrder?, beside index: FilePathBytes) {
    self.order = order
    name = index
    let other = FilePathBytes("/tmp/").appending(index.lastComponent)
    lines = SpillFile(beside: index, otherwise: other)
    paths = SpillFile(beside: index, otherwise: other)
  }

  func add(_ photo: Photo) throws(SystemError) {
    let rank =
      order?.rank(of: photo) ?? photo.position.map { Geohash($0.coordinate).bits }
      ?? PhotoLinePlace.unlocatedOrder
    let (path, line) = (paths.count, lines.count)
    try paths.append(photo.path.bytes)
    try lines.append(photo.json)
    waiting.append(Waiting(rank: rank, path: path..<paths.count, line: line..<lines.count))
  }

  /// Goes through the photos in their order; of equal rank by path, then by all that is known of them.
  func forEach(_ body: (Photo) throws -> Void) throws {
    try lines.finish()
    try paths.finish()
    waiting.sort { first, second in
      if first.rank != second.rank { return first.rank < second.rank }
      let isBefore = isBefore(paths, first.path, second.path)
      if let isBefore { return isBefore != (order?.reversesPaths ?? false) }
      return self.isBefore(lines, first.line, second.line) ?? false
    }
    for photo in waiting {
      let photo = try lines.withBytes(photo.line) { line in
        do throws(JSONError) {
          return try PhotoLine.decode(line)
        } catch {
          throw IndexError.damaged(name, "a photo is not readable")
        }
      }
      try body(photo)
    }
  }

  /// `nil` where both are the same.
  private func isBefore(_ store: SpillFile, _ first: Range<Int>, _ second: Range<Int>) -> Bool? {
    store.withBytes(first) { first in
      store.withBytes(second) { second in
        if first.count == second.count, first.elementsEqual(second) { return nil }
        return first.lexicographicallyPrecedes(second)
      }
    }
  }
}
