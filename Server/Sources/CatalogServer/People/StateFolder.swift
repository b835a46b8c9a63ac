import CatalogKit
import Foundation

/// The folder where the server keeps what is not in the index: `.catalog` beside it, for its owner only.
struct StateFolder: Sendable {
  /// The folder.
  let path: FilePathBytes

  /// Opens the folder, and makes it where it is missing.
  ///
  /// - Parameter path: The folder.
  /// - Throws: ``StateError``.
  init(path: FilePathBytes) throws(StateError) {
    self.path = path
    if mkdir(path.lossyText, 0o700) != 0, errno != EEXIST {
      throw .unusable(path, String(cString: strerror(errno)))
    }
  }

  /// The text of a name in it.
  func file(_ name: String) -> String { path.appending(FilePathBytes(name)).lossyText }

  /// Whether there is a file of that name.
  func has(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

  /// Reads a file.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Its bytes; `nil` where there is none.
  /// - Throws: ``StateError``.
  func read(_ name: String) throws(StateError) -> [UInt8]? {
    do throws(SystemError) {
      let reader = try FileReader(path: path.appending(FilePathBytes(name)))
      return try reader.read(at: 0, count: reader.status.size)
    } catch {
      if error.isMissing { return nil }
      throw .unusable(path.appending(FilePathBytes(name)), error.reason)
    }
  }

  /// Takes the right to serve from this folder: two servers would each make a secret of their own, and share on days of their own.
  ///
  /// - Parameter now: The present moment, for whoever finds the folder taken.
  /// - Returns: The right; it is given back with its last reference, or with the process.
  /// - Throws: ``StateError`` where another process has it.
  func lock(now: Timestamp) throws(StateError) -> FileLock {
    do throws(FileLockError) {
      return try FileLock(protecting: path.appending(FilePathBytes("server")), since: now)
    } catch {
      switch error {
      case .held(_, let holder): throw .held(path, by: holder)
      case .system(let error): throw .unusable(path, error.reason)
      }
    }
  }

  /// Makes a file for its owner only, where it is missing, and takes it away from others where it is theirs too. Whoever writes it next
  /// keeps that.
  ///
  /// - Parameter name: Its name.
  /// - Throws: ``StateError``.
  func makePrivate(_ name: String) throws(StateError) {
    let path = path.appending(FilePathBytes(name))
    let file = open(path.lossyText, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unusable(path, String(cString: strerror(errno))) }
    defer { close(file) }
    guard fchmod(file, 0o600) == 0 else { throw .unusable(path, String(cString: strerror(errno))) }
  }

  /// Writes a file as a whole: a crash leaves the old one or the new one.
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - name: Its name.
  /// - Throws: ``StateError``.
  func write(_ bytes: [UInt8], to name: String) throws(StateError) {
    let path = path.appending(FilePathBytes(name))
    do throws(SystemError) {
      try ReplacedFile.write(bytes, to: path)
    } catch {
      throw .unusable(path, error.reason)
    }
  }
}

extension StateFolder {
  /// Writes a large file piece by piece: a crash leaves the old one or the new one.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - body: Called once, with what adds bytes at the end.
  /// - Throws: ``StateError``.
  func write(
    to name: String,
    _ body: (_ append: (UnsafeRawBufferPointer) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(StateError) {
    let path = path.appending(FilePathBytes(name))
    do throws(SystemError) {
      try ReplacedFile.write(to: path, body)
    } catch {
      throw .unusable(path, error.reason)
    }
  }
}

/// Why the state cannot be used.
enum StateError: Error, Sendable {
  /// Another server has the folder.
  case held(FilePathBytes, by: String)
  case unusable(FilePathBytes, String)
  case damaged(FilePathBytes, String)
  /// It was made with another size of cells.
  case otherGrid(kept: Double, asked: Double)
}

extension StateError: CustomStringConvertible {
  var description: String {
    switch self {
    case .held(let path, let holder):
      "another catalog serve has \(path) (\(holder)). End that one first, or choose another folder with --state"
    case .unusable(let path, let reason): "\(path) cannot be used: \(reason)"
    case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
    case .otherGrid(let kept, let asked):
      """
      positions were shared in cells of \(FixedPoint.text(kept, decimals: 0)) m so far, and now \
      \(FixedPoint.text(asked, decimals: 0)) m are asked for. Whoever knows both can tell places more exactly than either. \
      Leave coarse_cell at \(FixedPoint.text(kept, decimals: 0))m, or begin with a new state folder (--state)
      """
    }
  }
}
