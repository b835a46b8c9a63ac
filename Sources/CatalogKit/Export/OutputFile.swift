/// A file that an export writes: replaced as a whole when everything is written, or left as it was.
///
/// A device or a pipe, which cannot be replaced, is written to directly.
public final class OutputFile: ByteSink {
  private let file: AtomicFile?
  private let device: DeviceWriter?

  /// - Parameters:
  ///   - path: The file; links are followed.
  ///   - index: The index that is exported, which must not be the file, nor one that it was made of.
  /// - Throws: ``OutputFileError``, or ``SystemError`` of the call that failed.
  public init(_ path: FilePathBytes, exporting index: IndexFile) throws {
    let target: FilePathBytes
    do throws(SystemError) {
      target = try FilePathResolver.resolveForWriting(path)
    } catch {
      throw error.isMissing ? OutputFileError.noFolder(path) : error
    }
    let status = try? SystemCalls.status(of: target)
    if let identity = status?.identity {
      let sources = index.sources.map { try? SystemCalls.status(of: $0).identity }
      if identity == index.file.status.identity || sources.contains(identity) {
        throw OutputFileError.isTheIndex(path)
      }
    }
    switch status?.kind {
    case .folder:
      throw OutputFileError.isAFolder(path)
    case .link, .other:
      device = try DeviceWriter(target)
      file = nil
    case .file, nil:
      TemporaryFile.removeAbandoned(of: target)
      file = try AtomicFile(replacing: target, newMode: SystemCalls.permissionsOfNewFiles())
      device = nil
    }
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    try file?.append(bytes)
    try device?.append(bytes)
  }

  /// Puts the file in its place.
  ///
  /// - Throws: ``SystemError``; the old file is untouched then.
  public func commit() throws(SystemError) {
    try file?.commit()
    try device?.flush()
  }
}

/// Why a file cannot take an export.
public enum OutputFileError: Error, Hashable, Sendable {
  case isTheIndex(FilePathBytes)
  case isAFolder(FilePathBytes)
  case noFolder(FilePathBytes)
}

extension OutputFileError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .isTheIndex(let path): "\(path) is the index itself. Name another file with -o FILE"
    case .noFolder(let path): "there is no folder \(path.parent). Make it, or name another file with -o FILE"
    case .isAFolder(let path): "\(path) is a folder. Name a file in it with -o FILE"
    }
  }
}
