import CatalogKit
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// `changes`: who did what with photos. The keeper sees everything, and can undo it; everybody else sees what they did themselves.
struct ChangeRoutes: Sendable {
  let people: PeopleService
  let ids: PhotoIDMaker
  let undoing: (any ChangeUndo)?

  private static let page = 100

  var routes: [Route] {
    [
      Route(.get, "/api/v1/changes", access: .signedIn, parameters: ["cursor"], answer: list),
      Route(.post, "/api/v1/changes/{id}/undo", access: .keeper, answer: undo),
    ]
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    // The printed key's session is a keeper's; of others it would be nobody's changes.
    let person = request.viewer.isKeeper ? nil : try request.requirePerson()
    let before = try request.query.value("cursor")
    let found = try people.changes.list(of: person, before: before, limit: Self.page + 1)
    var json = JSONObjectText()
    json.add("changes", list: found.prefix(Self.page).map { object($0, for: request.viewer) })
    if found.count > Self.page {
      json.add("next", found[Self.page - 1].recorded.id)
    } else {
      json.addNull("next")
    }
    return .json(json.bytes)
  }

  /// One change as JSON.
  ///
  /// What was changed names all that stands in the sidecar, and whether something was changed says it too: both are for the exact level only.
  func object(_ entry: ChangeLog.Entry, for viewer: Viewer) -> [UInt8] {
    let change = entry.recorded.change
    var json = JSONObjectText()
    json.add("id", entry.recorded.id)
    json.add("when", time: entry.recorded.time)
    json.add("who", entry.name)
    json.add("what", change.kind.rawValue)
    json.add("photo", ids.id(of: change.photo).text)
    if viewer.level == .exact {
      json.add("words", change.words)
      if let before = change.before { json.add("before", json: Array(before.utf8)) }
      if let after = change.after { json.add("after", json: Array(after.utf8)) }
    }
    json.add("undone", entry.isUndone)
    return json.bytes
  }

  private func undo(_ request: ServerRequest) async throws -> Response {
    guard let entry = try people.changes.find(request.parameters["id"] ?? "") else { throw Problem.notFound }
    guard !entry.isUndone else { throw Problem(status: .conflict, detail: "That was undone already.") }
    guard let undoing else { throw Problem(status: .conflict, detail: "That cannot be undone here.") }
    try await undoing.undo(entry.recorded, for: request.viewer)
    try people.changes.markUndone(entry.recorded.id)
    request.logger.notice("change undone")
    guard let now = try people.changes.find(entry.recorded.id) else { throw Problem.notFound }
    return .json(object(now, for: request.viewer))
  }
}
