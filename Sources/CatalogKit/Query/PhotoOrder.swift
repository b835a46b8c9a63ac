/// An order of photos for people.
public struct PhotoOrder: Hashable, Sendable {
  /// What is compared.
  public var key: Key
  /// Backwards: the newest first, or Z before A.
  public var isReversed: Bool

  /// What photos are sorted by.
  public enum Key: String, CaseIterable, Sendable {
    /// When they were taken, by the clock on the spot; the path where that is the same. A year that is known alone comes before its
    /// months, and so on. Those without a time come last, also backwards.
    case taken
    /// The raw bytes of their paths.
    case path
  }

  /// - Parameters:
  ///   - key: What is compared.
  ///   - isReversed: Whether it goes backwards.
  public init(by key: Key, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  /// The fields that it looks at.
  var fields: PhotoFieldSet { key == .taken ? [.taken, .offsetSource] : .path }

  /// The key as a number that is smaller for a photo that comes first; equal numbers leave it to the path.
  func rank(of photo: Photo) -> UInt64 { rank(taken: photo.taken) }

  /// The same from a line.
  func rank(_ members: LineMembers, in line: UnsafeRawBufferPointer) throws(JSONError) -> UInt64 {
    key == .taken ? rank(taken: try members.taken(in: line)) : 0
  }

  private func rank(taken: LocalTime?) -> UInt64 {
    guard key == .taken else { return 0 }
    // No time has the rank of none: it is below half of it.
    guard let rank = taken?.sortKey else { return .max }
    return isReversed ? UInt64.max >> 1 - rank : rank
  }

  /// Whether a photo comes before another, by path where nothing else decides.
  ///
  /// - Parameters:
  ///   - first: One photo.
  ///   - second: Another.
  /// - Returns: Whether the first comes first in an answer.
  public func precedes(_ first: Photo, _ second: Photo) -> Bool {
    let (rank, other) = (rank(of: first), rank(of: second))
    if rank != other { return rank < other }
    return reversesPaths ? second.path < first.path : first.path < second.path
  }

  /// Whether paths go backwards: those of photos of the same second do not.
  var reversesPaths: Bool { isReversed && key == .path }
}
