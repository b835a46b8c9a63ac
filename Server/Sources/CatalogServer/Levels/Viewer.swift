/// Whoever asks.
struct Viewer: Sendable {
  /// `nil` for a visitor.
  let session: Session?
  /// The token of the session.
  let token: String?
  /// How much this person may know; `nil` is nothing.
  let level: Level?

  /// A visitor.
  ///
  /// - Parameter level: What everybody may know.
  init(visitor level: Level?) {
    session = nil
    token = nil
    self.level = level
  }

  /// Somebody who is signed in.
  ///
  /// - Parameters:
  ///   - session: Their session.
  ///   - token: Its token.
  ///   - members: What members may know.
  init(_ session: Session, token: String, members: Level) {
    self.session = session
    self.token = token
    level =
      switch session.role {
      case .keeper: .exact
      case .member: members
      case .guest: .coarse
      }
  }

  /// Who it is; `nil` for visitors, and for the printed key until the keeper has chosen a name.
  var person: PersonNumber? { session?.person }

  /// `nil` for visitors.
  var role: Role? { session?.role }

  var isKeeper: Bool { role == .keeper }
}
