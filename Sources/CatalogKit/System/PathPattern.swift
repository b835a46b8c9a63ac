/// A pattern of paths in the syntax of gitignore(5), for `--path`, `--exclude` and `.catalogignore`.
///
/// - `*.HEIC`: without a slash, or with one at its end only, it is compared with each name of a path, whatever lies above.
/// - `photos/2024/*.jpg`: with one elsewhere it counts from a folder: that of the index, or that of the `.catalogignore`. A slash at
///   the beginning says no more than that, but reaches a photo outside of the index's folder, from the root: `/media/card/`.
/// - `miso/`: with one at the end it means folders only.
/// - A folder that matches has all that lies below it match: `photos/2024`.
/// - `!*.HEIC` turns it around.
/// - `*` is any text without a slash, `?` one character, `[a-z]` and `[[:digit:]]` one of a set, `[!a-z]` one that is not in it; `**` between
///   slashes or at either end is any number of folders. A backslash takes away what the next character means.
///
/// Capitals and small letters differ, and so do two spellings of one letter: names are bytes.
public struct PathPattern: Hashable, Sendable {
  /// The pattern as it was written.
  public let text: FilePathBytes
  /// Whether it begins with `!`.
  let isNegated: Bool
  /// Whether it means folders only.
  private let foldersOnly: Bool
  /// Whether it is compared with names, not with a whole path.
  private let isName: Bool
  /// Whether it begins with a slash.
  let isRooted: Bool
  private let wildcards: Wildcards

  /// Longer ones are refused: no path that a system opens is longer (`PATH_MAX` of Linux).
  static let lengthLimit = 4096

  /// - Parameter pattern: The pattern, in any encoding.
  /// - Throws: ``PathPatternError``.
  public init(_ pattern: FilePathBytes) throws(PathPatternError) {
    guard pattern.bytes.count <= Self.lengthLimit else { throw .tooLong(pattern.bytes.count) }
    var bytes = pattern.bytes[...]
    isNegated = bytes.first == UInt8(ascii: "!")
    if isNegated { bytes.removeFirst() }
    foldersOnly = bytes.last == FilePathBytes.slash
    if foldersOnly { bytes.removeLast() }
    isName = !bytes.contains(FilePathBytes.slash)
    isRooted = bytes.first == FilePathBytes.slash
    if isRooted { bytes.removeFirst() }
    guard !bytes.isEmpty else { throw .empty }
    do throws(WildcardError) {
      wildcards = try Wildcards(Array(bytes), isBelowAnyFolder: isName)
    } catch {
      throw .notUnderstood(pattern, error)
    }
    text = pattern
  }

  /// A pattern as people type it: `./` at its beginning does not count, since no path of an index begins so.
  ///
  /// - Parameter pattern: The pattern, in any encoding.
  /// - Throws: ``PathPatternError``.
  public init(typed pattern: FilePathBytes) throws(PathPatternError) {
    var bytes = pattern.bytes[...]
    while bytes.starts(with: Array("./".utf8)) { bytes = bytes.dropFirst(2) }
    try self.init(FilePathBytes(bytes))
  }

  /// Whether a photo is meant: its path matches, or a folder that it lies in; with `!`, neither does.
  ///
  /// Cost: at most the product of both lengths.
  ///
  /// - Parameter path: A path as the index keeps it.
  /// - Returns: Whether it is.
  public func matches(_ path: FilePathBytes) -> Bool {
    let target = Wildcards.Target(foldersOnly: foldersOnly, countsFoldersAbove: true)
    guard let start = start(in: path.bytes) else { return isNegated }
    return wildcards.match(path.bytes, from: start, target) != isNegated
  }

  /// Whether one name is meant: folders above it do not count, and `!` makes no difference.
  ///
  /// - Parameters:
  ///   - path: Its path from the folder from which the pattern counts, or an absolute one outside of that.
  ///   - isFolder: Whether it is a folder.
  /// - Returns: Whether it is.
  func matchesExactly(_ path: [UInt8], isFolder: Bool) -> Bool {
    if foldersOnly, !isFolder { return false }
    guard let start = isName ? path.lastIndex(of: FilePathBytes.slash).map({ $0 + 1 }) ?? 0 : start(in: path)
    else { return false }
    return wildcards.match(path, from: start, Wildcards.Target(isFolder: isFolder, foldersOnly: foldersOnly))
  }

  /// Where the part of a path begins that is compared; `nil` for a path outside of the pattern's folder, if it counts from that.
  private func start(in path: [UInt8]) -> Int? {
    guard path.first == FilePathBytes.slash else { return 0 }
    return isName || isRooted || wildcards.beginsInAnyFolder ? 1 : nil
  }
}

/// Why a text is not a pattern.
public enum PathPatternError: Error, Hashable, Sendable {
  /// There is nothing in it.
  case empty
  /// It has so many bytes.
  case tooLong(Int)
  /// A set of characters without its end.
  case unclosedBracket(FilePathBytes)
  /// A class such as `[:digits:]` that does not exist.
  case unknownClass(FilePathBytes)
  /// A backslash with nothing after it.
  case trailingBackslash(FilePathBytes)

  fileprivate static func notUnderstood(_ pattern: FilePathBytes, _ error: WildcardError) -> PathPatternError
  {
    switch error {
    case .unclosedBracket: .unclosedBracket(pattern)
    case .unknownClass: .unknownClass(pattern)
    case .trailingBackslash: .trailingBackslash(pattern)
    }
  }
}

extension PathPatternError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .empty: "the pattern is missing: write one such as *.HEIC or photos/2024/*"
    case .tooLong(let count):
      "the pattern has \(count) bytes, and no path has more than \(PathPattern.lengthLimit)"
    case .unclosedBracket(let pattern):
      """
      \u{201C}\(pattern)\u{201D} has a [ without its ]: close it, or write \\[ for the character
      """
    case .unknownClass(let pattern):
      "\u{201C}\(pattern)\u{201D} names a class of characters that does not exist: write one such as [[:digit:]]"
    case .trailingBackslash(let pattern):
      "\u{201C}\(pattern)\u{201D} ends with a backslash: write two for the character"
    }
  }
}
