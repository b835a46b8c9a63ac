#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The folder that copies go to.
///
/// Inside of a scanned folder the next scan would take the copies for further photos. So a folder that is new or empty gets a
/// `.catalogignore` there that passes all of it over; one with files of somebody's is refused.
struct CopyFolder {
  let path: FilePathBytes
  private(set) var names = CopyNames()

  /// Makes the folder where it does not exist, and lists it.
  ///
  /// - Parameters:
  ///   - path: The folder; the one above it exists.
  ///   - scanned: The folders that are scanned, absolute and without links.
  /// - Throws: ``PhotoCopyError``, or ``SystemError`` of the call that failed.
  init(_ path: FilePathBytes, scanned: [FilePathBytes]) throws {
    self.path = path
    if path.withCString({ name in SystemCalls.retrying { mkdir(name, 0o777) } }) != 0, errno != EEXIST {
      let error = SystemError.last("make the folder", path)
      throw error.isMissing ? PhotoCopyError.noFolder(path) : error
    }
    let folder: Directory
    do throws(SystemError) {
      folder = try Directory(path: path)
    } catch {
      throw error.code == ENOTDIR ? PhotoCopyError.notAFolder(path) : error
    }
    var isEmpty = true
    while let entry = try folder.next() {
      isEmpty = false
      let status = try? SystemCalls.status(of: entry.name, in: folder.descriptor, followLinks: false)
      names.add(entry.name, size: status?.kind == .file ? status?.size : nil)
    }
    let resolved = try SystemCalls.resolve(path)
    guard let above = scanned.first(where: { resolved == $0 || resolved.isBelow($0) }) else { return }
    if isEmpty {
      try passOver()
    } else if try !IgnoreFile.read(in: folder, path).contains(where: { $0.text == FilePathBytes("*") }) {
      throw PhotoCopyError.isScanned(path, above)
    }
  }

  /// Has scans pass over the folder, before there is anything in it.
  private func passOver() throws(SystemError) {
    let file = path.appending(IgnoreFile.name)
    let descriptor = try SystemCalls.open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666)
    defer { close(descriptor) }
    let text = "# Copies of photos that catalog has already.\n*\n"
    try Array(text.utf8).withBytes { (bytes) throws(SystemError) in
      try SystemCalls.write(descriptor, bytes, file)
    }
  }

  /// Whether a photo has a copy here, whatever its number.
  mutating func has(_ photo: borrowing FileCopy) throws(SystemError) -> Bool {
    for name in names.alike(photo.path.lastComponent, size: photo.status.size) {
      // What has gone meanwhile, or cannot be read, is no copy to rely on.
      guard let copy = try? FileCopy(of: path.appending(name)) else { continue }
      if try photo.hasSameBytes(as: copy) { return true }
    }
    return false
  }

  /// Copies a photo under a name of its own. The copy is whole when it gets its name.
  ///
  /// - Throws: ``SystemError``. Nothing is left behind then.
  mutating func add(_ photo: borrowing FileCopy) throws(SystemError) {
    let temporary = try TemporaryFile(beside: path.appending(FilePathBytes("copy")))
    var isInPlace = false
    defer { if !isInPlace { _ = temporary.path.withCString { unlink($0) } } }
    do throws(SystemError) {
      try photo.write(to: temporary.descriptor, path)
    } catch {
      close(temporary.descriptor)
      throw error
    }
    // File systems of other machines may say only now that there is no room.
    guard close(temporary.descriptor) == 0 || errno == EINTR else { throw .last("write", path) }
    let (name, target) = try reserve(photo.path.lastComponent)
    let renamed = temporary.path.withCString { from in
      target.withCString { to in SystemCalls.retrying { rename(from, to) } }
    }
    guard renamed == 0 else {
      let error = SystemError.last("write", target)
      _ = target.withCString { unlink($0) }
      throw error
    }
    isInPlace = true
    names.add(name, size: photo.status.size)
  }

  /// Makes an empty file with a free name, so that nobody else takes the name, and nothing that exists is replaced.
  private mutating func reserve(_ wanted: FilePathBytes) throws(SystemError) -> (FilePathBytes, FilePathBytes)
  {
    // Ends: each turn takes a name that exists.
    while true {
      let name = names.free(for: wanted)
      let target = path.appending(name)
      do throws(SystemError) {
        close(try SystemCalls.open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600))
        return (name, target)
      } catch {
        guard error.code == EEXIST else {
          throw SystemError(code: error.code, operation: "make", path: target)
        }
      }
    }
  }
}
