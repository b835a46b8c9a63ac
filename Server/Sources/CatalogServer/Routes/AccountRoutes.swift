import CatalogKit
import HTTPTypes
import Hummingbird
import Logging

/// What people do with their own account: sessions, password, tokens for scripts, own data, leaving.
struct AccountRoutes: Sendable {
  let people: PeopleService
  let signIn: SignIn
  let data: AccountData
  let photos: (any OwnedPhotos)?

  private static let bodyLimit = 8192
  /// What a script's token is called.
  private static let longestName = 60

  var routes: [Route] {
    [
      Route(.get, "/api/v1/sessions", access: .signedIn, answer: sessions),
      Route(.delete, "/api/v1/sessions/{id}", access: .signedIn) { try await end($0, scripts: false) },
      Route(.put, "/api/v1/password", access: .signedIn, bodyLimit: Self.bodyLimit, answer: setPassword),
      Route(.get, "/api/v1/tokens", access: .signedIn, answer: tokens),
      Route(.post, "/api/v1/tokens", access: .signedIn, bodyLimit: Self.bodyLimit, answer: makeToken),
      Route(.delete, "/api/v1/tokens/{id}", access: .signedIn) { try await end($0, scripts: true) },
      Route(.get, "/api/v1/account/data", access: .signedIn, answer: ownData),
      Route(.delete, "/api/v1/account", access: .signedIn, bodyLimit: Self.bodyLimit, answer: leave),
    ]
  }

  private func sessions(_ request: ServerRequest) async throws -> Response {
    let person = try request.requirePerson()
    var json = JSONObjectText()
    json.add(
      "sessions",
      list: try people.sessions.list(of: person, scripts: false).map { entry in
        var session = JSONObjectText()
        session.add("id", entry.id)
        session.add("device", entry.label ?? "An unknown program")
        session.add("made", time: entry.made)
        session.add("used", time: entry.used)
        session.add("current", entry.id == request.viewer.session?.id)
        return session.bytes
      }
    )
    return .json(json.bytes)
  }

  private func tokens(_ request: ServerRequest) async throws -> Response {
    let person = try request.requirePerson()
    var json = JSONObjectText()
    json.add(
      "tokens",
      list: try people.sessions.list(of: person, scripts: true).map { entry in
        var token = JSONObjectText()
        token.add("id", entry.id)
        token.add("name", entry.label ?? "")
        token.add("made", time: entry.made)
        token.add("used", time: entry.used)
        return token.bytes
      }
    )
    return .json(json.bytes)
  }

  private func makeToken(_ request: ServerRequest) async throws -> Response {
    let person = try request.requirePersonAtBrowser()
    let name = try await request.json(upTo: Self.bodyLimit, only: ["name"]).text("name")
    guard !name.isEmpty, name.count <= Self.longestName, PrintableText.escape(name) == name else {
      throw Problem.badRequest(
        "name is one line of 1 to \(Self.longestName) characters, such as \u{201C}backup\u{201D}."
      )
    }
    let made = try people.sessions.makeToken(name, for: person)
    request.logger.notice("token made", metadata: ["person": "\(person)"])
    var json = JSONObjectText()
    json.add("id", made.id)
    json.add("name", name)
    json.add("token", made.token)
    var response = Response.json(json.bytes, status: .created)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  /// Ends one of the person's own; what belongs to others is not there.
  private func end(_ request: ServerRequest, scripts: Bool) async throws -> Response {
    let person = try request.requirePersonAtBrowser()
    guard let id = request.parameters["id"],
      try people.sessions.end(id: id, of: person, scripts: scripts)
    else { throw Problem.notFound }
    return Response(status: .noContent)
  }

  private func setPassword(_ request: ServerRequest) async throws -> Response {
    let person = try request.requirePersonAtBrowser()
    return try await signIn.pace.answer(people.clock) {
      let body = try await request.json(upTo: Self.bodyLimit, only: ["current", "password"])
      guard let account = try people.accounts.find(person) else { throw Problem.signIn }
      let password = try Password(chosen: body.text("password"), for: account.person.name)
      try await signIn.confirm(account, body.text("current"))
      let record = try await signIn.hasher.record(of: password)
      try people.passwords.set(record, of: person, keeping: request.viewer.session?.id ?? "")
      request.logger.notice("password changed", metadata: ["person": "\(person)"])
      return Response(status: .noContent)
    }
  }

  private func ownData(_ request: ServerRequest) async throws -> Response {
    try data.response(for: try request.requirePerson(), request)
  }

  private func leave(_ request: ServerRequest) async throws -> Response {
    let person = try request.requirePersonAtBrowser()
    return try await signIn.pace.answer(people.clock) {
      let body = try await request.json(upTo: Self.bodyLimit, only: ["password", "photos"])
      let fate = try body.word("photos", PhotoFate.self)
      guard let account = try people.accounts.find(person) else { throw Problem.signIn }
      try await signIn.confirm(account, body.text("password"))
      try await Departure(people: people, photos: photos).remove(account.person, photos: fate, by: person)
      request.logger.notice("account removed by its owner", metadata: ["person": "\(person)"])
      return .signedOut(request)
    }
  }
}

extension ServerRequest {
  /// Whoever asks.
  ///
  /// - Throws: ``Problem`` (403) for the printed key, which is nobody until the keeper has chosen a name.
  func requirePerson() throws(Problem) -> PersonNumber {
    guard let person = viewer.person else {
      throw Problem(status: .forbidden, detail: "Choose a name and a password first.")
    }
    return person
  }

  /// The same, for what a script's token is not good for: one that got lost is to give nobody the account.
  func requirePersonAtBrowser() throws(Problem) -> PersonNumber {
    try requireBrowser()
    return try requirePerson()
  }

  /// - Throws: ``Problem`` (403) for a script's token.
  func requireBrowser() throws(Problem) {
    guard viewer.session?.isScript != true else {
      throw Problem(
        status: .forbidden,
        detail: "A script's token is not good for this. Sign in with name and password."
      )
    }
  }
}
