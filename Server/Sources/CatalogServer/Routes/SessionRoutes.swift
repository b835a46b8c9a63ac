import CatalogKit
import HTTPTypes
import Hummingbird
import Logging

/// `session` and `keeper`: signing in, who one is, signing out, and the first keeper.
struct SessionRoutes: Sendable {
  let people: PeopleService
  let signIn: SignIn
  /// The key that was printed; `nil` where there is a keeper with a name.
  let key: KeeperKey?
  let members: Level
  /// Whether visitors may ask to come in.
  let asks: Bool

  private static let bodyLimit = 8192

  var routes: [Route] {
    [
      Route(.get, "/api/v1/session", access: .everybody, answer: show),
      Route(.post, "/api/v1/session", access: .everybody, bodyLimit: Self.bodyLimit, answer: begin),
      Route(.delete, "/api/v1/session", access: .everybody, answer: end),
      Route(.post, "/api/v1/keeper", access: .keeper, bodyLimit: Self.bodyLimit, answer: makeKeeper),
    ]
  }

  private func show(_ request: ServerRequest) async throws -> Response { .json(try object(request.viewer)) }

  private func object(_ viewer: Viewer) throws -> [UInt8] {
    var json = JSONObjectText()
    json.add("signedIn", viewer.session != nil)
    if let number = viewer.person, let record = try people.accounts.record(of: number) {
      json.add("name", record.name)
      json.add("agreed", time: record.agreed)
    }
    json.add("role", viewer.role?.rawValue)
    json.add("level", viewer.level?.rawValue ?? "none")
    json.add("keeperNeeded", viewer.isKeeper && viewer.person == nil)
    json.add("signup", asks ? "ask" : "none")
    return json.bytes
  }

  private func begin(_ request: ServerRequest) async throws -> Response {
    try await signIn.pace.answer(people.clock) {
      let body = try await request.json(upTo: Self.bodyLimit, only: ["name", "password", "key", "reset"])
      if body.has("key") { return try begin(withKey: body, request) }
      if body.has("reset") { return try await begin(withReset: body, request) }
      let admission = try await signIn.signIn(body.text("name"), body.text("password"), request)
      return try answer(admission.token, request)
    }
  }

  private func begin(withKey body: JSONBody, _ request: ServerRequest) throws -> Response {
    try body.requireAlone("key")
    try signIn.countAttempt(request)
    let given = try body.text("key")
    guard let key, try !people.accounts.hasKeeper(), key.use(given) else {
      throw Problem(
        status: .unauthorized,
        detail:
          "That key is not good, or was used already. Start the server again for a new one, or sign in with a name."
      )
    }
    do {
      return try answer(people.sessions.begin(.keeper, device: request.device), request)
    } catch {
      key.giveBack()
      throw error
    }
  }

  private func begin(withReset body: JSONBody, _ request: ServerRequest) async throws -> Response {
    guard !body.has("name") else {
      throw Problem.badRequest("name is not taken with reset: the link says whose password it is.")
    }
    try signIn.countAttempt(request)
    let reset = try body.text("reset")
    let number = try people.passwords.person(ofReset: reset)
    guard let account = try people.accounts.find(number) else { throw Passwords.noReset }
    let password = try Password(chosen: body.text("password"), for: account.person.name)
    let record = try await signIn.hasher.record(of: password)
    let token = try people.passwords.reset(reset, to: record, device: request.device)
    request.logger.notice("password set by a link", metadata: ["person": "\(number)"])
    return try answer(token, request)
  }

  /// Makes the first keeper, with what the printed key gives.
  private func makeKeeper(_ request: ServerRequest) async throws -> Response {
    guard request.viewer.person == nil else {
      throw Problem(status: .conflict, detail: "There is a keeper: you.")
    }
    let body = try await request.json(upTo: Self.bodyLimit, only: ["name", "password"])
    let name = try PersonName(body.text("name"))
    let record = try await signIn.hasher.record(of: Password(chosen: body.text("password"), for: name.text))
    let newcomer = Accounts.Newcomer(name: name, password: record)
    let token = try people.accounts.makeFirstKeeper(newcomer, people.sessions, device: request.device)
    request.logger.notice("the first keeper was made")
    return try answer(token, request)
  }

  /// The answer that begins a session.
  func answer(_ token: String, _ request: ServerRequest) throws -> Response {
    guard let session = try people.sessions.find(token) else { throw SignIn.wrong }
    let viewer = Viewer(session, token: token, members: members)
    var response = Response.json(try object(viewer), status: .created)
    let isSecure = request.client.isSecure
    response.headers[.setCookie] = SessionCookie.storing(token, isSecure: isSecure)
    if let person = session.person {
      response.headers.append(
        HTTPField(name: .setCookie, value: signIn.browsers.storing(for: person, isSecure: isSecure))
      )
    }
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func end(_ request: ServerRequest) async throws -> Response {
    if let token = request.viewer.token, request.viewer.session?.isScript != true {
      try people.sessions.end(token)
    }
    return .signedOut(request)
  }
}

extension JSONBody {
  /// - Throws: ``Problem`` (400) where there is any other member.
  func requireAlone(_ name: String) throws(Problem) {
    guard count == 1 else { throw .badRequest("\(name) is taken alone.") }
  }
}

extension Response {
  /// The answer after which the browser keeps nothing of what it saw.
  static func signedOut(_ request: ServerRequest) -> Response {
    var response = Response(status: .noContent)
    response.headers[.setCookie] = SessionCookie.removing(isSecure: request.client.isSecure)
    if let name = HTTPField.Name("Clear-Site-Data") {
      // The cookie above is removed by its name; the mark of a known browser stays, which lets nobody in.
      response.headers[name] = "\"cache\", \"storage\""
    }
    return response
  }
}
