#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Copies photos into a folder, in place of writing about them.
///
/// Nothing is overwritten: a name that is taken gets a number, also where it differs in capitals or Unicode normalisation only. A photo
/// whose copy is there already is not copied again. Sidecars are not copied.
public struct PhotoCopier: PhotoExporter {
  public private(set) var count = 0
  /// Photos that were copied.
  public private(set) var copied = 0
  /// Photos whose copies were there already.
  public private(set) var present = 0
  /// Photos that could not be read, or whose names the folder cannot hold.
  public private(set) var failed = 0

  private var folder: CopyFolder
  private let start: FilePathBytes?
  private let interruption: () -> Int32?
  private let onFailure: (SystemError) -> Void

  /// - Parameters:
  ///   - folder: Where copies go; it is made where only the one above it exists.
  ///   - index: The index whose photos are copied; it says which folders are scanned.
  ///   - start: The folder that relative paths of photos and of `folder` start from; `nil` is where the process runs.
  ///   - interruption: Asks whether to stop, and by which signal.
  ///   - onWait: Called again and again while another process copies into the folder.
  ///   - onFailure: Called for each photo that cannot be copied.
  /// - Throws: ``PhotoCopyError``, ``IndexError``, or ``SystemError`` where the folder cannot be used.
  public init(
    into folder: FilePathBytes,
    of index: IndexFile,
    from start: FilePathBytes?,
    interruption: @escaping () -> Int32? = { nil },
    onWait: () -> Void = {},
    onFailure: @escaping (SystemError) -> Void = { _ in }
  ) throws {
    self.folder = try CopyFolder(folder, of: index, from: start) {
      if let signal = interruption() { throw PhotoCopyError.interrupted(signal, copied: 0) }
      onWait()
    }
    self.start = start
    self.interruption = interruption
    self.onFailure = onFailure
  }

  public mutating func begin(_ sink: some ByteSink) throws {}
  public mutating func end(_ sink: some ByteSink) throws { folder.release() }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    if let signal = interruption() { throw PhotoCopyError.interrupted(signal, copied: copied) }
    count += 1
    let written = try photo.writtenPath()
    let path = start?.appending(written) ?? written
    do throws(SystemError) {
      let file = try FileCopy(of: path)
      if try folder.has(file) {
        present += 1
      } else {
        try folder.add(file)
        copied += 1
      }
    } catch {
      guard error.path == path || isName(error) else {
        throw PhotoCopyError.stopped(error, copied: copied)
      }
      failed += 1
      onFailure(error)
    }
  }

  /// Whether the folder's file system does not know such a name as the photo's; it may know the next one's.
  private func isName(_ error: SystemError) -> Bool {
    error.path != folder.path && [EINVAL, EILSEQ, ENAMETOOLONG].contains(error.code)
  }
}

/// Why photos cannot be copied.
public enum PhotoCopyError: Error, Hashable, Sendable {
  /// The folder above does not exist.
  case noFolder(FilePathBytes)
  /// Something else has this name.
  case notAFolder(FilePathBytes)
  /// The folder has files, and lies in one that is scanned.
  case isScanned(FilePathBytes, FilePathBytes)
  /// The folder takes no more.
  case stopped(SystemError, copied: Int)
  /// A signal came.
  case interrupted(Int32, copied: Int)
}

extension PhotoCopyError: CustomStringConvertible {
  /// A sentence or two for people.
  public var description: String {
    switch self {
    case .noFolder(let path):
      "there is no folder \(path.parent). Make it, or name another folder with --copy-to"
    case .notAFolder(let path): "\(path) is no folder. Name another one with --copy-to"
    case .isScanned(let path, let scanned):
      "\(path) has files and \(path == scanned ? "is scanned" : "lies in \(scanned), which is scanned"): the copies would be taken for further photos. Name a new folder, or one elsewhere"
    case .stopped(let error, let copied):
      "\(error). \(Self.copies(copied)) before that"
    case .interrupted(_, let copied): "interrupted. \(Self.copies(copied)) before that"
    }
  }

  private static func copies(_ number: Int) -> String {
    number == 1 ? "1 photo was copied" : "\(number) photos were copied"
  }
}
