/// What an index is to keep of the folders that a scan looked at, so that the next scan knows what was there.
struct FolderNotes {
  /// Mount points and links, as ``IndexHeader/mounts`` has them.
  private(set) var mounts: [FilePathBytes]?
  /// Where several drives are mounted in turn.
  private(set) var sharedMounts: [FilePathBytes] = []
  /// Folders that are not there or could not be listed.
  private(set) var absent: [FilePathBytes] = []
  /// Whether the index did not say so yet of one of them.
  private(set) var isNew = false

  /// What a scan found out.
  struct Findings {
    /// What it looked at.
    var lookedAt = LookedAt()
    /// Records that stayed though their photos were not found.
    var kept: [FilePathBytes: KeptRecords] = [:]
    /// Folders that are not there or could not be listed, as the index names them.
    var absent: [FilePathBytes] = []
    /// Where file systems are mounted on this machine, by absolute paths.
    var mountPoints: Set<FilePathBytes> = []
  }

  /// Those of an index as they are.
  init(_ header: IndexHeader?) {
    mounts = header?.mounts
    sharedMounts = header?.sharedMounts ?? []
    absent = header?.absent ?? []
  }

  /// - Parameters:
  ///   - before: The index as it was.
  ///   - findings: Of a scan that came to its end.
  ///   - policy: Which folders it scanned.
  ///   - scanned: All folders that the index names.
  init(
    before: IndexHeader?,
    _ findings: Findings,
    policy: RetentionPolicy,
    scanned: [FilePathBytes]
  ) {
    let old = FolderNotes(before)
    let hasWalked = { (folder: FilePathBytes) in
      policy.isRoot(folder) || policy.root(above: policy.mapping.absolute(folder)) != nil
    }
    let waiting = findings.kept.filter { $0.value.reason != .notFollowed }.map(\.key)
    absent = findings.absent + waiting
    isNew = !Set(absent).isSubset(of: old.absent)
    // Of folders that this scan did not walk, what was said stays.
    absent = Set(absent + old.absent.filter { !hasWalked($0) }).sorted()

    let isWaiting = { (place: FilePathBytes) in
      findings.kept.keys.contains { $0 == place || $0.isBelow(place) }
    }
    if scanned.allSatisfy(hasWalked) || old.mounts != nil {
      var places = findings.lookedAt.mounts
      places.formUnion((old.mounts ?? []).filter { !hasWalked($0) || policy.isRoot($0) || isWaiting($0) })
      // What an index of before keeps nobody has seen yet: it may have been on a drive.
      if old.mounts == nil { places.formUnion(waiting.filter { !policy.isRoot($0) }) }
      mounts = places.sorted()
    }
    let places = old.sharedMounts.filter { !hasWalked($0) || isWaiting($0) }
    let new = waiting.filter { place in
      findings.lookedAt.withPhotos.contains(place)
        && (old.mounts?.contains(place) ?? false || Self.isDrive(place, findings.mountPoints, policy.mapping))
    }
    sharedMounts = Set(places + new).sorted()
  }

  /// Whether another file system than that of the index's folder is at a place.
  private static func isDrive(
    _ place: FilePathBytes,
    _ mountPoints: Set<FilePathBytes>,
    _ mapping: PathMapping
  ) -> Bool {
    func innermost(_ path: FilePathBytes) -> FilePathBytes? {
      var path = path
      while !mountPoints.contains(path) {
        guard path.parent != path else { return nil }
        path = path.parent
      }
      return path
    }
    return innermost(mapping.absolute(place)) != innermost(mapping.indexFolder)
  }
}
