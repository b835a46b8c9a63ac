/// What a scan did, and what the index holds after it.
public struct ScanSummary: Hashable, Sendable {
  /// What the saved index holds.
  public var index = IndexSummary()
  /// Photos that were opened and read.
  public var read = 0
  /// Photos that were not opened, since they are as the index knew them.
  public var unchanged = 0
  /// Records that left the index because their photos are gone.
  public var gone = 0
  /// Records that stayed though their photos were not found, by folder.
  public var kept: [FilePathBytes: Int] = [:]
  /// Folders that could not be listed, or not to their end.
  public var unreadableFolders: [SystemError] = []
  /// Bytes of photos that were read.
  public var bytesRead = 0
  /// Whether the scan was ended before it had seen everything.
  public var isInterrupted = false

  /// Nothing done yet.
  public init() {}

  /// Whether something could not be read that should have been.
  public var isIncomplete: Bool {
    index.unreadable > 0 || !unreadableFolders.isEmpty || !kept.isEmpty
  }
}

/// Something that happens during a scan and that a person may want to know at once.
public enum ScanEvent: Sendable {
  /// A photo could not be read; its record says so too.
  case unreadablePhoto(FilePathBytes, reason: String)
  /// A folder could not be listed.
  case unreadableFolder(SystemError)
  /// The old index was not as a scan writes it: all photos are read anew.
  case indexWasChanged(FilePathBytes)
}

/// Why a scan could not begin.
public enum ScanError: Error, Hashable, Sendable {
  /// There is no such folder, and the index knows nothing below it.
  case missingFolder(FilePathBytes)
  /// Something else stands where a folder should be.
  case notAFolder(FilePathBytes)
  /// The folder may not be listed.
  case unreadableFolder(SystemError)
  /// No folder was named, and the index names none.
  case nothingToScan(FilePathBytes)
  /// The place of the index cannot hold a file.
  case unusableIndexPath(FilePathBytes, String)
}

extension ScanError: CustomStringConvertible {
  /// One or two sentences for people.
  public var description: String {
    switch self {
    case .missingFolder(let path):
      "there is no folder \(path). Name the folder that holds your photos: catalog scan FOLDER"
    case .notAFolder(let path):
      "\(path) is not a folder. Name the folder that holds your photos: catalog scan \(path.parent)"
    case .unreadableFolder(let error):
      "\(error). Ask its owner for the right to read it, or name another folder: catalog scan FOLDER"
    case .nothingToScan(let path):
      "there is no index at \(path) that could tell what to scan again. Name a folder: catalog scan FOLDER"
    case .unusableIndexPath(let path, let what):
      "cannot write an index at \(path): \(what). Name another file with --index FILE"
    }
  }
}
