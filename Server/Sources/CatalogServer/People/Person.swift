/// A person's number in `people.sqlite`: counted from 1, never used again.
typealias PersonNumber = Int64

/// Somebody who has an account.
struct Person: Hashable, Sendable {
  let number: PersonNumber
  /// The name, as it was chosen.
  let name: String
  let role: Role
  /// When the account was made, in seconds.
  let made: Int
  /// When the person was last here, in seconds; `nil` where never.
  let used: Int?
}
