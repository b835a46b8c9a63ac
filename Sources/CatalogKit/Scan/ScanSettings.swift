/// What a scan passes over and follows: what its caller says, or else what the last scan kept in the index.
struct ScanSettings: Sendable {
  let excludes: [PathPattern]
  let followsLinks: Bool
  /// The patterns count from the index's folder.
  let mapping: PathMapping

  init(excludes: [PathPattern], followsLinks: Bool, mapping: PathMapping) {
    self.excludes = excludes
    self.followsLinks = followsLinks
    self.mapping = mapping
  }

  /// - Parameters:
  ///   - scanner: What the caller says.
  ///   - header: The beginning of the index, if there is one.
  ///   - index: The index, for errors.
  ///   - roots: Folders that the caller names: those that were forgotten are scanned again.
  /// - Throws: ``ScanError/unusableExclude(_:_:)`` where the index has a pattern that is none.
  init(_ scanner: Scanner, _ header: IndexHeader?, _ index: FilePathBytes, naming roots: [FilePathBytes] = [])
    throws(ScanError)
  {
    let mapping = PathMapping(indexFolder: index.parent)
    self.mapping = mapping
    followsLinks = scanner.followsLinks ?? header?.followsLinks ?? false
    if let excludes = scanner.excludes {
      self.excludes = excludes
      return
    }
    var excludes: [PathPattern] = []
    let named = Set(roots.map { PathPattern.exactly(folder: mapping.stored($0)) })
    for text in header?.exclude ?? [] where !named.contains(text) {
      do throws(PathPatternError) {
        excludes.append(try PathPattern(text))
      } catch {
        throw .unusableExclude(index, error)
      }
    }
    self.excludes = excludes
  }
}

/// One walk over all folders of a scan.
struct ScanWalk: Sendable {
  let roots: [FilePathBytes]
  let settings: ScanSettings

  /// What patterns of the command line or of the index pass over.
  var passedOver: PassedOverPaths { PassedOverPaths(excludes: settings.excludes, mapping: settings.mapping) }

  /// Walks each folder; see ``PhotoWalker``. A folder that is not there any more is passed over: its records tell.
  func run(
    isCancelled: @escaping () -> Bool,
    found: (PhotoWalker.Batch) -> Bool,
    unreadable: (FilePathBytes, SystemError) -> Void,
    noticed: (PhotoWalker.Notice) -> Void
  ) {
    var visited: Set<FileIdentity> = []
    let walker = PhotoWalker(followLinks: settings.followsLinks, isCancelled: isCancelled)
    let passedOver = passedOver
    for root in roots {
      if passedOver.passesOver(root: root) {
        noticed(.passedOver(root.lastComponent, in: root.parent, isFolder: true, .exclude))
        continue
      }
      do throws(SystemError) {
        try walker.walk(
          root,
          rules: passedOver.rules(in: root),
          visited: &visited,
          found: found,
          unreadable: unreadable,
          noticed: noticed
        )
      } catch {
        if !error.isMissing { unreadable(root, error) }
      }
    }
  }
}
