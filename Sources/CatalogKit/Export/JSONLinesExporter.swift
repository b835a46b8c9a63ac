/// Every photo as a JSON object on a line of its own, with the members that ``JSONExporter`` writes: for programs that read a line
/// at a time.
public struct JSONLinesExporter: PhotoLineExporter {
  /// Nothing written yet.
  public init() {}

  public mutating func begin(_ sink: some ByteSink) throws {}

  public mutating func add(line: UnsafeRawBufferPointer, to sink: some ByteSink) throws {
    try sink.write(line)
    try sink.write("\n")
  }

  public mutating func end(_ sink: some ByteSink) throws {}
}
