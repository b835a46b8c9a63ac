/// What a scan notes of folders in the index's head, so that the next one knows it.
struct FolderNotes {
  let policy: RetentionPolicy
  /// The head of the old index.
  let header: IndexHeader?
  let summary: ScanSummary

  /// Folders that this scan did not find or could not list.
  private func found(besides missing: [FilePathBytes]) -> [FilePathBytes] {
    missing + summary.kept.filter { $0.value.reason != .notFollowed }.map(\.key)
      + summary.unreadableFolders.map { policy.mapping.stored($0.path) }
  }

  /// Whether one of them is new: the scan before did not say so.
  func hasNewAbsence(besides missing: [FilePathBytes]) -> Bool {
    let before = Set(header?.absent ?? [])
    return found(besides: missing).contains { !before.contains($0) }
  }

  /// All of them; of folders that this scan did not walk, what was said before stays.
  func absent(besides missing: [FilePathBytes]) -> [FilePathBytes] {
    let before = (header?.absent ?? []).filter { !isWalked($0) }
    return Set(found(besides: missing) + before).sorted()
  }

  /// Where something is mounted now, and was before below folders in which records wait for something to come back, or that were not walked.
  ///
  /// - Parameters:
  ///   - now: The mount points and links of this scan.
  ///   - scanned: All folders that the index names.
  /// - Returns: `nil` where nobody has looked at all of them yet.
  func mounts(now: Set<FilePathBytes>, scanned: [FilePathBytes]) -> [FilePathBytes]? {
    guard header?.mounts != nil || scanned.allSatisfy(isWalked) else { return nil }
    let waiting = (header?.mounts ?? []).filter { mount in
      policy.root(above: policy.mapping.absolute(mount)) == nil
        || summary.kept.keys.contains { $0 == mount || $0.isBelow(mount) }
    }
    return now.union(waiting).sorted()
  }

  /// Whether a folder is one that this scan walked, or lies below one.
  private func isWalked(_ folder: FilePathBytes) -> Bool {
    let absolute = policy.mapping.absolute(folder)
    return policy.roots.contains(absolute) || policy.root(above: absolute) != nil
  }
}
