/// An index as it is at one moment, for any number of questions from any number of threads.
///
/// All answers are about the same photos, whatever a scan saves meanwhile; ``refreshed()`` gives the photos of now.
public struct IndexSnapshot: Sendable {
  /// The open index.
  public let index: IndexFile

  /// - Parameter path: The index; links are followed.
  /// - Throws: ``IndexError`` where it is missing, newer than this version, or not to be read.
  public init(path: FilePathBytes) throws(IndexError) {
    index = try IndexFile(path: path)
  }

  /// The photos around a place, nearest first. Cost: see ``NearQuery/run(on:)``.
  ///
  /// - Throws: ``IndexError``, and ``SystemError`` where more hits than fit into memory cannot be kept.
  public func near(_ query: NearQuery) throws -> NearQuery.Answer { try query.run(on: index) }

  /// Goes through the photos of a selection, as they are to be written.
  ///
  /// - Parameters:
  ///   - selection: Which photos, what of them, and in which order.
  ///   - body: Called with each photo, on the caller's thread.
  /// - Throws: ``IndexError``, ``SystemError`` where photos cannot be put in order, and what the closure throws.
  public func forEachPhoto(_ selection: PhotoSelection, _ body: (FoundPhoto) throws -> Void) throws {
    try selection.forEachPhoto(of: index, body)
  }

  /// One photo.
  ///
  /// - Parameter path: The photo's path as the index keeps it.
  /// - Returns: The photo; `nil` where the index does not have it.
  /// - Throws: ``IndexError`` where the index is damaged.
  public func photo(at path: FilePathBytes) throws -> Photo? { try index.photos(at: [path])[path] }

  /// What the index knows, counted.
  ///
  /// - Throws: ``IndexError`` where the index is damaged.
  public func status() throws -> IndexStatus { try IndexStatus(index) }

  /// What tells the index's file from every other one, and from itself after a change: device, number, size and time.
  public var fileMarks: [UInt64] {
    let status = index.file.status
    return [
      status.identity.device, status.identity.number, UInt64(bitPattern: Int64(status.size)),
      UInt64(bitPattern: Int64(status.modified.seconds)), UInt64(status.modified.nanoseconds),
    ]
  }

  /// The index of now: this snapshot where the file at its path is still the same, and else a new one.
  ///
  /// - Throws: ``IndexError`` where the file that took its place is missing or cannot be read; this snapshot goes on answering.
  public func refreshed() throws(IndexError) -> IndexSnapshot {
    guard let now = try? SystemCalls.status(of: index.path), now == index.file.status else {
      return try IndexSnapshot(path: index.path)
    }
    return self
  }
}
