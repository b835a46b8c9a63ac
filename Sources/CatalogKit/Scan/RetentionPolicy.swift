/// What becomes of records whose photos a scan did not find.
///
/// Nothing is dropped because a drive was not mounted, and nothing at once: a photo that is gone is marked as missing, and its record leaves
/// the index with a scan 30 days later.
struct RetentionPolicy {
  let roots: [FilePathBytes]
  let mapping: PathMapping
  let prunes: Bool
  /// The scan did not see everything: it cannot say that anything is gone.
  let isInterrupted: Bool
  let passedOver: PassedOverPaths
  /// Mount points and links when they were last seen; `nil` where nobody has looked at them yet.
  let knownMounts: Set<FilePathBytes>?
  /// Where several drives are mounted in turn, as the last scan saw it.
  var sharedMounts: Set<FilePathBytes> = []
  let now: Timestamp

  /// What becomes of a record.
  enum Fate: Hashable {
    /// Its photo lies in no folder that was scanned.
    case elsewhere
    /// It leaves the index.
    case gone
    /// It stays, marked as missing.
    case missing
    /// It stays although its photo was not found, for what is wrong with a folder.
    case kept(FilePathBytes, KeptRecords.Reason)
    /// Its photo is none any more: a name or a pattern passes over it.
    case passedOver(PassedOverReason)
  }

  /// Seconds that a record of a missing photo stays.
  static let missingTime = 30 * 86400

  /// What becomes of a record.
  ///
  /// - Parameters:
  ///   - path: Of its photo, as the index names it.
  ///   - missing: Since when it is marked as missing.
  ///   - isHandWritten: Whether somebody has added to it: then only pruning drops it.
  ///   - lookedAt: What the scan looked at.
  /// - Returns: What becomes of it.
  func ofUnseen(
    _ path: FilePathBytes,
    missing: Timestamp?,
    isHandWritten: Bool,
    _ lookedAt: LookedAt
  ) -> Fate {
    let absolute = mapping.absolute(path)
    guard !isInterrupted, let root = root(above: absolute) else { return .elsewhere }
    if let reason = passedOver.reason(of: absolute, below: root) { return .passedOver(reason) }
    let cause = lookedAt.cause(
      of: path,
      below: mapping.stored(root),
      known: knownMounts,
      shared: sharedMounts
    )
    // Who prunes knows which drives are gone, and hardly which folder a share failed to list just now.
    if let (folder, reason) = cause, !prunes || reason == .folderUnreadable { return .kept(folder, reason) }
    if prunes { return .gone }
    guard let missing, !isHandWritten, now.seconds - missing.seconds >= Self.missingTime else {
      return .missing
    }
    return .gone
  }

  /// The scanned folder that a photo lies below.
  func root(above absolute: FilePathBytes) -> FilePathBytes? { roots.first { absolute.isBelow($0) } }

  /// Whether a folder, as the index names it, is one of those that were scanned.
  func isRoot(_ folder: FilePathBytes) -> Bool { roots.contains(mapping.absolute(folder)) }

  /// The innermost scanned folder, mount point or link that a photo lies in, as the index names it.
  func place(of path: FilePathBytes) -> FilePathBytes? {
    guard let root = root(above: mapping.absolute(path)).map(mapping.stored) else { return nil }
    var folder = path.parent
    while folder != root, folder.parent != folder {
      if knownMounts?.contains(folder) == true { return folder }
      folder = folder.parent
    }
    return root
  }
}
