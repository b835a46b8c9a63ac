import HTTPTypes
import Hummingbird

/// Finds out who asks.
struct Doorkeeper: Sendable {
  let sessions: Sessions
  let visitors: VisitorPolicy

  /// Whoever sends these headers.
  ///
  /// A token that is not good any more makes a visitor, so that a page can say so; a script's is an error.
  ///
  /// - Throws: ``Problem`` (401), and what reading the database throws.
  func viewer(_ headers: HTTPFields, _ client: ClientConnection) throws -> Viewer {
    if let authorization = headers[.authorization] {
      let parts = authorization.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let session = try sessions.find(String(parts[1]))
      else { throw Problem.signIn }
      return Viewer(session, token: String(parts[1]), members: visitors.members)
    }
    guard let token = SessionCookie.token(in: headers, isSecure: client.isSecure),
      // A script's token is not for browsers.
      let session = try sessions.find(token), !session.isScript
    else { return Viewer(visitor: visitors.publicLevel) }
    return Viewer(session, token: token, members: visitors.members)
  }

  /// Whether somebody may still know as much as when they asked: their session may have ended since.
  func stillHolds(_ viewer: Viewer) -> Bool {
    guard let token = viewer.token else { return viewer.level == visitors.publicLevel }
    guard let session = try? sessions.find(token) else { return false }
    return Viewer(session, token: token, members: visitors.members).level == viewer.level
  }
}

/// What people may know by the settings.
struct VisitorPolicy: Sendable {
  /// What everybody may know; `nil` is nothing.
  let publicLevel: Level?
  /// What members may know.
  let members: Level
}
