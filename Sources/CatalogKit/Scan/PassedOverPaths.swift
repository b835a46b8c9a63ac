/// What patterns and names pass over, told from a path alone: for records whose photos a walk did not meet.
struct PassedOverPaths {
  private let mapping: PathMapping
  private let excludes: [PathPattern]
  /// The patterns of folders that have some, by the folders' absolute paths, as a walk found them.
  var patterns: [FilePathBytes: [PathPattern]] = [:]

  /// - Parameters:
  ///   - excludes: The patterns of the command line or of the index.
  ///   - mapping: They count from its folder.
  init(excludes: [PathPattern], mapping: PathMapping) {
    self.excludes = excludes
    self.mapping = mapping
  }

  /// The rules in a scanned folder, apart from those that it holds itself.
  func rules(in root: FilePathBytes) -> IgnoreRules {
    IgnoreRules(excludes: excludes, in: mapping.stored(root))
  }

  /// Whether a scanned folder matches, or one above it. Outside of the index's folder only patterns that begin with a slash say
  /// so: a name such as `home` would match what nobody meant.
  func passesOver(root: FilePathBytes) -> Bool {
    let stored = mapping.stored(root)
    guard stored != .currentFolder else { return false }
    let meant = stored.isAbsolute ? excludes.filter(\.isRooted) : excludes
    var rules = IgnoreRules(excludes: meant, in: stored.isAbsolute ? .root : .currentFolder)
    for name in stored.components {
      if rules.source(of: name, isFolder: true) != nil { return true }
      rules = rules.entering(name)
    }
    return false
  }

  /// Why a file is passed over; `nil` where neither a name nor a pattern says so.
  ///
  /// - Parameters:
  ///   - path: Its absolute path.
  ///   - root: The scanned folder that it lies below. The folder's own name says nothing: somebody named it.
  /// - Returns: The reason of the outermost name that has one.
  func reason(of path: FilePathBytes, below root: FilePathBytes) -> PassedOverReason? {
    if passesOver(root: root) { return .exclude }
    var names = path.relative(to: root)?.components ?? []
    guard let file = names.popLast() else { return nil }
    var rules = rules(in: root)
    rules.add(patterns[root] ?? [])
    var folder = root
    for name in names {
      if FolderListing.isHidden(name) { return .hidden }
      if SystemFolders.contains(name, in: folder) { return .system }
      if let source = rules.source(of: name, isFolder: true) { return PassedOverReason(source) }
      folder = folder.appending(name)
      rules = rules.entering(name, adding: patterns[folder] ?? [])
    }
    if FolderListing.isHidden(file) { return .hidden }
    if SystemFolders.isLibrary(folder.lastComponent) { return .system }
    return rules.source(of: file, isFolder: false).map(PassedOverReason.init)
  }
}
