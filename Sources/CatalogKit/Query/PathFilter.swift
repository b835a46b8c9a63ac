/// A pattern of paths as somebody typed it: it matches a name in any Unicode normalisation, its exact bytes first.
///
/// A Mac writes the names of files decomposed where a keyboard types them composed; both are the same name to whoever reads them.
public struct PathFilter: Hashable, Sendable {
  /// As it was typed.
  public let pattern: PathPattern
  /// The same composed, and in small letters where capitals do not count.
  private let alike: PathPattern
  private let ignoresCase: Bool

  /// - Parameters:
  ///   - pattern: In the syntax of ``PathPattern``; `./` at its beginning does not count.
  ///   - ignoresCase: Whether capitals and small letters are the same.
  /// - Throws: ``PathPatternError``.
  public init(_ pattern: FilePathBytes, ignoresCase: Bool = false) throws(PathPatternError) {
    self.ignoresCase = ignoresCase
    self.pattern = try PathPattern(typed: pattern)
    let bytes = self.pattern.text.bytes
    let other = ignoresCase ? ComposedText.folded(bytes) : ComposedText.composed(bytes)
    if let other { alike = try PathPattern(FilePathBytes(other)) } else { alike = self.pattern }
  }

  /// Whether a photo is meant.
  ///
  /// Cost: of an ASCII path one comparison, of another two.
  ///
  /// - Parameter path: A path as the index keeps it.
  /// - Returns: Whether it, or a folder that it lies in, matches; with `!`, whether neither does.
  public func matches(_ path: FilePathBytes) -> Bool {
    let isMatch = pattern.matches(path)
    // With `!` a match is that no spelling of the path has matched.
    guard isMatch == pattern.isNegated else { return isMatch }
    if ignoresCase { return alike.matches(FilePathBytes(ComposedText.folded(path.bytes))) }
    guard let composed = ComposedText.composed(path.bytes) ?? (alike == pattern ? nil : path.bytes) else {
      return isMatch
    }
    return alike.matches(FilePathBytes(composed))
  }
}
