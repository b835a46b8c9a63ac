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
///
/// One process at a time adds to a folder, so that two that are started together copy nothing twice.
package struct CopyFolder {
  let path: FilePathBytes
  private(set) var names = CopyNames()
  private var lock: FolderLock?

  /// Makes the folder where it does not exist, and lists it.
  ///
  /// - Parameters:
  ///   - path: The folder; the one above it exists.
  ///   - scanned: The folders that are scanned, absolute and without links.
  ///   - whileWaiting: Called again and again while another process copies into the folder; what it throws ends the waiting.
  /// - Throws: ``PhotoCopyError``, or ``SystemError`` of the call that failed.
  init(_ path: FilePathBytes, scanned: [FilePathBytes], whileWaiting: () throws -> Void) throws {
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
    lock = try FolderLock(path, whileWaiting: whileWaiting)
    try TemporaryFile.removeLeftovers(of: Self.temporary(in: path))
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

  /// Makes the folder where it does not exist, for copies of an index's photos.
  ///
  /// - Parameters:
  ///   - folder: The folder, as somebody wrote it.
  ///   - index: The index whose photos are copied; it says which folders are scanned.
  ///   - start: The folder that a relative path starts from; `nil` is where the process runs.
  ///   - whileWaiting: Called again and again while another process copies into the folder; what it throws ends the waiting.
  /// - Throws: ``PhotoCopyError``, ``IndexError``, or ``SystemError`` where the folder cannot be used.
  package init(
    _ folder: FilePathBytes,
    of index: IndexFile,
    from start: FilePathBytes?,
    whileWaiting: () throws -> Void
  ) throws {
    let mapping = PathMapping(indexFolder: index.folder)
    let scanned = try index.header().scanned.map {
      FilePathResolver.resolveAsFarAsPossible(mapping.absolute($0))
    }
    try self.init(start?.appending(folder) ?? folder, scanned: scanned, whileWaiting: whileWaiting)
  }

  /// All is copied: another process may go on.
  package mutating func release() { lock = nil }

  private static func temporary(in folder: FilePathBytes) -> FilePathBytes {
    folder.appending(FilePathBytes("copy"))
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
    let temporary = try TemporaryFile(beside: Self.temporary(in: path))
    do throws(SystemError) {
      try photo.write(to: temporary.descriptor, path)
    } catch {
      Self.drop(temporary)
      throw error
    }
    try place(temporary, as: photo.path.lastComponent, size: photo.status.size)
  }

  /// Writes a file under a name of its own, unless one with these bytes is here already. It is whole when it gets its name.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: The name that it is to have, if that is free.
  /// - Returns: `false` where it was here.
  /// - Throws: ``SystemError``. Nothing is left behind then.
  package mutating func add(_ bytes: [UInt8], as name: FilePathBytes) throws(SystemError) -> Bool {
    for other in names.alike(name, size: bytes.count) {
      let file = try? FileReader(path: path.appending(other))
      if (try? file?.read(at: 0, count: bytes.count + 1)) == bytes { return false }
    }
    let temporary = try TemporaryFile(beside: Self.temporary(in: path))
    do throws(SystemError) {
      let mode = SystemCalls.permissionsOfNewFiles()
      guard SystemCalls.retrying({ fchmod(temporary.descriptor, mode) }) == 0 || errno == EPERM else {
        throw .last("set the permissions of", name)
      }
      try bytes.withBytes { (bytes) throws(SystemError) in
        try SystemCalls.write(temporary.descriptor, bytes, path)
      }
    } catch {
      Self.drop(temporary)
      throw error
    }
    try place(temporary, as: name, size: bytes.count)
    return true
  }

  private static func drop(_ file: TemporaryFile) {
    close(file.descriptor)
    _ = file.path.withCString { unlink($0) }
  }

  /// Gives a file that is written its name.
  private mutating func place(
    _ temporary: TemporaryFile,
    as wanted: FilePathBytes,
    size: Int
  ) throws(SystemError) {
    var isInPlace = false
    defer { if !isInPlace { _ = temporary.path.withCString { unlink($0) } } }
    // File systems of other machines may say only now that there is no room.
    guard close(temporary.descriptor) == 0 || errno == EINTR else { throw .last("write", path) }
    let (name, target) = try reserve(wanted)
    let renamed = temporary.path.withCString { from in
      target.withCString { to in SystemCalls.retrying { rename(from, to) } }
    }
    guard renamed == 0 else {
      let error = SystemError.last("write", target)
      _ = target.withCString { unlink($0) }
      throw error
    }
    isInPlace = true
    names.add(name, size: size)
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
