/// What becomes of records whose photos a scan did not find.
///
/// Nothing is dropped because a drive was not mounted: a record stays where its whole folder is missing, unreadable, or
/// holds none of the photos that were recorded in it, and leaves the index only where other recorded photos of its
/// folder were found.
struct RetentionPolicy {
  private let roots: [FilePathBytes]
  private let mapping: PathMapping
  private let prunes: Bool
  private let foldersWithRecords: Set<FilePathBytes>
  private let unreadableFolders: [FilePathBytes]
  private let passedOver: PassedOverPaths
  /// The scan did not see everything: it cannot say that anything is gone.
  let isInterrupted: Bool

  /// What becomes of a record.
  enum Fate: Hashable {
    /// Its photo lies in no folder that was scanned.
    case elsewhere
    /// It leaves the index.
    case gone
    /// It stays although its photo was not found.
    case kept
    /// Its photo is none any more: a name or a pattern passes over it.
    case passedOver(PassedOverReason)
  }

  init(
    roots: [FilePathBytes],
    mapping: PathMapping,
    prunes: Bool,
    isInterrupted: Bool,
    passedOver: PassedOverPaths,
    collected: ScanCollector
  ) {
    self.roots = roots
    self.mapping = mapping
    self.prunes = prunes
    self.isInterrupted = isInterrupted
    self.passedOver = passedOver
    foldersWithRecords = collected.foldersWithRecords
    unreadableFolders = collected.unreadableFolders
  }

  func ofUnseen(_ path: FilePathBytes) -> Fate {
    let absolute = mapping.absolute(path)
    guard !isInterrupted, let root = root(above: absolute) else { return .elsewhere }
    if let reason = passedOver.reason(of: absolute, below: root) { return .passedOver(reason) }
    if prunes { return .gone }
    let folder = path.parent
    return unreadableFolder(above: folder) != nil || !foldersWithRecords.contains(folder) ? .kept : .gone
  }

  /// The scanned folder that a photo lies below.
  func root(above absolute: FilePathBytes) -> FilePathBytes? { roots.first { absolute.isBelow($0) } }

  /// Why records of a folder stay, and the folder that is to blame: the outermost that is missing, where one is.
  func cause(_ folder: FilePathBytes) -> (folder: FilePathBytes, reason: KeptRecords.Reason) {
    if let unreadable = unreadableFolder(above: folder) { return (unreadable, .folderUnreadable) }
    guard isMissing(folder) else { return (folder, .photosMissing) }
    var outermost = folder
    while !roots.contains(mapping.absolute(outermost)), isMissing(outermost.parent) {
      outermost = outermost.parent
    }
    return (outermost, .folderMissing)
  }

  private func unreadableFolder(above folder: FilePathBytes) -> FilePathBytes? {
    unreadableFolders.first { $0 == folder || folder.isBelow($0) }
  }

  private func isMissing(_ folder: FilePathBytes) -> Bool {
    (try? SystemCalls.status(of: mapping.absolute(folder))) == nil
  }
}
