import CatalogKit
import Hummingbird

/// `tags` and `tags/{name}`: who was photographed, how often, when and where.
struct TagRoutes: Sendable {
  let catalogue: CatalogueAccess
  let describer: PhotoDescriber
  let clock: SystemClock

  var routes: [Route] {
    [
      Route(.get, "/api/v1/tags", access: .anyLevel, answer: list),
      Route(.get, "/api/v1/tags/{name}", access: .anyLevel, answer: one),
    ]
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    let table = try catalogue.view(for: request.viewer).table
    var json = JSONObjectText()
    json.add(
      "tags",
      list: table.tags.commonestFirst.map { number in
        var tag = JSONObjectText()
        tag.add("name", table.tags.names[number])
        tag.add("photos", table.tags.rows[number].count)
        return tag.bytes
      }
    )
    return .json(json.bytes)
  }

  private func one(_ request: ServerRequest) async throws -> Response {
    let view = try catalogue.view(for: request.viewer)
    guard let text = request.parameters["name"], let name = try? TagName(text),
      let sightings = TagView(name, of: view)
    else { throw Problem.notFound }
    // Whoever is signed in may know who saw an animal first.
    var finder: String?
    if request.viewer.role != nil, let number = sightings.firstPhoto {
      finder = try catalogue.catalogue().keeping.owners[number].flatMap { try describer.name(of: $0) }
    }
    return .json(sightings.json(finder: finder, today: clock.now().seconds / 86400))
  }
}
