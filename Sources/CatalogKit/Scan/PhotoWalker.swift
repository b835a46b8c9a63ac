#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds the files below a folder that have a photo's name.
///
/// Hidden names, what systems keep for themselves, and what patterns match are passed over. Folders are visited in byte order, each
/// once, whatever paths lead to it; links are followed only when asked for. Nothing is held open but the root, and the folder that is
/// being listed.
struct PhotoWalker {
  /// Whether symbolic links are followed.
  var followLinks = false
  /// Asked before each folder; `true` ends the walk.
  var isCancelled: () -> Bool = { false }

  /// Some files of one folder.
  struct Batch: Sendable {
    /// The open folder, for opening its files by name.
    let directory: Directory
    /// The folder's absolute path.
    let folder: FilePathBytes
    /// Names that a photo might have.
    var names: [FilePathBytes]
    /// Those among them that are pipes, devices or sockets, as nearly never happens. Opening one may do something.
    let specials: Set<FilePathBytes>
    /// The sidecars among all names of the folder.
    let sidecars: SidecarNames

    /// The first names, and the others.
    func split(after count: Int) -> (Batch, Batch) {
      var (first, rest) = (self, self)
      first.names = Array(names.prefix(count))
      rest.names = Array(names.dropFirst(count))
      return (first, rest)
    }
  }

  /// Something that is not a photo, and that somebody may want to know of.
  enum Notice {
    /// A name that might have been a photo's or a folder's, and why it is none.
    case passedOver(FilePathBytes, in: FilePathBytes, isFolder: Bool, PassedOverReason)
    /// A folder's own patterns.
    case patterns([PathPattern], in: FilePathBytes)
    /// A folder that is about to be listed, and the device that it lies on.
    case entered(FilePathBytes, device: UInt64)
    /// A folder that was listed to its end.
    case listed(FilePathBytes)
    /// A folder that lies on another file system than the one above it, or behind a link.
    case mount(FilePathBytes)
    /// Something that is there and was not looked at: a link that is not followed, or a folder that was seen by another path.
    case notLookedAt(FilePathBytes)
    /// A folder that went away before it could be listed, or a link that leads nowhere.
    case vanished(FilePathBytes)
  }

  /// Files that are handed over together: enough that a queue costs little, few enough to share a folder among many
  /// threads.
  static let batchSize = 16

  /// Walks a folder.
  ///
  /// - Parameters:
  ///   - root: An absolute path, resolved.
  ///   - rules: What patterns pass over in it, apart from those that its folders hold.
  ///   - visited: Folders that need not be entered again; those entered now are added.
  ///   - found: Takes each batch; `false` ends the walk.
  ///   - unreadable: Takes each folder below the root that could not be listed, or not to its end, or whose `.catalogignore` could
  ///     not be read.
  ///   - noticed: Takes everything else.
  /// - Throws: ``SystemError`` where the root itself cannot be opened.
  func walk(
    _ root: FilePathBytes,
    rules: IgnoreRules = IgnoreRules(),
    visited: inout Set<FileIdentity>,
    found: (Batch) -> Bool,
    unreadable: (FilePathBytes, SystemError) -> Void,
    noticed: (Notice) -> Void = { _ in }
  ) throws(SystemError) {
    let top = try Directory(path: root)
    // Names from the root, deepest last; the next folder in byte order is taken from the end. With each goes the
    // folder that it was found in, and the rules there.
    var pending = [(name: FilePathBytes.currentFolder, parent: top.identity, rules: rules)]
    while !isCancelled(), let (name, parent, outer) = pending.popLast() {
      let path = root.appending(name)
      do throws(SystemError) {
        let directory =
          try name == .currentFolder ? top : open(name, below: top, foundIn: parent, path: path)
        guard visited.insert(directory.identity).inserted else {
          noticed(.notLookedAt(path))
          continue
        }
        noticed(.entered(path, device: directory.identity.device))
        if directory.identity.device != parent.device { noticed(.mount(path)) }
        var rules = name == .currentFolder ? outer : outer.entering(name.lastComponent)
        var folders: [FilePathBytes] = []
        defer {
          pending += Self.inVisitingOrder(folders).map { (name.appending($0), directory.identity, rules) }
        }
        guard try list(directory, path, &rules, found: found, noticed: noticed, folders: &folders) else {
          return
        }
      } catch {
        // A folder that went away meanwhile is not there; that is for the next scan to find out.
        if !error.isMissing || name == .currentFolder {
          unreadable(path, error)
        } else {
          noticed(.vanished(path))
        }
      }
    }
  }

