/// Something that happens during a scan and that a person may want to know at once.
public enum ScanEvent: Sendable {
  /// A photo or a sidecar of it could not be read; the photo's record says so too.
  case unreadablePhoto(FilePathBytes, reason: String)
  /// A folder could not be listed.
  case unreadableFolder(SystemError)
  /// A scanned folder is not there.
  case missingFolder(FilePathBytes)
  /// The old index was not as a scan writes it: all photos are read anew.
  case indexWasChanged(FilePathBytes)
  /// How far the scan is; only where ``Scanner/reportsProgress`` asks for it.
  case progress(ScanProgress)
  /// The index was saved with what has been read so far; it holds so much.
  case savedSoFar(IndexFooter)
}

/// How far a scan is.
public struct ScanProgress: Hashable, Sendable {
  /// Photos that were found so far.
  public var found = 0
  /// Whether no more will be found.
  public var foundAll = false
  /// Photos that were opened and read.
  public var read = 0
  /// Photos that were not opened, since they are as the index knew them.
  public var unchanged = 0
  /// Photos with a position among those that were read.
  public var located = 0
  /// Whether the index is being saved.
  public var isSaving = false
  /// Time since the scan began.
  public var elapsed = Duration.zero

  /// Nothing done yet.
  public init() {}

  /// Photos that need nothing more.
  public var done: Int { read + unchanged }
}
