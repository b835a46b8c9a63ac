/// How much of a TIFF structure is read at most.
enum TIFFLimits {
  /// No camera comes near: a raw file has about ten.
  static let directories = 64
  /// Entries of one directory. No camera comes near: the directories of raw files have about a hundred.
  static let entries = 4096
  /// Entries of all directories of a block together. They may lie over each other, so that few bytes hold many entries.
  static let entriesInAll = 2 * entries
}
