import CatalogKit
import HTTPTypes
import Hummingbird
import Logging

/// `people`: what the keeper sees and decides.
struct PeopleRoutes: Sendable {
  let people: PeopleService
  let address: PublicAddress
  let photos: (any OwnedPhotos)?

  private static let bodyLimit = 1024

  var routes: [Route] {
    [
      Route(.get, "/api/v1/people", access: .keeper, answer: list),
      Route(.patch, "/api/v1/people/{name}", access: .keeper, bodyLimit: Self.bodyLimit, answer: change),
      Route(.post, "/api/v1/people/{name}/reset", access: .keeper, answer: reset),
      Route(.delete, "/api/v1/people/{name}", access: .keeper, bodyLimit: Self.bodyLimit, answer: remove),
    ]
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    var json = JSONObjectText()
    json.add("people", list: try people.accounts.all().map(Self.object))
    return .json(json.bytes)
  }

  static func object(_ share: Accounts.Share) -> [UInt8] {
    var json = JSONObjectText()
    json.add("name", share.person.name)
    json.add("role", share.person.role.rawValue)
    json.add("made", time: share.person.made)
    json.add("used", time: share.person.used)
    json.add("photos", share.photos)
    json.add("bytes", share.bytes)
    return json.bytes
  }

  private func person(_ request: ServerRequest) throws -> Person {
    try request.requireBrowser()
    let key = PersonName.key(of: request.parameters["name"] ?? "")
    guard let account = try people.accounts.find(key: key) else { throw Problem.notFound }
    return account.person
  }

  private func change(_ request: ServerRequest) async throws -> Response {
    let person = try person(request)
    let role = try await request.json(upTo: Self.bodyLimit, only: ["role"]).word("role", Role.self)
    try people.accounts.setRole(role, of: person.number)
    request.logger.notice("role changed", metadata: ["person": "\(person.number)", "role": "\(role)"])
    guard let share = try people.accounts.all().first(where: { $0.person.number == person.number }) else {
      throw Problem.notFound
    }
    return .json(Self.object(share))
  }

  private func reset(_ request: ServerRequest) async throws -> Response {
    let person = try person(request)
    let made = try people.passwords.makeReset(for: person.number)
    request.logger.notice("link for a new password made", metadata: ["person": "\(person.number)"])
    var json = JSONObjectText()
    json.add("url", "\(address.base(isSecure: request.client.isSecure))/reset#\(made.token)")
    json.add("ends", time: made.ends)
    var response = Response.json(json.bytes, status: .created)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func remove(_ request: ServerRequest) async throws -> Response {
    let person = try person(request)
    let fate = try await request.json(upTo: Self.bodyLimit, only: ["photos"]).word("photos", PhotoFate.self)
    try await Departure(people: people, photos: photos).remove(
      person,
      photos: fate,
      by: request.viewer.person
    )
    request.logger.notice("person removed", metadata: ["person": "\(person.number)"])
    return Response(status: .noContent)
  }
}
