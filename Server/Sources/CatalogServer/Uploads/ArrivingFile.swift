import CatalogKit
import Crypto
import Foundation
import Synchronization

/// A file on its way: bytes go into it as they come, and its name is given to it once it is whole. Dropped before, nothing is left of it.
final class ArrivingFile: Sendable {
  /// Its name until then.
  let path: FilePathBytes
  private let descriptor: UploadDescriptor
  private let state = Mutex(State())

  private struct State {
    var hash = SHA256()
    var count = 0
    var isKept = false
  }

  /// - Parameter path: A name that no file has.
  /// - Throws: ``SystemError``.
  init(_ path: FilePathBytes) throws(SystemError) {
    self.path = path
    descriptor = try UploadDescriptor(new: path)
  }

  deinit {
    if !state.withLock({ $0.isKept }) { _ = unlink(path.lossyText) }
  }

  /// How many bytes have come.
  var count: Int { state.withLock { $0.count } }

  /// SHA-256 of the bytes.
  var digest: [UInt8] { state.withLock { Array($0.hash.finalize()) } }

  /// Adds bytes at the end.
  ///
  /// - Throws: ``SystemError``.
  func append(_ bytes: [UInt8]) throws {
    try descriptor.write(bytes, path)
    state.withLock { state in
      state.hash.update(data: bytes)
      state.count += bytes.count
    }
  }

  /// Sets when the file was last changed.
  func setTime(_ time: Timestamp) throws(SystemError) {
    let time = timespec(tv_sec: time_t(time.seconds), tv_nsec: Int(time.nanoseconds))
    guard futimens(descriptor.number, [time, time]) == 0 else {
      throw SystemError(code: errno, operation: "set the time of", path: path)
    }
  }

  /// Puts the bytes on the disk.
  ///
  /// - Throws: ``SystemError``.
  func sync() throws(SystemError) { try descriptor.sync(path) }

  /// Gives the file its name. It is there after a power cut.
  ///
  /// - Parameter target: A name that no file has, in the same folder.
  /// - Throws: ``SystemError``.
  func keep(as target: FilePathBytes) throws(SystemError) {
    try DurableFile.rename(path, to: target)
    state.withLock { $0.isKept = true }
    do throws(SystemError) {
      try DurableFile.syncFolder(target.parent)
    } catch {
      // Whoever sent it is told that it is not here.
      try? DurableFile.remove(target)
      throw error
    }
  }
}

extension ArrivingFile {
  /// Puts the file in the place of another one of the same folder.
  ///
  /// - Throws: ``SystemError``.
  func replace(_ target: FilePathBytes) throws(SystemError) {
    try sync()
    guard path.withBytesPointer({ from in target.withBytesPointer { Foundation.rename(from, $0) } }) == 0
    else {
      throw SystemError(code: errno, operation: "replace", path: target)
    }
  }
}
