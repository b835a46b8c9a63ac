#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Tells that something changed below folders: inotify(7) on Linux. Elsewhere it tells nothing, and whoever waits looks now and then.
///
/// It says that something changed and not what: a scan finds that out, and forgets nothing that happened meanwhile.
public final class FolderWatcher: @unchecked Sendable {
  // Used by the one thread that waits.
  private var folders: [FilePathBytes]
  private let descriptor: Int32
  /// Folders that are watched, by inotify's numbers.
  private var watched: [Int32: FilePathBytes] = [:]
  /// Whether the system lets us watch no more folders, so that some changes are not reported.
  public private(set) var isIncomplete = false

  /// - Parameter folders: Folders, absolute.
  public init(_ folders: [FilePathBytes]) {
    self.folders = folders
    #if canImport(Darwin)
      descriptor = -1
    #else
      descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      for folder in folders { watch(folder) }
    #endif
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether changes are reported at all.
  public var isWorking: Bool { descriptor >= 0 && !watched.isEmpty }

  /// Waits until something changes.
  ///
  /// - Parameter milliseconds: At most so long.
  /// - Returns: Whether something did.
  public func wait(milliseconds: Int32) -> Bool {
    guard descriptor >= 0 else {
      _ = poll(nil, 0, milliseconds)
      return false
    }
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, milliseconds) > 0 else { return false }
    return takeEvents()
  }

  #if canImport(Darwin)
    private func takeEvents() -> Bool { false }
  #else
    /// Names that begin with a dot are those of temporary files and of the server's own state.
    private static let dot = UInt8(ascii: ".")
    /// `inotify_event` without its name: four numbers of four bytes.
    private static let headSize = 16
    private static let interest = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | IN_EXCL_UNLINK
    )

    private func takeEvents() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      var hasChanged = false
      while true {
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return hasChanged }
        var offset = 0
        while offset + Self.headSize <= count {
          let (number, mask, length) = buffer.withUnsafeBytes { bytes in
            (
              bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self),
              bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
              Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            )
          }
          let name = Array(
            buffer[(offset + Self.headSize)..<min(count, offset + Self.headSize + length)].prefix { $0 != 0 }
          )
          if take(number, mask, name) { hasChanged = true }
          offset += Self.headSize + length
        }
      }
    }

    /// Takes one event; `false` where it is no change that a scan would see.
    private func take(_ number: Int32, _ mask: UInt32, _ name: [UInt8]) -> Bool {
      // More happened than the system kept: anything may have changed, folders too.
      if mask & UInt32(IN_Q_OVERFLOW) != 0 {
        for folder in folders { watch(folder) }
        return true
      }
      if mask & UInt32(IN_IGNORED) != 0 {
        watched[number] = nil
        return false
      }
      if name.first == Self.dot { return false }
      if mask & UInt32(IN_ISDIR) != 0, mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0,
        let folder = watched[number]
      {
        watch(folder.appending(FilePathBytes(name)))
      }
      // A new file is reported again when it is whole.
      return mask & UInt32(IN_CREATE) == 0 || mask & UInt32(IN_ISDIR) != 0
    }

    /// Watches a folder and all below it.
    private func watch(_ folder: FilePathBytes) {
      var pending = [folder]
      while let folder = pending.popLast() {
        let number = folder.withCString { inotify_add_watch(descriptor, $0, Self.interest) }
        guard number >= 0 else {
          if errno == ENOSPC { isIncomplete = true }
          continue
        }
        watched[number] = folder
        guard let directory = try? Directory(path: folder) else { continue }
        while let entry = try? directory.next() {
          guard entry.name.bytes.first != Self.dot else { continue }
          let kind =
            entry.kind
            ?? (try? SystemCalls.status(of: entry.name, in: directory.descriptor, followLinks: false).kind)
          if kind == .folder { pending.append(folder.appending(entry.name)) }
        }
      }
    }
  #endif
}
