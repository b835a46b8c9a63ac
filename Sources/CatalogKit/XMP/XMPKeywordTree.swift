/// Keywords with their children while they are read ("Guidelines for Handling Image Metadata" 2.0, 5.8): which paths from the root down are
/// tags.
struct XMPKeywordTree {
  /// Keywords that have begun and not ended, from the root down.
  private var open: [Keyword] = []

  private struct Keyword {
    var name = ""
    /// Whether it is a tag of this photo; a keyword that does not say so is one where nothing is below it.
    var isApplied: Bool?
    var hasChildren = false
    /// The tags below it, each without the name of this keyword.
    var paths: [[String]] = []
    var isTooLong = false
  }

  /// A keyword begins, below those that are open.
  mutating func begin() {
    if !open.isEmpty { open[open.count - 1].hasChildren = true }
    open.append(Keyword())
  }

  /// Takes a field of the innermost keyword; `nil` is one that is too long.
  mutating func take(_ field: XMPWordName, _ value: String?) {
    guard let last = open.indices.last else { return }
    switch field {
    case .keyword:
      if let value { open[last].name = TagCollection.trimmed(value) } else { open[last].isTooLong = true }
    case .applied: open[last].isApplied = value.map { TagCollection.trimmed($0).lowercased() == "true" }
    default: break
    }
  }

  /// The innermost keyword ends: what it makes goes to the one above it, or into the tags.
  mutating func end(addingTo tags: inout TagCollection) {
    guard let keyword = open.popLast() else { return }
    guard !keyword.isTooLong, keyword.name.utf8.count <= TagCollection.tagLimit else {
      return tags.leaveOutLongTag()
    }
    let name = keyword.name.isEmpty ? [] : [keyword.name]
    var paths = keyword.paths.map { name + $0 }
    // One that has tags below it begins their paths.
    if paths.isEmpty, !name.isEmpty, keyword.isApplied ?? !keyword.hasChildren { paths = [name] }
    guard let parent = open.indices.last else {
      for path in paths { tags.add(path: path) }
      return
    }
    let room = TagCollection.countLimit - open[parent].paths.count
    if paths.count > room { tags.leaveOutTags() }
    open[parent].paths += paths.prefix(room)
  }
}
