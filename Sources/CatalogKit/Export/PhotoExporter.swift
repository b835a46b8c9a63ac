/// Writes photos in some format, one after the other, in the order in which they come.
///
/// Memory does not grow with the number of photos. ``export(_:as:to:)`` hands over the photos of an index; those of another answer
/// are added one by one between ``begin(_:)`` and ``end(_:)``.
public protocol PhotoExporter {
  /// Photos that were added so far, those that the format had no room for among them.
  var count: Int { get }
  /// Photos that the format had no room for so far.
  var leftOut: Int { get }
  /// Writes what comes before the first photo.
  ///
  /// - Parameter sink: Where the bytes go.
  /// - Throws: What the sink throws.
  mutating func begin(_ sink: some ByteSink) throws
  /// Writes a photo. A format that has no room for it, as waypoints have none for one without a position, leaves it out.
  ///
  /// - Parameters:
  ///   - photo: The photo, and what the answer says besides.
  ///   - sink: Where the bytes go.
  /// - Throws: What the sink throws, and ``JSONError`` where a value in the photo's line is not as it should be.
  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws
  /// Writes the photos of an index.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - selection: Which of its photos, and what of them.
  ///   - sink: Where the bytes go.
  /// - Throws: ``IndexError`` where the index is damaged, and what the sink throws.
  mutating func add(_ index: IndexFile, _ selection: PhotoSelection, to sink: some ByteSink) throws
  /// Writes what comes after the last photo.
  ///
  /// - Parameter sink: Where the bytes go.
  /// - Throws: What the sink throws.
  mutating func end(_ sink: some ByteSink) throws
}

extension PhotoExporter {
  public var leftOut: Int { 0 }

  public mutating func add(_ index: IndexFile, _ selection: PhotoSelection, to sink: some ByteSink) throws {
    try selection.forEachPhoto(of: index) { try add($0, to: sink) }
  }

  /// Writes an index, from beginning to end.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - selection: Which of its photos, and what of them; all that is known of all of them where nothing is said.
  ///   - sink: Where the bytes go.
  /// - Throws: ``IndexError`` where the index is damaged; what was written before it is not the whole then.
  public mutating func export(
    _ index: IndexFile,
    as selection: PhotoSelection = PhotoSelection(),
    to sink: some ByteSink
  ) throws {
    try begin(sink)
    try add(index, selection, to: sink)
    try end(sink)
  }
}
