/// A tag as people give it: a word, or a hierarchy with slashes, `cats/Nabi`.
public struct TagName: Hashable, Sendable {
  /// The levels, from the root down, trimmed.
  public let levels: [String]
  /// As a record lists it.
  public var text: String { levels.joined(separator: "/") }

  /// - Parameter text: Any text without `|`, which separates levels in Lightroom's list, and without control characters.
  /// - Throws: ``TagNameError``.
  public init(_ text: some StringProtocol) throws(TagNameError) {
    guard text.utf8.count <= TagCollection.tagLimit else { throw .tooLong(text.utf8.count) }
    guard !text.contains("|") else { throw .separator(String(text)) }
    guard !text.unicodeScalars.contains(where: Self.isRefused) else { throw .control(String(text)) }
    let levels = text.split(separator: "/", omittingEmptySubsequences: false).map {
      TagCollection.trimmed(String($0))
    }
    guard !levels.contains("") else { throw .emptyLevel(String(text)) }
    self.levels = levels
  }

  /// Control characters; those that turn the direction of writing, so that a name would show as another; U+FFFD, which stands for bytes that
  /// were no text; and what is no character at all.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069, 0xFFFD: true
    default: scalar.properties.generalCategory == .control || scalar.properties.isNoncharacterCodePoint
    }
  }

  /// Whether a tag of a record is this one: the same path, or for a word the last level of a path.
  ///
  /// - Parameter tag: A tag as a record lists it.
  /// - Returns: Whether it is; texts are the same in any Unicode normalisation.
  public func means(_ tag: String) -> Bool {
    let path = tag.split(separator: "/").map(String.init)
    return path == levels || (levels.count == 1 && path.last == levels[0])
  }

  /// A tag of a record with this name, or a level of its path, given another one.
  ///
  /// - Parameters:
  ///   - tag: A tag as a record lists it.
  ///   - name: The new name.
  /// - Returns: The tag; `nil` where this name is not where it begins.
  public func renamed(_ tag: String, to name: TagName) -> String? {
    let path = tag.split(separator: "/").map(String.init)
    guard path.starts(with: levels) else { return nil }
    return (name.levels + path.dropFirst(levels.count)).joined(separator: "/")
  }
}

/// Why a text is not a tag that is written.
public enum TagNameError: Error, Hashable, Sendable {
  case tooLong(Int)
  case separator(String)
  case control(String)
  case emptyLevel(String)
}

extension TagNameError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .tooLong(let bytes):
      "a tag of \(bytes) bytes is too long: at most \(TagCollection.tagLimit) are written"
    case .separator(let text):
      "\u{201C}\(PrintableText.escape(text))\u{201D} has a |, which other programs read as a level: write cats/Nabi"
    case .control(let text):
      "\u{201C}\(PrintableText.escape(text))\u{201D} has a character that no name has: a control character, or bytes that are no text"
    case .emptyLevel(let text):
      "\u{201C}\(PrintableText.escape(text))\u{201D} has a level without a name: write a word, or levels such as cats/Nabi"
    }
  }
}
