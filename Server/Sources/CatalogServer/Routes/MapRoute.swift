import CatalogKit
import Hummingbird

/// `map`: what a view of the map shows.
struct MapRoute: Sendable {
  let catalogue: CatalogueAccess

  var routes: [Route] {
    [
      Route(
        .get,
        "/api/v1/map",
        access: .anyLevel,
        parameters: ["box", "zoom"] + RowFilter.parameters,
        answer: answer
      )
    ]
  }

  private func answer(_ request: ServerRequest) async throws -> Response {
    let view = try catalogue.view(for: request.viewer)
    guard let text = try request.query.value("box") else {
      throw Problem.badRequest("box is missing: SOUTH,WEST,NORTH,EAST in degrees.")
    }
    let box = try GeoBox(query: text)
    guard let level = try request.query.value("zoom"), level.utf8.count <= 2,
      level.utf8.allSatisfy({ (48...57).contains($0) }), let zoom = Int(level), zoom <= 22
    else { throw Problem.badRequest("zoom is 0 to 22.") }
    let marks = MapMarks(box, zoom: zoom, of: view.table, where: try RowFilter(request.query, of: view.table))
    var json = JSONObjectText()
    json.add("marks", objects: marks.marks) { mark, json in
      json.add("latitude", mark.center.latitude, decimals: 7)
      json.add("longitude", mark.center.longitude, decimals: 7)
      json.add("photos", mark.photos)
      json.add("id", view.id(mark.row).text)
    }
    json.add("total", marks.total)
    return .json(json.bytes)
  }
}
