import CatalogKit
import HTTPTypes
import Hummingbird
import Logging

/// `invitations` and `requests`: how people come in.
struct JoiningRoutes: Sendable {
  let people: PeopleService
  let signIn: SignIn
  let address: PublicAddress
  let title: String
  let keeper: String?
  /// Whether visitors may ask to come in.
  let asks: Bool
  /// The answer that begins a session.
  let begin: @Sendable (String, ServerRequest) throws -> Response

  private static let bodyLimit = 8192

  var routes: [Route] {
    [
      Route(.get, "/api/v1/invitations", access: .keeper, answer: list),
      Route(.post, "/api/v1/invitations", access: .keeper, bodyLimit: Self.bodyLimit, answer: invite),
      Route(.get, "/api/v1/invitations/{token}", access: .everybody, answer: show),
      Route(
        .post,
        "/api/v1/invitations/{token}",
        access: .everybody,
        bodyLimit: Self.bodyLimit,
        answer: accept
      ),
      Route(.delete, "/api/v1/invitations/{token}", access: .keeper, answer: takeBack),
      Route(.get, "/api/v1/requests", access: .keeper, answer: waiting),
      Route(.post, "/api/v1/requests", access: .everybody, bodyLimit: Self.bodyLimit, answer: ask),
      Route(.post, "/api/v1/requests/{id}", access: .keeper, bodyLimit: Self.bodyLimit, answer: letIn),
      Route(.delete, "/api/v1/requests/{id}", access: .keeper, answer: refuse),
    ]
  }

  private func object(_ invitation: Invitations.Invitation, url: String? = nil) -> [UInt8] {
    var json = JSONObjectText()
    json.add("id", invitation.id)
    json.add("url", url)
    json.add("role", invitation.role.rawValue)
    json.add("made", time: invitation.made)
    json.add("ends", time: invitation.ends)
    return json.bytes
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    var json = JSONObjectText()
    json.add("invitations", list: try people.invitations.open().map { object($0) })
    return .json(json.bytes)
  }

  private func invite(_ request: ServerRequest) async throws -> Response {
    try request.requireBrowser()
    let body = try await request.json(upTo: Self.bodyLimit, only: ["role"])
    let made = try people.invitations.make(body.word("role", Role.self))
    request.logger.notice("invitation made", metadata: ["role": "\(made.invitation.role)"])
    // Behind the number sign: browsers keep it to themselves, so that it reaches no log.
    let url = "\(address.base(isSecure: request.client.isSecure))/join#\(made.token)"
    var response = Response.json(object(made.invitation, url: url), status: .created)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func show(_ request: ServerRequest) async throws -> Response {
    let invitation = try people.invitations.find(request.parameters["token"] ?? "")
    var json = JSONObjectText()
    json.add("title", title)
    json.add("keeper", keeper)
    json.add("role", invitation.role.rawValue)
    json.add("ends", time: invitation.ends)
    return .json(json.bytes)
  }

  private func accept(_ request: ServerRequest) async throws -> Response {
    let token = request.parameters["token"] ?? ""
    let body = try await request.json(
      upTo: Self.bodyLimit,
      only: ["name", "password", "agrees", "parentAgrees"]
    )
    // Without a good invitation nobody makes the server hash.
    _ = try people.invitations.find(token)
    let newcomer = try await newcomer(body)
    let session = try people.invitations.accept(token, newcomer, device: request.device)
    if let old = request.cookieToken { try people.sessions.end(old) }
    request.logger.notice("invitation used")
    return try begin(session, request)
  }

  private func newcomer(_ body: JSONBody) async throws -> Accounts.Newcomer {
    let name = try PersonName(body.text("name"))
    let password = try Password(chosen: body.text("password"), for: name.text)
    guard try body.flag("agrees") else {
      throw Problem.badRequest("Nobody has an account without agreeing to what is kept: agrees is true.")
    }
    let now = people.clock.now().seconds
    let parentAgrees = try body.flag("parentAgrees")
    return Accounts.Newcomer(
      name: name,
      password: try await signIn.hasher.record(of: password),
      agreed: now,
      parentAgreed: parentAgrees ? now : nil
    )
  }

  private func takeBack(_ request: ServerRequest) async throws -> Response {
    guard try people.invitations.takeBack(request.parameters["token"] ?? "") else { throw Problem.notFound }
    return Response(status: .noContent)
  }

  private func waiting(_ request: ServerRequest) async throws -> Response {
    var json = JSONObjectText()
    json.add(
      "requests",
      list: try people.requests.open().map { waiting in
        var object = JSONObjectText()
        object.add("id", waiting.id)
        object.add("name", waiting.name)
        object.add("made", time: waiting.made)
        return object.bytes
      }
    )
    return .json(json.bytes)
  }

  private func ask(_ request: ServerRequest) async throws -> Response {
    guard asks else {
      throw Problem(
        status: .forbidden,
        detail: "Nobody can ask to come in here. Ask the keeper for an invitation."
      )
    }
    try signIn.countAttempt(request)
    let body = try await request.json(
      upTo: Self.bodyLimit,
      only: ["name", "password", "agrees", "parentAgrees"]
    )
    try people.requests.requireRoom()
    try people.requests.add(try await newcomer(body))
    request.logger.notice("somebody asks to come in")
    return Response(status: .accepted)
  }

  private func letIn(_ request: ServerRequest) async throws -> Response {
    try request.requireBrowser()
    let body = try await request.json(upTo: Self.bodyLimit, only: ["role"])
    let role = try body.word("role", Role.self)
    guard let number = try people.requests.accept(request.parameters["id"] ?? "", as: role) else {
      throw Problem.notFound
    }
    request.logger.notice("let in", metadata: ["person": "\(number)", "role": "\(role)"])
    var json = JSONObjectText()
    json.add("name", try people.accounts.find(number)?.person.name)
    json.add("role", role.rawValue)
    return .json(json.bytes, status: .created)
  }

  private func refuse(_ request: ServerRequest) async throws -> Response {
    try request.requireBrowser()
    guard try people.requests.refuse(request.parameters["id"] ?? "") else { throw Problem.notFound }
    return Response(status: .noContent)
  }
}
