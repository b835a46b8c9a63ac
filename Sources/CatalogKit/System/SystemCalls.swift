#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The system calls of the kit that more than one file needs, retried after EINTR, with errors as values.
package enum SystemCalls {
  /// Calls again for as long as a signal interrupts it. File systems of other machines and of other programs may be
  /// interrupted in any call.
  package static func retrying<R: SignedInteger>(_ call: () -> R) -> R {
    while true {
      let result = call()
      if result != -1 || errno != EINTR { return result }
    }
  }

  /// The same for a call that answers `nil` where it fails.
  static func retrying<R>(_ call: () -> R?) -> R? {
    while true {
      errno = 0
      if let result = call() { return result }
      if errno != EINTR { return nil }
    }
  }

  /// open(2) with `O_CLOEXEC`.
  static func open(_ path: FilePathBytes, _ flags: Int32, mode: mode_t = 0) throws(SystemError) -> Int32 {
    let descriptor = path.withCString { name in retrying { open_(AT_FDCWD, name, flags | O_CLOEXEC, mode) } }
    guard descriptor >= 0 else { throw .last("open", path) }
    return descriptor
  }

  /// openat(2) with `O_CLOEXEC`.
  static func open(
    _ name: FilePathBytes,
    in folder: Int32,
    _ flags: Int32
  ) throws(SystemError) -> Int32 {
    let descriptor = name.withCString { name in retrying { open_(folder, name, flags | O_CLOEXEC, 0) } }
    guard descriptor >= 0 else { throw .last("open", name) }
    return descriptor
  }

  private static func open_(
    _ folder: Int32,
    _ name: UnsafePointer<CChar>,
    _ flags: Int32,
    _ mode: mode_t
  ) -> Int32 {
    openat(folder, name, flags, mode)
  }

  /// fstat(2).
  static func status(of descriptor: Int32, _ path: FilePathBytes) throws(SystemError) -> FileStatus {
    var status = stat()
    guard retrying({ fstat(descriptor, &status) }) == 0 else { throw .last("examine", path) }
    return FileStatus(status)
  }

  /// stat(2): links are followed.
  static func status(of path: FilePathBytes) throws(SystemError) -> FileStatus {
    var status = stat()
    guard path.withCString({ name in retrying { stat(name, &status) } }) == 0 else {
      throw .last("find", path)
    }
    return FileStatus(status)
  }

  /// fstatat(2).
  static func status(
    of name: FilePathBytes,
    in folder: Int32,
    followLinks: Bool
  ) throws(SystemError) -> FileStatus {
    var status = stat()
    let flags = followLinks ? 0 : AT_SYMLINK_NOFOLLOW
    let result = name.withCString { name in retrying { fstatat(folder, name, &status, flags) } }
    guard result == 0 else { throw .last("find", name) }
    return FileStatus(status)
  }

  /// pread(2), until the buffer is full or the file ends.
  static func read(
    _ descriptor: Int32,
    at offset: Int,
    into buffer: UnsafeMutableRawBufferPointer,
    _ path: FilePathBytes
  ) throws(SystemError) -> (count: Int, calls: Int) {
    var done = 0
    var calls = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = retrying { pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done)) }
      calls += 1
      guard count >= 0 else { throw .last("read", path) }
      if count == 0 { break }
      done += count
    }
    return (done, calls)
  }

  /// write(2), until everything is written.
  static func write(
    _ descriptor: Int32,
    _ bytes: UnsafeRawBufferPointer,
    _ path: FilePathBytes
  ) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = retrying { Self.writeOnce(descriptor, rest) }
      if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
        // Whoever shares a pipe or a terminal with us may have told it not to wait.
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard retrying({ poll(&wanted, 1, -1) }) >= 0 else { throw .last("write", path) }
        continue
      }
      guard count >= 0 else { throw .last("write", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// read(2): as much as is there, at most a buffer full; 0 at the end.
  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ path: FilePathBytes)
    throws(SystemError) -> Int
  {
    let count = retrying {
      #if canImport(Darwin)
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
    }
    guard count >= 0 else { throw .last("read", path) }
    return count
  }

  /// unlink(2): takes a file's name away.
  static func remove(_ path: FilePathBytes) throws(SystemError) {
    guard path.withCString({ name in retrying { unlink(name) } }) == 0 else { throw .last("remove", path) }
  }

  private static func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// The permission bits that a new file is to have: everybody's, less what umask(2) takes away.
  static func permissionsOfNewFiles() -> mode_t {
    // The mask can only be read by setting it.
    let mask = umask(0o077)
    umask(mask)
    return 0o666 & ~mask
  }

  /// How many files this process may have open, RLIMIT_NOFILE of getrlimit(2).
  static func openFileLimit() -> Int {
    var limit = rlimit()
    #if canImport(Darwin)
      let resource = RLIMIT_NOFILE
    #elseif canImport(Musl)
      let resource = RLIMIT_NOFILE
    #else
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
    // Every system lets a process have twenty (_POSIX_OPEN_MAX).
    guard getrlimit(resource, &limit) == 0 else { return 20 }
    return Int(clamping: limit.rlim_cur)
  }

  /// memchr(3): where a byte stands first.
  static func find(_ byte: UInt8, _ start: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer? {
    memchr(start, Int32(byte), count).map { UnsafeRawPointer($0) }
  }

  /// memcmp(3): negative where the first bytes sort before the second, positive where after, 0 where both are the same.
  static func compare(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int {
    let count = min(first.count, second.count)
    if count > 0, let one = first.baseAddress, let other = second.baseAddress {
      let order = memcmp(one, other, count)
      if order != 0 { return Int(order) }
    }
    return first.count - second.count
  }

  /// memcmp(3): whether bytes are those at another place.
  static func isEqual(_ bytes: UnsafeRawBufferPointer, _ other: UnsafeRawPointer) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    return memcmp(base, other, bytes.count) == 0
  }

  /// realpath(3): absolute, without links and dots.
  static func resolve(_ path: FilePathBytes) throws(SystemError) -> FilePathBytes {
    let resolved = path.withCString { name in retrying { realpath(name, nil) } }
    guard let resolved else { throw .last("find", path) }
    defer { free(resolved) }
    return FilePathBytes(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }
}

/// What stat(2) says of a file, as far as anybody here asks.
public struct FileStatus: Hashable, Sendable {
  /// Regular file, folder, symbolic link or another kind.
  public enum Kind: Hashable, Sendable { case file, folder, link, other }
  /// What it is.
  public let kind: Kind
  /// Bytes.
  public let size: Int
  /// When the content was last changed.
  public let modified: Timestamp
  /// Device and number of the file: together they name it, whatever path led to it.
  let identity: FileIdentity
  /// Permission bits.
  let mode: mode_t
  /// Whose it is.
  let owner: uid_t
  let group: gid_t

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
    identity = FileIdentity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    mode = status.st_mode & 0o7777
    owner = status.st_uid
    group = status.st_gid
  }
}

/// Device and inode number.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64
}
