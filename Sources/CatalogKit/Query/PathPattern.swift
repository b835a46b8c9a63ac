/// A pattern of file names as shells and `.gitignore` files spell them.
///
/// - A pattern without a slash is compared with the file's name: `*.HEIC` matches it in every folder.
/// - A pattern with one is compared with the whole path as the index keeps it: `photos/2024/*.jpg`, `/media/card/**`.
/// - A pattern that ends with a slash matches all that lies below: `photos/miso/`; without another slash in it, below every
///   folder of that name: `miso/`.
/// - `*` matches any text without a slash, `?` one character that is none, `[a-z]` one of a set and `[!a-z]` one that is not
///   in it; `**` as a whole component matches any number of folders. A backslash takes away what a character means.
///
/// Capitals and small letters differ, and so do two spellings of one letter: names are bytes.
public struct PathPattern: Hashable, Sendable {
  private let components: [GlobComponent?]
  /// Whether only the last component of a path counts.
  private let isName: Bool

  /// - Parameter pattern: The pattern, in any encoding.
  /// - Throws: ``PathPatternError``.
  public init(_ pattern: FilePathBytes) throws(PathPatternError) {
    var bytes = pattern.bytes[...]
    // No path of an index begins like this.
    while bytes.starts(with: Array("./".utf8)) { bytes = bytes.dropFirst(2) }
    guard !bytes.isEmpty else { throw .empty }
    var parts = bytes.split(separator: FilePathBytes.slash, omittingEmptySubsequences: false).map(Array.init)
    isName = parts.count == 1
    if parts.count == 2, parts[1].isEmpty, !parts[0].isEmpty { parts.insert(Self.anyFolders, at: 0) }
    if parts.last?.isEmpty == true { parts[parts.count - 1] = Self.anyFolders }
    // A path ends with a file: `photos/**` is everything below, not photos itself.
    if !isName, parts.last == Self.anyFolders { parts.append(Array("*".utf8)) }
    var components: [GlobComponent?] = []
    for part in parts {
      do throws(GlobComponent.Unclosed) {
        components.append(part == Self.anyFolders && !isName ? nil : try GlobComponent(part))
      } catch {
        throw .unclosedBracket(pattern)
      }
    }
    self.components = components
  }

  private static let anyFolders = Array("**".utf8)

  /// Whether a path matches.
  ///
  /// Cost: at most the product of both lengths.
  ///
  /// - Parameter path: A path as the index keeps it.
  /// - Returns: Whether it does.
  public func matches(_ path: FilePathBytes) -> Bool {
    if isName { return components[0]?.matches(path.lastComponent.bytes[...]) ?? true }
    let names = path.bytes.split(separator: FilePathBytes.slash, omittingEmptySubsequences: false)
    return Glob.matches(components.count, names.count, isAny: { components[$0] == nil }) { component, name in
      components[component]?.matches(names[name]) == true
    }
  }
}

/// Why a text is not a pattern.
public enum PathPatternError: Error, Hashable, Sendable {
  case empty
  case unclosedBracket(FilePathBytes)
}

extension PathPatternError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .empty: "the pattern is missing: write one such as *.HEIC or photos/2024/*"
    case .unclosedBracket(let pattern):
      """
      \u{201C}\(pattern)\u{201D} has a [ without its ]: close it, or write \\[ for the character
      """
    }
  }
}
