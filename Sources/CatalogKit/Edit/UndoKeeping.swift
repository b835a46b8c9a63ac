/// Where what a run of changes replaces is kept, and for how long.
public enum UndoKeeping: Hashable, Sendable {
  /// In `.catalog/undo` beside the index: the last ten runs, for `catalog undo`.
  case lastRuns
  /// In a folder of its own, for this many days; each run is taken back by its name, and counts among no others.
  case days(Int, in: FilePathBytes)
}
