/// How much somebody may know of photos.
enum Level: String, Hashable, Sendable {
  /// All that the index says.
  case exact
  /// Of positions the cell of a fixed grid, of times the day, and few words.
  case coarse
}
