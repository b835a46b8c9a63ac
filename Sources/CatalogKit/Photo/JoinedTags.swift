extension TagCollection {
  /// The tags as the record keeps them: words first, then paths with slashes, each once.
  ///
  /// A word that is a part of a path is not listed beside it, nor is a path that begins another: Lightroom lists ancestors, and
  /// nearly everybody writes the last level as a word too. Words are the same where they are the same in NFC, as Swift
  /// compares texts; the first spelling counts. What darktable notes for itself is nobody's tag.
  var joined: [String] {
    let tree = TagTree(paths)
    var tags: [String] = []
    var listed: Set<String> = []
    for word in words where !tree.names.contains(word) && !word.hasPrefix(Self.programsOwn) {
      if listed.insert(word).inserted { tags.append(word) }
    }
    for (path, leaf) in zip(paths, tree.ends) where !tree.hasChildren(leaf) && !Self.isProgramsOwn(path) {
      let tag = path.joined(separator: "/")
      if listed.insert(tag).inserted { tags.append(tag) }
    }
    return tags
  }

  /// darktable's own notes (`darktable|changed`, `darktable|exported`).
  private static let programsOwn = "darktable|"

  private static func isProgramsOwn(_ path: [String]) -> Bool { path[0] == "darktable" }
}

/// Paths as a tree, so that whether one begins another costs a look at its own levels.
private struct TagTree {
  private struct Step: Hashable {
    let parent: Int
    let name: String
  }

  /// The names of all levels.
  private(set) var names: Set<String> = []
  /// The node at which each path ends, in the order of the paths.
  private(set) var ends: [Int] = []
  private var parents: Set<Int> = []

  init(_ paths: [[String]]) {
    var nodes: [Step: Int] = [:]
    for path in paths {
      var node = 0
      for (level, name) in path.enumerated() {
        if level > 0 { parents.insert(node) }
        let step = Step(parent: node, name: name)
        let next = nodes[step] ?? nodes.count + 1
        nodes[step] = next
        node = next
        names.insert(name)
      }
      ends.append(node)
    }
  }

  func hasChildren(_ node: Int) -> Bool { parents.contains(node) }
}
