/// The photos as one JSON array, one a line, with the members that they have in the index; what is told besides stands before
/// them.
public struct JSONExporter: PhotoLineExporter {
  private var count = 0

  /// Nothing written yet.
  public init() {}

  public mutating func begin(_ sink: some ByteSink) throws {
    try sink.write("[")
  }

  public mutating func add(line: UnsafeRawBufferPointer, to sink: some ByteSink) throws {
    try sink.write(count == 0 ? "\n" : ",\n")
    try sink.write(line)
    count += 1
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try sink.write(count == 0 ? "]\n" : "\n]\n")
  }
}
