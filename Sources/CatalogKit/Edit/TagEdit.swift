/// Which tags a photo has after a change, as what is to be written.
public enum TagEdit {
  /// - Returns: All tags with another one; nothing where it is there.
  public static func adding(_ tag: TagName, to tags: [String]) -> XMPChanges {
    tags.contains(tag.text) ? XMPChanges() : changes(tags.filter { !begins($0, tag) } + [tag.text])
  }

  /// - Returns: All tags without one; nothing where it is not there.
  public static func removing(_ tag: TagName, from tags: [String]) -> XMPChanges {
    let left = tags.filter { !tag.means($0) }
    return left == tags ? XMPChanges() : changes(left)
  }

  /// - Returns: All tags, one of them with another name; nothing where it is not there.
  public static func renaming(_ tag: TagName, to name: TagName, in tags: [String]) -> XMPChanges {
    var renamed: [String] = []
    for old in tags {
      let new = tag.renamed(old, to: name) ?? old
      if !renamed.contains(new) { renamed.append(new) }
    }
    return renamed == tags ? XMPChanges() : changes(renamed)
  }

  private static func changes(_ tags: [String]) -> XMPChanges {
    var changes = XMPChanges()
    changes.tags = tags
    return changes
  }

  /// A word that is a part of the new tag's path is no tag of its own beside it, nor is a path that begins it.
  private static func begins(_ old: String, _ tag: TagName) -> Bool {
    let path = old.split(separator: "/").map(String.init)
    return tag.levels.starts(with: path)
      || (path.count == 1 && tag.levels.count > 1 && tag.levels.contains(old))
  }
}

extension XMPChanges {
  /// Whether a title or a description can be written.
  ///
  /// - Parameter text: Any text.
  /// - Returns: Whether XML has all of its characters, and readers read as much.
  public static func isWritable(_ text: String) -> Bool {
    text.utf8.count <= PhotoWords.textLimit
      && !text.unicodeScalars.contains { scalar in
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" && scalar != "\r"
      }
  }
}
