/// What a scan looked at, so that it can say of a photo which it did not find whether the photo is gone or was only out of sight.
///
/// A photo is gone where its folder, or one above it, was listed to its end and the name was not there. It was out of sight below a
/// scanned folder, a mount point or a link in which none of the recorded photos was found, whatever else lies there; where several drives
/// are mounted in turn; below a folder that could not be listed; and below a link that is not followed or leads nowhere.
struct LookedAt {
  /// Folders that were listed to their end, as the index names them.
  private(set) var listed: Set<FilePathBytes> = []
  /// What is there and was not looked at.
  private(set) var outOfSight: Set<FilePathBytes> = []
  /// Folders that could not be listed to their end.
  private(set) var unreadable: Set<FilePathBytes> = []
  /// Folders that went away before they could be listed, and links that lead nowhere.
  private(set) var vanished: Set<FilePathBytes> = []
  /// Folders in which a recorded photo was found, and all that they lie in.
  private(set) var withRecords: Set<FilePathBytes> = []
  /// Folders in which a photo was read, and all that they lie in.
  private(set) var withPhotos: Set<FilePathBytes> = []
  /// Mount points and links as they are now.
  private(set) var mounts: Set<FilePathBytes> = []

  mutating func addListed(_ folder: FilePathBytes) { listed.insert(folder) }
  mutating func addOutOfSight(_ path: FilePathBytes) { outOfSight.insert(path) }
  mutating func addUnreadable(_ folder: FilePathBytes) { unreadable.insert(folder) }
  mutating func addVanished(_ path: FilePathBytes) { vanished.insert(path) }
  mutating func addMount(_ folder: FilePathBytes) { mounts.insert(folder) }

  /// Takes note that a recorded photo was found in a folder.
  mutating func addRecord(in folder: FilePathBytes) { Self.add(folder, to: &withRecords) }

  /// Takes note that a photo was read in a folder, be it recorded or new.
  mutating func addPhoto(in folder: FilePathBytes) { Self.add(folder, to: &withPhotos) }

  private static func add(_ folder: FilePathBytes, to folders: inout Set<FilePathBytes>) {
    var folder = folder
    // Ends at the top: `.` and `/` are their own parents.
    while folders.insert(folder).inserted { folder = folder.parent }
  }

  /// Why a photo that was not found may still be where it was; `nil` where it is gone.
  ///
  /// - Parameters:
  ///   - path: Its path as the index names it.
  ///   - root: The scanned folder that it lies below.
  ///   - known: Mount points and links when they were last seen; `nil` where nobody has looked at them yet.
  ///   - shared: Where several drives are mounted in turn.
  /// - Returns: The folder that is to blame and what is wrong with it.
  func cause(
    of path: FilePathBytes,
    below root: FilePathBytes,
    known: Set<FilePathBytes>?,
    shared: Set<FilePathBytes> = []
  ) -> (folder: FilePathBytes, reason: KeptRecords.Reason)? {
    if outOfSight.contains(path) { return (path, .notFollowed) }
    if vanished.contains(path) { return (path, .folderMissing) }
    var folder = path.parent
    var isListed = false
    while true {
      isListed = isListed || listed.contains(folder)
      if unreadable.contains(folder) { return (folder, .folderUnreadable) }
      if outOfSight.contains(folder) { return (folder, .notFollowed) }
      if vanished.contains(folder) { return (folder, .folderMissing) }
      let isPlace = folder == root || known?.contains(folder) ?? false
      if isPlace, !withRecords.contains(folder) || shared.contains(folder) {
        if withRecords.contains(folder) { return (folder, .otherDrive) }
        return (folder, isListed ? .photosMissing : .folderMissing)
      }
      guard folder != root, folder.parent != folder else { break }
      folder = folder.parent
    }
    guard isListed else { return (root, .folderMissing) }
    // An index of before: nothing is known of what was mounted, so a folder without any of its photos may have been.
    if known == nil, !withRecords.contains(path.parent) {
      return (
        outermostWithoutRecords(path.parent, root),
        listed.contains(path.parent) ? .photosMissing : .folderMissing
      )
    }
    return nil
  }

  private func outermostWithoutRecords(_ folder: FilePathBytes, _ root: FilePathBytes) -> FilePathBytes {
    var outermost = folder
    while outermost.parent != root, outermost.parent != outermost, !withRecords.contains(outermost.parent),
      !listed.contains(outermost.parent)
    {
      outermost = outermost.parent
    }
    return outermost
  }
}
