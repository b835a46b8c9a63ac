/// What somebody who is signed in may do.
enum Role: String, CaseIterable, Hashable, Sendable {
  /// Sees everything and decides everything.
  case keeper
  /// Sees what the setting `members` says.
  case member
  /// Sees the coarse level.
  case guest
}