  /// Opens a folder by its way from the root. Where a link has taken the place of a folder on that way meanwhile, it
  /// leads to a folder that lies in another one; then each step is made without links.
  private func open(
    _ name: FilePathBytes,
    below top: Directory,
    foundIn parent: FileIdentity,
    path: FilePathBytes
  ) throws(SystemError) -> Directory {
    let directory = try Directory(name, in: top.descriptor, path: path, followLinks: followLinks)
    if followLinks || (try? directory.parentIdentity()) == parent { return directory }
    return try Directory(name, in: top.descriptor, path: path, followLinks: false, isStepwise: true)
  }

  private func list(
    _ directory: Directory,
    _ path: FilePathBytes,
    _ rules: inout IgnoreRules,
    found: (Batch) -> Bool,
    noticed: (Notice) -> Void,
    folders: inout [FilePathBytes]
  ) throws(SystemError) -> Bool {
    var listing = FolderListing(path)
    // What was listed before an error is there all the same.
    var failure: SystemError?
    do throws(SystemError) {
      while let entry = try directory.next() {
        let isHidden = FolderListing.isHidden(entry.name)
        let kind = isHidden ? entry.kind : kind(of: entry, in: directory)
        listing.add(entry.name, kind, inode: entry.inode)
        if entry.kind == .link {
          if !followLinks {
            noticed(.notLookedAt(path.appending(entry.name)))
          } else if kind == .folder {
            noticed(.mount(path.appending(entry.name)))
          } else if kind == nil {
            noticed(.vanished(path.appending(entry.name)))
          }
        }
      }
    } catch {
      failure = error
    }
    // It may be among the names that were not listed.
    if listing.hasPatterns || failure != nil {
      let patterns = try IgnoreFile.read(in: directory, path)
      rules.add(patterns)
      noticed(.patterns(patterns, in: path))
    }
    listing.orderByPlace()
    listing.passOver(rules)
    for (name, isFolder, reason) in listing.passedOver {
      noticed(.passedOver(name, in: path, isFolder: isFolder, reason))
    }
    folders = listing.folders
    let sidecars = listing.sidecarNames
    for start in stride(from: 0, to: listing.photos.count, by: Self.batchSize) {
      let batch = Batch(
        directory: directory,
        folder: path,
        names: Array(listing.photos[start..<min(start + Self.batchSize, listing.photos.count)]),
        specials: listing.specials,
        sidecars: sidecars
      )
      guard found(batch) else { return false }
    }
    if let failure { throw failure }
    noticed(.listed(path))
    return true
  }

  /// What an entry is, behind its links where they are followed; `nil` where it is gone.
  private func kind(of entry: Directory.Entry, in directory: Directory) -> FileStatus.Kind? {
    if let kind = entry.kind, kind != .link || !followLinks { return kind }
    do throws(SystemError) {
      return try SystemCalls.status(of: entry.name, in: directory.descriptor, followLinks: followLinks).kind
    } catch {
      // It is there, whatever it is: who opens it learns why it cannot be read.
      return error.isMissing || error.isLink ? nil : .file
    }
  }

  /// Last first, by the order that paths below them have: as if a slash stood behind each name.
  private static func inVisitingOrder(_ folders: [FilePathBytes]) -> [FilePathBytes] {
    folders.sorted {
      ($1.bytes + [FilePathBytes.slash]).lexicographicallyPrecedes($0.bytes + [FilePathBytes.slash])
    }
  }
}
