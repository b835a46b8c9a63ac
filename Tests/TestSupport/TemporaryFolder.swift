import Foundation

@testable import CatalogKit

/// A folder of a test's own, removed with all that is in it when the last reference goes, at the latest when the run ends.
final class TemporaryFolder: Sendable {
  /// The folder, absolute and without links.
  let path: FilePathBytes

  init() throws {
    let name = try RunFolder.path.get().appending(FilePathBytes("XXXXXX"))
    var template = name.bytes.map { CChar(bitPattern: $0) } + [0]
    guard mkdtemp(&template) != nil else { throw SystemError.last("make", name) }
    path = FilePathBytes(template.dropLast().map { UInt8(bitPattern: $0) })
  }

  deinit { RunFolder.remove(path) }

  /// The absolute name of something in the folder.
  func callAsFunction(_ name: String) -> FilePathBytes { path.appending(FilePathBytes(name)) }

  /// Writes a file, and the folders that it lies in where they are missing.
  ///
  /// - Returns: The file's absolute name.
  @discardableResult
  func write(_ bytes: [UInt8], to name: FilePathBytes) throws -> FilePathBytes {
    let file = path.appending(name)
    try Self.makeFolders(file.parent)
    let descriptor = try SystemCalls.open(file, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { try SystemCalls.write(descriptor, $0, file) }
    return file
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> FilePathBytes {
    try write(bytes, to: FilePathBytes(name))
  }

  @discardableResult
  func makeFolder(_ name: FilePathBytes) throws -> FilePathBytes {
    let folder = path.appending(name)
    try Self.makeFolders(folder)
    return folder
  }

  @discardableResult
  func makeFolder(_ name: String) throws -> FilePathBytes { try makeFolder(FilePathBytes(name)) }

  /// Makes a symbolic link; the target is written as it is.
  @discardableResult
  func link(_ name: String, to target: String) throws -> FilePathBytes {
    let link = self(name)
    guard symlink(target, link.lossyText) == 0 else { throw SystemError.last("link", link) }
    return link
  }

  func read(_ name: String) throws -> [UInt8] { try Self.read(self(name)) }

  static func read(_ file: FilePathBytes) throws -> [UInt8] {
    let reader = try FileReader(path: file)
    return try reader.read(at: 0, count: reader.status.size)
  }

  func remove(_ name: String) throws {
    _ = try ChildProcess.run(FilePathBytes("/bin/rm"), [Array("-rf".utf8), self(name).bytes])
  }

  func move(_ name: String, to other: String) throws {
    guard rename(self(name).lossyText, self(other).lossyText) == 0 else {
      throw SystemError.last("rename", self(name))
    }
  }

  func setMode(_ mode: mode_t, of name: String) throws {
    guard chmod(self(name).lossyText, mode) == 0 else { throw SystemError.last("chmod", self(name)) }
  }

  /// Sets the modification time.
  func setModified(_ time: Timestamp, of name: String) throws {
    try Self.setModified(time, of: self(name))
  }

  static func setModified(_ time: Timestamp, of file: FilePathBytes) throws {
    let value = timespec(tv_sec: time_t(time.seconds), tv_nsec: Int(time.nanoseconds))
    let done = file.withCString { utimensat(AT_FDCWD, $0, [value, value], 0) }
    guard done == 0 else { throw SystemError.last("set the time of", file) }
  }

  func status(_ name: String) throws -> FileStatus { try SystemCalls.status(of: self(name)) }

  /// All names directly in the folder, in byte order.
  func names() throws -> [FilePathBytes] {
    let directory = try Directory(path: path)
    var names: [FilePathBytes] = []
    while let entry = try directory.next() { names.append(entry.name) }
    return names.sorted()
  }

  private static func makeFolders(_ folder: FilePathBytes) throws {
    if (try? SystemCalls.status(of: folder)) != nil { return }
    try makeFolders(folder.parent)
    guard folder.withCString({ mkdir($0, 0o755) }) == 0 else { throw SystemError.last("make", folder) }
  }
}

/// Whether permissions mean nothing to this user.
let isRoot = geteuid() == 0
