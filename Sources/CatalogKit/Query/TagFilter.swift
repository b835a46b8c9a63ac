/// A tag, or a part of its path, in any case and any Unicode normalisation: `nabi` is in `cats/Nabi`, and so is `cats`.
public struct TagFilter: Hashable, Sendable {
  /// The levels of the name in small letters.
  private let levels: [String]

  /// - Parameter name: A whole tag, or one or several levels of its path: `Nabi`, `cats/Nabi`.
  /// - Throws: ``TagFilterError/empty``.
  public init(_ name: some StringProtocol) throws(TagFilterError) {
    levels = Self.levels(String(name)).filter { !$0.isEmpty }
    guard !levels.isEmpty else { throw .empty }
  }

  /// Whether one of a photo's tags is, or has in its path, this name.
  ///
  /// - Parameter tags: All tags of a photo.
  /// - Returns: Whether one does.
  public func matches(_ tags: [String]) -> Bool { tags.contains(where: matches) }

  /// Whether a tag is, or has in its path, this name.
  func matches(_ tag: String) -> Bool {
    let path = Self.levels(tag)
    guard path.count >= levels.count else { return false }
    // Texts are compared as Swift does: two spellings of one letter are the same.
    return (0...(path.count - levels.count)).contains { path[$0...].starts(with: levels) }
  }

  private static func levels(_ tag: String) -> [String] {
    tag.lowercased().split(separator: "/", omittingEmptySubsequences: false).map {
      TagCollection.trimmed(String($0))
    }
  }
}

/// Why a text is not a tag's.
public enum TagFilterError: Error, Hashable, Sendable {
  case empty
}

extension TagFilterError: CustomStringConvertible {
  /// What would be right, as one sentence without a full stop.
  public var description: String {
    "the tag is missing: write a tag, or a part of its path, such as Nabi or cats/Nabi"
  }
}
