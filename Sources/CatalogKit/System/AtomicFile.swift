#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that replaces another as a whole or not at all.
///
/// Bytes go to a temporary sibling. ``commit(modified:)`` syncs it, renames it over the target and syncs the folder,
/// in that order: after a crash or a power cut the target is the old file or the new one. A value that is dropped
/// without a commit removes its temporary.
final class AtomicFile {
  private let target: FilePathBytes
  private let temporary: FilePathBytes
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var committed = false

  /// Bytes that are collected before they are written.
  private static let bufferSize = 1 << 18

  /// Starts a replacement.
  ///
  /// - Parameters:
  ///   - target: The file to replace, already resolved: a link here would be replaced by a file.
  ///   - newMode: Permission bits where there is no file yet; an existing file's are kept, and its owner where the system lets us.
  /// - Throws: ``SystemError`` of the call that failed.
  convenience init(replacing target: FilePathBytes, newMode: mode_t) throws(SystemError) {
    let old: FileStatus?
    do throws(SystemError) {
      old = try SystemCalls.status(of: target)
    } catch {
      guard error.isMissing else { throw error }
      old = nil
    }
    try self.init(target, temporaryOf: target, like: old, newMode: newMode)
  }

  /// Starts a copy of a file that is locked, under a new name beside it. What a killed process leaves of it is removed with the
  /// leftovers of that file.
  ///
  /// - Parameters:
  ///   - target: The name of the copy.
  ///   - original: The file; the copy gets its permissions, and its owner where the system lets us.
  /// - Throws: ``SystemError`` of the call that failed.
  convenience init(_ target: FilePathBytes, copyOf original: FileReader) throws(SystemError) {
    let status = original.status
    try self.init(target, temporaryOf: original.path, like: status, newMode: status.mode)
  }

  private init(
    _ target: FilePathBytes,
    temporaryOf named: FilePathBytes,
    like old: FileStatus?,
    newMode: mode_t
  ) throws(SystemError) {
    self.target = target
    let file = try TemporaryFile(beside: named)
    temporary = file.path
    descriptor = file.descriptor
    buffer.reserveCapacity(Self.bufferSize)
    // Root writes for the file's owner, who is to read it afterwards. Who may not give files away is the owner then.
    if let old, old.owner != geteuid() || old.group != getegid() {
      _ = fchown(descriptor, old.owner, old.group) == 0 || fchown(descriptor, .max, old.group) == 0
    }
    // Not left to open: the umask would take bits away that the old file had.
    guard SystemCalls.retrying({ fchmod(descriptor, old?.mode ?? newMode) }) == 0 else {
      throw .last("set the permissions of a temporary file beside", target)
    }
  }

  deinit {
    close(descriptor)
    if !committed { _ = temporary.withCString { unlink($0) } }
  }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count >= Self.bufferSize {
      try SystemCalls.write(descriptor, bytes, target)
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  /// Makes the new content the file's content, durably.
  ///
  /// - Parameter modified: The modification time to give it, where one is wanted.
  /// - Throws: ``SystemError``; up to the rename the old file is untouched.
  func commit(modified: Timestamp? = nil) throws(SystemError) {
    try flush()
    if let modified {
      let time = timespec(tv_sec: time_t(modified.seconds), tv_nsec: Int(modified.nanoseconds))
      guard SystemCalls.retrying({ futimens(descriptor, [time, time]) }) == 0 else {
        throw .last("set the time of a temporary file beside", target)
      }
    }
    guard SystemCalls.retrying({ fsync(descriptor) }) == 0 else { throw .last("sync", target) }
    let renamed = temporary.withCString { from in
      target.withCString { to in SystemCalls.retrying { rename(from, to) } }
    }
    guard renamed == 0 else { throw .last("replace", target) }
    committed = true
    try Self.syncFolder(target.parent)
  }

  private func flush() throws(SystemError) {
    guard !buffer.isEmpty else { return }
    try buffer.withBytes { (bytes) throws(SystemError) in try SystemCalls.write(descriptor, bytes, target) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// A new name in a folder is durable only once the folder is.
  static func syncFolder(_ folder: FilePathBytes) throws(SystemError) {
    let descriptor = try SystemCalls.open(folder, O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    // Some file systems cannot sync a folder and say so with EINVAL; there is nothing more to be done there.
    guard SystemCalls.retrying({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw .last("sync", folder)
    }
  }
}
