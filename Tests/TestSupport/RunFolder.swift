import Foundation

@testable import CatalogKit

/// The folder of one run of the tests, in which everything is that they write.
///
/// It goes when the run ends. A run that was killed cannot do that, so each run first removes what killed ones left: the folder's owner
/// holds flock(2) on it, and what nobody holds is nobody's.
enum RunFolder {
  /// The folder, absolute and without links.
  static let path = Result { try make(in: FilePathBytes(NSTemporaryDirectory())) }

  private static let prefix = Array("catalog-tests-".utf8)

  /// - Parameter parent: Where folders of runs are.
  /// - Returns: A new one, which this process holds to its end.
  /// - Throws: ``SystemError`` of the call that failed.
  private static func make(in parent: FilePathBytes) throws -> FilePathBytes {
    let parent = try SystemCalls.resolve(parent)
    try sweep(parent)
    // Another run may take a folder for a dead one's before it is held. Then it is gone, and the next is made.
    while true {
      let name = prefix + Array("XXXXXX".utf8)
      var template = parent.appending(FilePathBytes(name)).bytes.map { CChar(bitPattern: $0) } + [0]
      guard mkdtemp(&template) != nil else { throw SystemError.last("make a folder in", parent) }
      let path = FilePathBytes(template.dropLast().map { UInt8(bitPattern: $0) })
      // Held to the end of the process, which closes it.
      guard hold(path) != nil else { continue }
      atexit { if case .success(let path) = RunFolder.path { RunFolder.remove(path) } }
      return path
    }
  }

  /// Removes folders of runs that are no more.
  private static func sweep(_ parent: FilePathBytes) throws {
    let directory = try Directory(path: parent)
    while let entry = try directory.next() {
      guard entry.name.bytes.starts(with: prefix) else { continue }
      let path = parent.appending(entry.name)
      guard let descriptor = hold(path) else { continue }
      remove(path)
      close(descriptor)
    }
  }

  /// Takes a folder; `nil` where another process has it, or it is not there any more.
  private static func hold(_ path: FilePathBytes) -> Int32? {
    guard let descriptor = try? SystemCalls.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) else {
      return nil
    }
    let isHeld = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    let (held, named) = (
      try? SystemCalls.status(of: descriptor, path).identity, try? SystemCalls.status(of: path).identity
    )
    guard isHeld, held != nil, held == named else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Removes a folder with all that is in it.
  static func remove(_ path: FilePathBytes) {
    // The program goes as deep as it must and takes names as bytes.
    _ = try? ChildProcess.run(FilePathBytes("/bin/rm"), [Array("-rf".utf8), path.bytes])
  }
}
