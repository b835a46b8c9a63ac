import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// A `.catalogignore`, a line of NUL bytes, and a path that it is asked about.
enum IgnoreHarness {
  static func run(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let names = FilePathBytes(parts.count > 1 ? parts[1] : []).components
    guard let file = names.last, names.count <= 64 else { return }
    let patterns = IgnoreFile.patterns(Array(parts[0]))
    let path = FilePathBytes(names.map(\.bytes).joined(separator: [UInt8(ascii: "/")]))
    for pattern in patterns.prefix(64) {
      let isMeant = isMet(pattern, names.dropLast(), file)
      expect(pattern.matches(path) == (isMeant != pattern.isNegated), "a whole path and its names disagree")
    }
    var rules = IgnoreRules()
    rules.add(patterns)
    for name in names.dropLast() {
      if rules.source(of: name, isFolder: true) != nil { return }
      rules = rules.entering(name)
    }
    _ = rules.source(of: file, isFolder: false)
  }

  /// Whether a pattern means a folder on the way, or the file.
  private static func isMet(
    _ pattern: PathPattern,
    _ folders: ArraySlice<FilePathBytes>,
    _ file: FilePathBytes
  ) -> Bool {
    var prefix: [UInt8] = []
    for folder in folders {
      if pattern.matchesExactly(prefix + folder.bytes, isFolder: true) { return true }
      prefix += folder.bytes + [UInt8(ascii: "/")]
    }
    return pattern.matchesExactly(prefix + file.bytes, isFolder: false)
  }

  static let seeds = [
    "*.jpg\n!miso.jpg\n/photos/\n**/sub/*\n\0photos/sub/miso.jpg",
    "a**b/[!a-z[:digit:]]?\\*\r\n# x\n\\#  \n\0a/b/c",
    "*a*a*a*b\n**/a/**/b/\n\0a/aaaaaaa/aaaaaab", "\u{FEFF}foo**/bar\n[]-]\n\0foo/x/bar",
  ].map { Array($0.utf8) }
}
