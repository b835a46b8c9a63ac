#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A new file beside another, with a name that tells whose it is: `.catalog.json.1x7k….tmp` for `catalog.json`.
struct TemporaryFile {
  let path: FilePathBytes
  /// Open for reading and writing; the caller closes it.
  let descriptor: Int32

  private static let suffix = Array(".tmp".utf8)

  /// Makes an empty file that only its owner may read.
  init(beside target: FilePathBytes) throws(SystemError) {
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    let name = Self.prefix(for: target) + Array(random.utf8) + Self.suffix
    path = target.parent.appending(FilePathBytes(name))
    do throws(SystemError) {
      descriptor = try SystemCalls.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    } catch {
      // The temporary name would tell nobody anything.
      throw SystemError(code: error.code, operation: "create a temporary file beside", path: target)
    }
  }

  /// Removes what earlier writers left beside a file when they were killed. Only the holder of the file's lock may call this.
  static func removeLeftovers(of target: FilePathBytes) throws(SystemError) {
    let prefix = prefix(for: target)
    let folder = try Directory(path: target.parent)
    while let entry = try folder.next() {
      let name = entry.name.bytes
      guard name.count > prefix.count + suffix.count, name.starts(with: prefix),
        name.suffix(suffix.count) == suffix[...],
        // Another file's temporary has a dot there: `.catalog.json.old.….tmp` belongs to `catalog.json.old`.
        !name[prefix.count..<(name.count - suffix.count)].contains(UInt8(ascii: "."))
      else { continue }
      _ = entry.name.withCString { unlinkat(folder.descriptor, $0, 0) }
    }
  }

  private static func prefix(for target: FilePathBytes) -> [UInt8] {
    [UInt8(ascii: ".")] + target.lastComponent.bytes + [UInt8(ascii: ".")]
  }
}
