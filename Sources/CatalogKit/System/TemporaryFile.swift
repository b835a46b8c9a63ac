#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A new file beside another, with a name that tells whose it is: `.catalog.json.1x7k….tmp` for `catalog.json`.
///
/// It is locked (flock(2)) as long as its descriptor is open, so that what a killed process left behind can be told from what is still written.
struct TemporaryFile {
  let path: FilePathBytes
  /// Open for reading and writing; the caller closes it.
  let descriptor: Int32

  private static let suffix = Array(".tmp".utf8)

  /// Makes an empty file that only its owner may read.
  init(beside target: FilePathBytes) throws(SystemError) {
    // Ends: each turn but the last needs another process that looks for leftovers in the moment before the lock.
    while true {
      let random = String(UInt64.random(in: .min ... .max), radix: 36)
      let name = Self.prefix(for: target) + Array(random.utf8) + Self.suffix
      let path = target.parent.appending(FilePathBytes(name))
      let descriptor: Int32
      do throws(SystemError) {
        descriptor = try SystemCalls.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      } catch {
        // The temporary name would tell nobody anything.
        throw SystemError(code: error.code, operation: "create a temporary file beside", path: target)
      }
      if Self.hold(descriptor) {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
      close(descriptor)
    }
  }

  /// Locks a new file.
  ///
  /// - Returns: `false` where somebody took it for a leftover. A file system without locks keeps leftovers, and nothing else is lost.
  private static func hold(_ descriptor: Int32) -> Bool {
    guard SystemCalls.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      return errno != EWOULDBLOCK
    }
    var status = stat()
    return fstat(descriptor, &status) != 0 || status.st_nlink > 0
  }

  /// Removes what earlier writers left beside a file when they were killed. Only the holder of the file's lock may call this.
  static func removeLeftovers(of target: FilePathBytes) throws(SystemError) {
    let prefix = prefix(for: target)
    let folder = try Directory(path: target.parent)
    while let entry = try folder.next() {
      guard isTemporary(entry.name, prefix) else { continue }
      _ = entry.name.withCString { unlinkat(folder.descriptor, $0, 0) }
    }
  }

  /// Removes what earlier writers left beside a file when they were killed, and nothing that another process is writing: what nobody has locked.
  /// What cannot be looked at stays.
  static func removeAbandoned(of target: FilePathBytes) {
    let prefix = prefix(for: target)
    guard let folder = try? Directory(path: target.parent) else { return }
    while let entry = try? folder.next() {
      guard isTemporary(entry.name, prefix),
        let file = try? SystemCalls.open(entry.name, in: folder.descriptor, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
      else { continue }
      defer { close(file) }
      guard let status = try? SystemCalls.status(of: file, entry.name), status.kind == .file,
        SystemCalls.retrying({ flock(file, LOCK_EX | LOCK_NB) }) == 0
      else { continue }
      _ = entry.name.withCString { unlinkat(folder.descriptor, $0, 0) }
    }
  }

  private static func isTemporary(_ name: FilePathBytes, _ prefix: [UInt8]) -> Bool {
    let name = name.bytes
    return name.count > prefix.count + suffix.count && name.starts(with: prefix)
      && name.suffix(suffix.count) == suffix[...]
      // Another file's temporary has a dot there: `.catalog.json.old.….tmp` belongs to `catalog.json.old`.
      && !name[prefix.count..<(name.count - suffix.count)].contains(UInt8(ascii: "."))
  }

  private static func prefix(for target: FilePathBytes) -> [UInt8] {
    [UInt8(ascii: ".")] + target.lastComponent.bytes + [UInt8(ascii: ".")]
  }
}
