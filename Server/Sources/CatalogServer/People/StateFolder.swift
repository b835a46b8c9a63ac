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

/// Why the state cannot be used.
enum StateError: Error, Sendable {
  case unusable(FilePathBytes, String)
  case damaged(FilePathBytes, String)
  /// It was made with another size of cells.
  case otherGrid(kept: Double, asked: Double)
}

extension StateError: CustomStringConvertible {
  var description: String {
    switch self {
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
