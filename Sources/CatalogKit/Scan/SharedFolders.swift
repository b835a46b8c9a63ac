import Synchronization

/// Folders that several readers of names have open: each is listed once, however many of them want it.
final class SharedFolders: Sendable {
  /// An open folder, and what lies beside its photos.
  struct Folder: Sendable {
    let directory: Directory
    let sidecars: SidecarNames
    /// Its path as an index keeps it.
    let stored: FilePathBytes
  }

  /// A folder that a reader opens while others wait for it.
  private final class Entry: Sendable {
    let folder = Mutex<Folder?>(nil)
  }

  private let mapping: PathMapping
  private let limit: Int
  private let state = Mutex((entries: [FilePathBytes: Entry](), order: [FilePathBytes]()))

  /// - Parameters:
  ///   - mapping: How an index keeps paths.
  ///   - limit: How many are kept open besides those that readers hold.
  init(_ mapping: PathMapping, limit: Int) {
    self.mapping = mapping
    self.limit = limit
  }

  /// Opens a folder, unless it is open.
  ///
  /// - Parameter path: Its absolute path; links are followed.
  /// - Returns: The folder.
  /// - Throws: ``SystemError`` where it cannot be listed; the next one who asks tries again.
  func folder(_ path: FilePathBytes) throws(SystemError) -> Folder {
    try entry(path).folder.withLock { (folder) throws(SystemError) in
      if let folder { return folder }
      let resolved = try SystemCalls.resolve(path)
      let opened = try PhotoFolder(resolved)
      let made = Folder(
        directory: opened.directory,
        sidecars: opened.sidecars,
        stored: mapping.stored(resolved)
      )
      folder = made
      return made
    }
  }

  private func entry(_ path: FilePathBytes) -> Entry {
    state.withLock { state in
      if let entry = state.entries[path] { return entry }
      if state.order.count >= limit { state.entries[state.order.removeFirst()] = nil }
      let entry = Entry()
      state.entries[path] = entry
      state.order.append(path)
      return entry
    }
  }
}
