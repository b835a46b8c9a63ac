import CatalogKit
import Foundation
import HTTPTypes
import Hummingbird

/// `session`: signing in with the printed key, who one is, signing out.
struct SessionRoutes: Sendable {
  let sessions: Sessions
  /// The key that was printed; `nil` where there is a keeper who signs in otherwise.
  let key: KeeperKey?
  /// Slows down guessing.
  let attempts: AttemptLimit

  private static let bodyLimit = 4096

  var routes: [Route] {
    [
      Route(.get, "/api/v1/session", access: .everybody, answer: show),
      Route(.post, "/api/v1/session", access: .everybody, bodyLimit: Self.bodyLimit, answer: begin),
      Route(.delete, "/api/v1/session", access: .everybody, answer: end),
    ]
  }

  private func show(_ request: ServerRequest) async throws -> Response { .json(Self.object(request.viewer)) }

  private static func object(_ viewer: Viewer) -> [UInt8] {
    var json = JSONObjectText()
    json.add("signedIn", viewer.session != nil)
    json.add("role", viewer.session?.role.rawValue)
    json.add("level", viewer.level?.rawValue ?? "none")
    return json.bytes
  }

  private struct KeyBody: Decodable {
    let key: String
  }

  private func begin(_ request: ServerRequest) async throws -> Response {
    try attempts.take(request.client.address)
    let body = try await request.collectBody(upTo: Self.bodyLimit)
    guard let given = try? JSONDecoder().decode(KeyBody.self, from: Data(body)) else {
      throw Problem.badRequest("Send {\"key\": \"…\"}.")
    }
    guard let key, key.use(given.key) else {
      throw Problem(
        status: .unauthorized,
        detail: "That key is not good, or was used already. Start the server again for a new one."
      )
    }
    let token: String
    do {
      token = try sessions.begin(.keeper)
    } catch {
      key.giveBack()
      throw error
    }
    let viewer = Viewer(Session(role: .keeper, made: 0), token: token, members: .exact)
    var response = Response.json(Self.object(viewer), status: .created)
    response.headers[.setCookie] = SessionCookie.storing(token, isSecure: request.client.isSecure)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func end(_ request: ServerRequest) async throws -> Response {
    if let token = request.viewer.token { try sessions.end(token) }
    var response = Response(status: .noContent)
    response.headers[.setCookie] = SessionCookie.removing(isSecure: request.client.isSecure)
    if let name = HTTPField.Name("Clear-Site-Data") {
      response.headers[name] = "\"cache\", \"cookies\", \"storage\""
    }
    return response
  }
}
