import CatalogKit
import HTTPTypes
import Hummingbird

/// `DELETE photos/{id}`, `trash` and `trash/{id}`: nothing is destroyed at once.
struct TrashRoutes: Sendable {
  let catalogue: CatalogueAccess
  let trash: Trash
  let describer: PhotoDescriber

  var routes: [Route] {
    [
      Route(.delete, "/api/v1/photos/{id}", access: .member, answer: remove),
      Route(.get, "/api/v1/trash", access: .member, answer: list),
      Route(.post, "/api/v1/trash/{id}", access: .member, answer: putBack),
    ]
  }

  private func remove(_ request: ServerRequest) async throws -> Response {
    let photo = try catalogue.photo(request.parameters["id"], for: request.viewer)
    try photo.require(.remove, of: request.viewer)
    try await trash.take(photo, by: request.viewer.person)
    return Response(status: .noContent)
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    var items: [Trash.Item] = []
    if request.viewer.isKeeper {
      items = try trash.items()
    } else if let person = request.viewer.person {
      items = try trash.items(of: person)
    }
    var json = JSONObjectText()
    json.add(
      "photos",
      list: try items.map { item in
        var object = JSONObjectText()
        object.add("id", item.id)
        object.add("name", item.name)
        object.add("removed", Timestamp(seconds: item.removed, nanoseconds: 0).description)
        object.add("by", try item.person.flatMap { try describer.name(of: $0) })
        object.add("ends", Timestamp(seconds: item.ends, nanoseconds: 0).description)
        return object.bytes
      }
    )
    return .json(json.bytes)
  }

  private func putBack(_ request: ServerRequest) async throws -> Response {
    let viewer = request.viewer
    guard let item = try request.parameters["id"].flatMap({ try trash.item($0) }),
      viewer.isKeeper || (item.owner != nil && item.owner == viewer.person)
    else { throw Problem.notFound }
    // What the keeper has removed stays removed.
    guard viewer.isKeeper || item.person == viewer.person else { throw Problem.forbidden }
    try await trash.putBack(item, by: viewer.person)
    var json = JSONObjectText()
    json.add("id", try catalogue.catalogue().whole.ids.id(of: item.number).text)
    return .json(json.bytes, status: .created)
  }
}
