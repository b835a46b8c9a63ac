/// Reads photos by their names on several threads, and writes their lines in the order of the names.
public final class ExtractionPipe {
  private let mapping: PathMapping
  private let readers: Int
  private let limit: Int
  /// Finds out how many readers the drive answers well; `nil` where their number was asked for.
  private let gate: ReaderGate?
  /// How many photos were written.
  public private(set) var count = 0

  /// Names that one thread reads before their lines are handed on, and where there are many threads for few
  /// names.
  private static let (batchSize, share) = (16, 4)

  /// - Parameters:
  ///   - base: Where relative names count from, absolute and resolved.
  ///   - jobs: How many threads read; `nil` is as many as the drive answers well, beginning with one a core.
  ///   - mostReaders: How many read at most where `jobs` is `nil`.
  public init(base: FilePathBytes, jobs: Int?, mostReaders: Int = 256) {
    mapping = PathMapping(indexFolder: base)
    limit = Scanner.work(jobs: jobs ?? mostReaders, openFiles: SystemCalls.openFileLimit()).jobs
    readers = jobs == nil ? min(limit, WorkerThreads.processorCount) : limit
    gate = limit > readers ? ReaderGate(ReaderPolicy(cores: readers, limit: limit)) : nil
  }

  /// Reads photos and writes a line for each.
  ///
  /// - Parameters:
  ///   - names: Their files.
  ///   - sink: Where the lines go.
  /// - Throws: What the sink throws; no photo is an error.
  public func write(_ names: [FilePathBytes], to sink: some ByteSink) throws {
    let size = gate?.hasGrown == true ? Self.share : Self.batchSize
    let folders = SharedFolders(mapping, limit: limit)
    let crew = gate.map { gate in
      WorkCrew(limit: limit, isWanted: { $0 < gate.readers }, onGrowth: { gate.onGrowth($0) })
    }
    try OrderedWork.run(
      count: (names.count + size - 1) / size,
      threads: gate?.readers ?? readers,
      crew: crew
    ) { [mapping, gate] in
      let extraction = NamedExtraction(mapping, folders)
      return { number in
        let start = number * size
        var lines: [UInt8] = []
        gate?.begin()
        var timer = gate.map { ReadTimer($0) }
        for name in names[start..<min(start + size, names.count)] {
          if extraction.openFolder(of: name) { timer?.photoBegins() }
          extraction.append(name, to: &lines)
          timer?.photoEnded()
        }
        gate?.end()
        return lines
      }
    } take: { lines in
      try sink.write(lines)
      return true
    }
    count += names.count
  }
}
