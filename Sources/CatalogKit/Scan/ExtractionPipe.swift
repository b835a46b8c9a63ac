/// Reads photos by their names on several threads, and writes their lines in the order of the names.
public final class ExtractionPipe {
  private let base: FilePathBytes
  private let jobs: Int

  /// Names that one thread reads before their lines are handed on.
  private static let batchSize = 32

  /// - Parameters:
  ///   - base: Where relative names count from, absolute and resolved.
  ///   - jobs: How many threads read; `nil` is one a core.
  public init(base: FilePathBytes, jobs: Int?) {
    self.base = base
    self.jobs = max(1, jobs ?? WorkerThreads.processorCount)
  }

  /// Reads photos and writes a line for each.
  ///
  /// - Parameters:
  ///   - names: Their files.
  ///   - sink: Where the lines go.
  /// - Throws: What the sink throws; no photo is an error.
  public func write(_ names: [FilePathBytes], to sink: some ByteSink) throws {
    let count = (names.count + Self.batchSize - 1) / Self.batchSize
    try OrderedWork.run(count: count, threads: jobs) { [base] in
      let extraction = NamedExtraction(base: base)
      return { number in
        let start = number * Self.batchSize
        var lines: [UInt8] = []
        for name in names[start..<min(start + Self.batchSize, names.count)] {
          extraction.append(name, to: &lines)
        }
        return lines
      }
    } take: { lines in
      try sink.write(lines)
      return true
    }
  }
}
