/// Which names of a folder patterns pass over: those of the whole scan, and those of each `.catalogignore` on the way to the folder.
///
/// As in git, the last pattern that matches decides, of a list and of all lists: a deeper file counts before one above it, and what the
/// command line says before both. In a folder that is passed over nothing is looked at, so that nothing in it can be taken back.
struct IgnoreRules: Sendable {
  /// The weakest first.
  private var lists: [List] = []

  private struct List {
    let patterns: [PathPattern]
    let source: Source
    /// The folder as seen from the one that the patterns count from, with a slash at its end; empty for that itself.
    var prefix: [UInt8]
  }

  /// Where a pattern was written.
  enum Source: Hashable, Sendable {
    case commandLine
    case file
  }

  /// Passes over nothing.
  init() {}

  /// - Parameters:
  ///   - excludes: The patterns of the command line.
  ///   - folder: The folder to begin with, as seen from the one that they count from, or absolute outside of that.
  init(excludes: [PathPattern], in folder: FilePathBytes) {
    guard !excludes.isEmpty else { return }
    lists = [List(patterns: excludes, source: .commandLine, prefix: Self.prefix(folder))]
  }

  /// The rules in a folder inside.
  ///
  /// - Parameters:
  ///   - name: The folder's name.
  ///   - patterns: Those of its `.catalogignore`.
  /// - Returns: The rules there.
  func entering(_ name: FilePathBytes, adding patterns: [PathPattern] = []) -> IgnoreRules {
    var rules = self
    for index in rules.lists.indices { rules.lists[index].prefix += name.bytes + [FilePathBytes.slash] }
    rules.add(patterns)
    return rules
  }

  /// Adds the patterns of the folder's own `.catalogignore`.
  mutating func add(_ patterns: [PathPattern]) {
    guard !patterns.isEmpty else { return }
    let list = List(patterns: patterns, source: .file, prefix: [])
    // What the command line says stays the strongest.
    lists.insert(list, at: lists.last?.source == .commandLine ? lists.count - 1 : lists.count)
  }

  /// Whether there is nothing to compare.
  var isEmpty: Bool { lists.isEmpty }

  /// Where the pattern was written that passes over a name of the folder; `nil` where none does.
  func source(of name: FilePathBytes, isFolder: Bool) -> Source? {
    for list in lists.reversed() {
      let path = list.prefix + name.bytes
      if let last = list.patterns.last(where: { $0.matchesExactly(path, isFolder: isFolder) }) {
        return last.isNegated ? nil : list.source
      }
    }
    return nil
  }

  private static func prefix(_ folder: FilePathBytes) -> [UInt8] {
    switch folder {
    case .currentFolder: []
    case .root: [FilePathBytes.slash]
    default: folder.bytes + [FilePathBytes.slash]
    }
  }
}
