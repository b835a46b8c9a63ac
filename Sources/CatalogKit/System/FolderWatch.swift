#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Notices that names in folders come, go and change: inotify(7), and for file systems that are mounted and unmounted proc(5).
///
/// Each folder is watched for itself, without those below it. It is added before it is listed, so that whatever comes into it later is
/// noticed. Adding it again costs a call and changes nothing. Used by one thread at a time.
final class FolderWatch: @unchecked Sendable {
  /// Why changes in some folders are not noticed: somebody has to look now and then.
  enum Gap: Hashable, Sendable {
    /// This system, or this process, has no inotify.
    case unavailable
    /// The system watches no more folders for this user (`fs.inotify.max_user_watches`).
    case tooManyFolders
    /// A folder on a file system that other machines write to, which do not say so; and the kind of file system.
    case shared(FilePathBytes, kind: String)
    /// A folder that could not be watched.
    case failed(SystemError)
  }

  /// What is not noticed; at most one gap for each device and kind of failure.
  private(set) var gaps: Set<Gap> = []

  private let isWanted: @Sendable (_ folder: FilePathBytes, _ name: FilePathBytes, _ isFolder: Bool) -> Bool
  /// -1 where there is no inotify.
  private let descriptor: Int32
  private let mountTable: Int32
  private var mounts = MountPoints.all()
  private var folders: [Int32: Watched] = [:]
  private var devices: Set<UInt64> = []
  private var round = 0

  private struct Watched {
    var path: FilePathBytes
    var round: Int
  }

  /// - Parameter isWanted: Asked about each name that comes, goes or changes; `false` passes over it.
  init(
    isWanted: @escaping @Sendable (_ folder: FilePathBytes, _ name: FilePathBytes, _ isFolder: Bool) -> Bool
  ) {
    self.isWanted = isWanted
    #if os(Linux)
      descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      mountTable = (try? SystemCalls.open(FilePathBytes("/proc/self/mountinfo"), O_RDONLY)) ?? -1
    #else
      descriptor = -1
      mountTable = -1
    #endif
    if descriptor < 0 { gaps.insert(.unavailable) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if mountTable >= 0 { close(mountTable) }
  }

  /// How many folders are watched.
  var count: Int { folders.count }

  /// Begins a round in which all folders are added; those that are not are forgotten at its end.
  func beginRound() {
    round += 1
    devices = []
    gaps = descriptor < 0 ? [.unavailable] : []
  }

  /// Watches a folder, from now on. Where that is not possible there is a gap.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - device: The file system that it lies on.
  func add(_ path: FilePathBytes, on device: UInt64) {
    #if os(Linux)
      guard descriptor >= 0, !gaps.contains(.tooManyFolders) else { return }
      if devices.insert(device).inserted, let kind = MountPoints.sharedKind(of: path) {
        gaps.insert(.shared(path, kind: kind))
      }
      let number = path.withCString { name in
        SystemCalls.retrying { inotify_add_watch(descriptor, name, Self.events) }
      }
      guard number >= 0 else {
        let error = SystemError.last("watch", path)
        // A folder that went away is noticed by the one above it.
        if error.isMissing { return }
        gaps.insert(error.code == ENOSPC ? .tooManyFolders : .failed(error))
        return
      }
      folders[number] = Watched(path: path, round: round)
    #endif
  }

  /// Forgets the folders that were not added since the round began.
  func endRound() {
    #if os(Linux)
      for (number, folder) in folders where folder.round != round {
        inotify_rm_watch(descriptor, number)
        folders[number] = nil
      }
    #endif
  }

  /// Waits until something is noticed.
  ///
  /// - Parameter time: How long at most. A signal ends it too.
  /// - Returns: Whether something that is wanted came, went or changed, or may have.
  func wait(atMost time: Duration) -> Bool {
    let (seconds, attoseconds) = time.components
    let milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    var wanted = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mountTable, events: Int16(POLLPRI), revents: 0),
    ]
    guard poll(&wanted, 2, max(0, milliseconds)) > 0 else { return false }
    let isMounted = wanted[1].revents != 0 && haveMountsChanged()
    return (wanted[0].revents != 0 && readEvents()) || isMounted
  }

  /// Whether a file system came or went where it matters: at, below or above a folder that is watched.
  private func haveMountsChanged() -> Bool {
    let now = MountPoints.all()
    defer { mounts = now }
    let changed = now.symmetricDifference(mounts)
    return folders.values.contains { folder in
      changed.contains { $0 == folder.path || $0.isBelow(folder.path) || folder.path.isBelow($0) }
    }
  }

  #if os(Linux)
    /// What may change an index: names that come and go, files that were written or whose time was set, and the folder itself.
    private static let events = UInt32(
      IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR
    )

    /// Takes all events that wait; `true` where one of them is wanted.
    private func readEvents() -> Bool {
      var isChanged = false
      while true {
        // An event has at most 16 + NAME_MAX + 1 bytes, so some fit.
        let bytes = try? [UInt8].filled(count: 1 << 16) { (buffer) throws(SystemError) in
          try SystemCalls.read(descriptor, into: buffer, FilePathBytes("inotify"))
        }
        guard let bytes, !bytes.isEmpty else { return isChanged }
        bytes.withUnsafeBytes { bytes in
          var offset = 0
          while offset + Self.headSize <= bytes.count {
            let number = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
            let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            let name = bytes[(offset + Self.headSize)..<min(offset + Self.headSize + length, bytes.count)]
            isChanged = isWantedEvent(number, mask, name: name.prefix { $0 != 0 }) || isChanged
            offset += Self.headSize + length
          }
        }
      }
    }

    /// The size of `struct inotify_event` without the name.
    private static let headSize = 16

    private func isWantedEvent(_ number: Int32, _ mask: UInt32, name: Slice<UnsafeRawBufferPointer>) -> Bool {
      // More happened than the system kept: whoever is told has to look everywhere.
      if mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
      guard let folder = folders[number] else { return false }
      if mask & UInt32(IN_IGNORED) != 0 {
        folders[number] = nil
        return false
      }
      guard !name.isEmpty else { return true }
      return isWanted(folder.path, FilePathBytes(Array(name)), mask & UInt32(IN_ISDIR) != 0)
    }
  #else
    private func readEvents() -> Bool { false }
  #endif
}
