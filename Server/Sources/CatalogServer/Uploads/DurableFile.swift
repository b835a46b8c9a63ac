import CatalogKit
import Foundation

/// Names in folders that are there after a power cut.
enum DurableFile {
  /// Makes a folder for its owner only, where it is missing.
  static func makeFolder(_ path: FilePathBytes) throws(SystemError) {
    if mkdir(path.lossyText, 0o700) == 0 { return try syncFolder(path.parent) }
    guard errno == EEXIST else { throw SystemError(code: errno, operation: "make a folder", path: path) }
  }

  static func syncFolder(_ path: FilePathBytes) throws(SystemError) {
    let descriptor = open(path.lossyText, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno, operation: "open", path: path) }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder and say so with EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw SystemError(code: errno, operation: "sync", path: path)
    }
  }

  static func remove(_ path: FilePathBytes) throws(SystemError) {
    guard path.withBytesPointer({ unlink($0) }) == 0 || errno == ENOENT else {
      throw SystemError(code: errno, operation: "remove", path: path)
    }
  }

  /// Gives a file another name that no file has, durably.
  static func move(_ path: FilePathBytes, to target: FilePathBytes) throws(SystemError) {
    try rename(path, to: target)
    try syncFolder(target.parent)
    try syncFolder(path.parent)
  }

  /// Puts a file in the place of another one, durably.
  static func replace(_ target: FilePathBytes, by path: FilePathBytes) throws(SystemError) {
    guard path.withBytesPointer({ from in target.withBytesPointer { Foundation.rename(from, $0) } }) == 0
    else {
      throw SystemError(code: errno, operation: "replace", path: target)
    }
    try syncFolder(target.parent)
  }

  /// Brings a file to a folder that may be on another drive. It keeps its time, by which it is known again.
  static func bring(_ path: FilePathBytes, to target: FilePathBytes) throws {
    do throws(SystemError) {
      return try move(path, to: target)
    } catch {
      guard error.code == EXDEV else { throw error }
    }
    let reader = try FileReader(path: path)
    let part = target.parent.appending(FilePathBytes(".\(UploadFolder.randomName()).part"))
    let copy = try ArrivingFile(part)
    while copy.count < reader.status.size {
      let bytes = try reader.read(at: copy.count, count: 1 << 20)
      guard !bytes.isEmpty else { throw SystemError(code: EIO, operation: "read", path: path) }
      try copy.append(bytes)
    }
    try copy.setTime(reader.status.modified)
    try copy.sync()
    try copy.keep(as: target)
    try remove(path)
    try syncFolder(path.parent)
  }

  /// Gives a file another name that no file has. The folder is to be synced then.
  static func rename(_ path: FilePathBytes, to target: FilePathBytes) throws(SystemError) {
    guard !exists(target) else { throw SystemError(code: EEXIST, operation: "rename", path: target) }
    guard path.withBytesPointer({ from in target.withBytesPointer { Foundation.rename(from, $0) } }) == 0
    else {
      throw SystemError(code: errno, operation: "rename", path: path)
    }
  }

  private static func access(_ path: FilePathBytes, _ mode: Int32) -> Int32 {
    path.withBytesPointer { Foundation.access($0, mode) }
  }

  static func exists(_ path: FilePathBytes) -> Bool { access(path, F_OK) == 0 }
}

extension FilePathBytes {
  /// The name as C takes it, byte for byte.
  func withBytesPointer<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a name has its end") }
      return body(start)
    }
  }
}
