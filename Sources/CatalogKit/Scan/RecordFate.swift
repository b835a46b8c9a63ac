/// What becomes of records whose photos a scan did not find.
///
/// Nothing is dropped because a drive was not mounted: a record stays where its whole folder is missing, unreadable, or
/// holds none of the photos that were recorded in it, and leaves the index only where other recorded photos of its
/// folder were found.
struct RecordFate {
  private let roots: [FilePathBytes]
  private let mapping: PathMapping
  private let prunes: Bool
  private let foldersWithRecords: Set<FilePathBytes>
  private let unreadableFolders: [FilePathBytes]
  /// The scan did not see everything: it cannot say that anything is gone.
  let isInterrupted: Bool

  /// What becomes of a record.
  enum Fate: Hashable {
    /// Its photo lies in no folder that was scanned.
    case elsewhere
    /// It leaves the index.
    case gone
    /// It stays although its photo was not found; the folder is the photo's.
    case kept(FilePathBytes)
  }

  init(
    roots: [FilePathBytes],
    mapping: PathMapping,
    prunes: Bool,
    isInterrupted: Bool,
    collected: ScanCollector
  ) {
    self.roots = roots
    self.mapping = mapping
    self.prunes = prunes
    self.isInterrupted = isInterrupted
    foldersWithRecords = collected.foldersWithRecords
    unreadableFolders = collected.unreadableFolders
  }

  func ofUnseen(_ path: FilePathBytes) -> Fate {
    let absolute = mapping.absolute(path)
    guard !isInterrupted, roots.contains(where: { absolute.isBelow($0) }) else { return .elsewhere }
    if prunes { return .gone }
    let folder = path.parent
    let isUnreadable = unreadableFolders.contains { $0 == folder || folder.isBelow($0) }
    return isUnreadable || !foldersWithRecords.contains(folder) ? .kept(folder) : .gone
  }
}
