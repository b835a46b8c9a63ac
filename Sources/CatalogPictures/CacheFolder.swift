import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A folder of files by name, in 256 folders of their own. Everything in it is opened by its name in an open folder, and links are not followed.
final class CacheFolder: Sendable {
  private let descriptor: Int32

  /// Opens `.catalog/previews` in a folder, and makes it where it is not there.
  ///
  /// - Returns: `nil` where that is not possible, or where somebody else could change it.
  convenience init?(in folder: FilePathBytes) {
    guard let start = Self.descriptor(of: folder) else { return nil }
    defer { close(start) }
    guard let catalog = Self.folder(".catalog", in: start, isMade: true) else { return nil }
    defer { close(catalog) }
    self.init(catalog)
  }

  /// Opens `previews` in a folder, and makes it where it is not there.
  ///
  /// - Returns: `nil` where that is not possible, or where somebody else could change it.
  convenience init?(state folder: FilePathBytes) {
    guard let start = Self.descriptor(of: folder) else { return nil }
    defer { close(start) }
    self.init(start)
  }

  private init?(_ parent: Int32) {
    guard let previews = Self.folder("previews", in: parent, isMade: true) else { return nil }
    var status = stat()
    guard fstat(previews, &status) == 0, status.st_mode & 0o022 == 0,
      status.st_uid == geteuid() || geteuid() == 0
    else {
      close(previews)
      return nil
    }
    descriptor = previews
  }

  deinit { close(descriptor) }

  private static func descriptor(of folder: FilePathBytes) -> Int32? {
    let opened = folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    return opened < 0 ? nil : opened
  }

  private static func folder(_ name: String, in parent: Int32, isMade: Bool) -> Int32? {
    if isMade { mkdirat(parent, name, 0o700) }
    let opened = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    return opened < 0 ? nil : opened
  }

  /// The first two digits of a name name its folder.
  private func withFolder<R>(of name: String, isMade: Bool, _ body: (Int32, String) -> R?) -> R? {
    guard let folder = Self.folder(String(name.prefix(2)), in: descriptor, isMade: isMade) else { return nil }
    defer { close(folder) }
    return body(folder, String(name.dropFirst(2)))
  }

  /// A whole file; `nil` where there is none. That it was used is noted once a day.
  func read(_ name: String) -> [UInt8]? {
    withFolder(of: name, isMade: false) { folder, name in
      let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.fileLimit
      else {
        return nil
      }
      if Self.isOld(status, seconds: 86_400) { futimens(file, nil) }
      let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
        count = 0
        while count < buffer.count {
          let got = SystemCalls.retrying {
            pread(file, buffer.baseAddress.map { $0 + count }, buffer.count - count, off_t(count))
          }
          if got <= 0 { break }
          count += got
        }
      }
      return bytes.count == Int(status.st_size) ? bytes : nil
    }
  }

  /// A picture of 4,096 pixels has a few megabytes.
  private static let fileLimit = 64 << 20

  /// Writes a file under a temporary name, and gives it its own.
  func write(_ bytes: [UInt8], as name: String) {
    _ = withFolder(of: name, isMade: true) { folder, name -> Bool? in
      let temporary = Self.temporaryPrefix + String(UInt64.random(in: .min ... .max), radix: 36)
      let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { return nil }
      var isWritten = Self.writeAll(bytes, to: file)
      // Other machines' file systems may say only now that there is no room.
      isWritten = close(file) == 0 && isWritten
      // Not synced: a picture that a power cut tears apart has the wrong checksum, and is made again.
      isWritten = isWritten && renameat(folder, temporary, folder, name) == 0
      if !isWritten { unlinkat(folder, temporary, 0) }
      return isWritten
    }
  }

  private static let temporaryPrefix = "tmp-"

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = SystemCalls.retrying {
          Self.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(file, bytes, count)
    #elseif canImport(Musl)
      Musl.write(file, bytes, count)
    #else
      Glibc.write(file, bytes, count)
    #endif
  }

  /// Removes the files that were not used for the longest time, until the rest has no more bytes than the limit.
  func trim(to limit: Int) {
    var files: [(folder: String, name: String, bytes: Int, used: Int)] = []
    for number in 0..<256 {
      let name = String(number >> 4, radix: 16) + String(number & 15, radix: 16)
      files += list(name)
    }
    var bytes = files.reduce(0) { $0 + $1.bytes }
    guard bytes > limit else { return }
    for file in files.sorted(by: { $0.used < $1.used }) where bytes > limit {
      guard let folder = Self.folder(file.folder, in: descriptor, isMade: false) else { continue }
      if unlinkat(folder, file.name, 0) == 0 || errno == ENOENT { bytes -= file.bytes }
      close(folder)
    }
  }

  /// The files of one folder. What a killed process left half written goes.
  private func list(_ folder: String) -> [(folder: String, name: String, bytes: Int, used: Int)] {
    guard let opened = Self.folder(folder, in: descriptor, isMade: false) else { return [] }
    guard let stream = fdopendir(opened) else {
      close(opened)
      return []
    }
    defer { closedir(stream) }
    var files: [(folder: String, name: String, bytes: Int, used: Int)] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 } }
      let name = String(decoding: bytes, as: UTF8.self)
      var status = stat()
      guard fstatat(opened, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG
      else { continue }
      if name.hasPrefix(Self.temporaryPrefix), Self.isOld(status, seconds: 86_400) {
        unlinkat(opened, name, 0)
      } else {
        files.append((folder, name, Int(status.st_size), Self.seconds(status)))
      }
    }
    return files
  }

  private static func seconds(_ status: stat) -> Int {
    #if canImport(Darwin)
      Int(status.st_mtimespec.tv_sec)
    #else
      Int(status.st_mtim.tv_sec)
    #endif
  }

  private static func isOld(_ status: stat, seconds: Int) -> Bool {
    time(nil) - self.seconds(status) > seconds
  }
}
