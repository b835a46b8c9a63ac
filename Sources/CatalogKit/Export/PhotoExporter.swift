/// Writes the photos of an index in some format, one after the other, in the order of the index.
///
/// Memory does not grow with the number of photos.
public protocol PhotoExporter {
  /// What stands before the first photo.
  mutating func begin(_ sink: some ByteSink) throws
  /// Writes a photo.
  ///
  /// - Parameters:
  ///   - line: The photo as the index keeps it, a JSON object on one line.
  ///   - sink: Where the bytes go.
  /// - Throws: What the sink throws, and where the line is not a photo.
  mutating func add(_ line: UnsafeRawBufferPointer, to sink: some ByteSink) throws
  /// What stands behind the last photo.
  mutating func end(_ sink: some ByteSink) throws
}

extension PhotoExporter {
  /// Writes all photos of an index.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - sink: Where the bytes go.
  /// - Throws: ``IndexError`` where the index is damaged; what was written before it is not the whole then.
  public mutating func export(_ index: IndexFile, to sink: some ByteSink) throws {
    try begin(sink)
    try index.forEachLine { try add($0, to: sink) }
    try end(sink)
  }
}
