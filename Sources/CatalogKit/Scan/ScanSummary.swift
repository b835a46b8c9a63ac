/// What a scan did, and what the index holds after it.
public struct ScanSummary: Hashable, Sendable {
  /// What the saved index holds.
  public var index = IndexFooter()
  /// Photos that were opened and read.
  public var read = 0
  /// Those among them that could not be read, or not all that belongs to them.
  public var problems = 0
  /// Photos that could not be read, for the reason that the index told before.
  public var knownProblems = 0
  /// Records whose photos have another path now.
  public var moved = 0
  /// Photos that were not opened, since they are as the index knew them.
  public var unchanged = 0
  /// Records that left the index because their photos are gone.
  public var gone = 0
  /// Names that the walk passed over though they might have held photos, by why.
  public var passedOver: [PassedOverReason: PassedOverCounts] = [:]
  /// Records that left the index because their photos are passed over from now on.
  public var passedOverRecords = 0
  /// Records whose photos were there at the last scan and are not now: they stay in the index, marked as missing.
  public var newlyMissing = 0
  /// Records of photos that are passed over and that somebody had added to, which stay in the index, marked as missing.
  public var markedMissing = 0
  /// Members that somebody wrote by hand, and whose names are those of fields by now: they are in the file of what was removed.
  public var displacedMembers = 0
  /// Records that left for good with members that somebody wrote by hand: they are in that file too.
  public var removedWithMembers = 0
  /// The file of what was removed, if anything was.
  public var removedFile: FilePathBytes?
  /// Records that stayed though their photos were not found, by the folder that is to blame, as the index names it.
  public var kept: [FilePathBytes: KeptRecords] = [:]
  /// Folders that could not be listed, or not to their end.
  public var unreadableFolders: [SystemError] = []
  /// Scanned folders that are not there.
  public var missingFolders: [FilePathBytes] = []
  /// Whether a folder is not there, or could not be listed, of which the scan before did not say so.
  public var hasNewAbsence = false
  /// Bytes of photos that were read.
  public var bytesRead = 0
  /// Whether the scan was ended before it had seen everything.
  public var isInterrupted = false
  /// How long it took.
  public var elapsed = Duration.zero
  /// How much of that time saving took.
  public var saving = Duration.zero

  /// Nothing done yet.
  public init() {}

  /// Whether something could not be read that should have been, and that the last scan did not name already.
  public var isIncomplete: Bool { problems > 0 || hasNewAbsence }
}

/// Records that stayed in the index though their photos were not found.
public struct KeptRecords: Hashable, Sendable {
  /// How many.
  public var count = 0
  /// Why they stayed.
  public let reason: Reason

  /// What is wrong with the folder of photos that were not found.
  public enum Reason: String, Hashable, Sendable {
    /// It is not there.
    case folderMissing
    /// It could not be listed.
    case folderUnreadable
    /// It lies behind a link that is not followed, or was seen by another path.
    case notFollowed
    /// It is there, but none of the photos that were recorded in it.
    case photosMissing
    /// Several drives are mounted there in turn, and it may lie on one that is away.
    case otherDrive
  }
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
  /// The index keeps a pattern that is none: somebody changed it.
  case unusableExclude(FilePathBytes, PathPatternError)
  /// Patterns pass over all photos that the index knows in a scanned folder; there are so many.
  case excludesEverything(FilePathBytes, Int)
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
      error.isDenied
        ? "\(error). Ask its owner for the right to read it, or name another folder: catalog scan FOLDER"
        : "\(error)"
    case .nothingToScan(let path):
      "\(path) names no folder to scan again. Name the folder that holds your photos: catalog scan FOLDER"
    case .unusableExclude(let path, let error):
      "\(path) keeps a pattern to exclude that cannot be used: \(error). Name the patterns anew with --exclude"
    case .excludesEverything(let folder, let count):
      """
      the patterns would pass over \(count == 1 ? "the only photo" : "all \(count) photos") in \(folder). Change --exclude or \
      .catalogignore, or add --prune if that is meant
      """
    case .unusableIndexPath(let path, let what):
      "cannot write an index at \(path): \(what). Name another file with --index FILE"
    }
  }
}
