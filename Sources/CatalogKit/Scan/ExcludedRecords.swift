/// How many records of each scanned folder patterns pass over, of those whose photos a scan did not see.
///
/// A pattern that passes over all of them is nearly always a mistake, and what it drops cannot be had back where the drive is missing.
struct ExcludedRecords {
  private var excluded: [FilePathBytes: Int] = [:]
  private var others: Set<FilePathBytes> = []

  /// - Parameters:
  ///   - fate: What is to become of a record.
  ///   - root: The scanned folder that its photo lies below, if any.
  mutating func add(_ fate: RetentionPolicy.Fate, below root: FilePathBytes?) {
    guard let root else { return }
    switch fate {
    case .passedOver(.exclude), .passedOver(.catalogignore): excluded[root, default: 0] += 1
    default: others.insert(root)
    }
  }

  /// - Parameter hasSeen: Whether a recorded photo was seen below a folder.
  /// - Throws: ``ScanError/excludesEverything(_:_:)`` where patterns leave nothing of a folder.
  func requireOthers(_ hasSeen: (FilePathBytes) -> Bool) throws(ScanError) {
    for (root, count) in excluded.sorted(by: { $0.key < $1.key })
    where !others.contains(root) && !hasSeen(root) {
      throw .excludesEverything(root, count)
    }
  }
}
