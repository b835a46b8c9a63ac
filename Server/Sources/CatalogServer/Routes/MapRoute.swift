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
        parameters: ["box", "zoom", "by"] + RowFilter.parameters,
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
    let sharing = try request.query.value("by").map { (text) throws(Problem) in
      guard let kind = MarkShares.Kind(rawValue: text) else { throw .badRequest("by is tag or year.") }
      return MarkShares(kind, of: view.table)
    }
    let marks = MapMarks(
      box,
      zoom: zoom,
      of: view.table,
      where: try RowFilter(request.query, of: view.table),
      by: sharing
    )
    var json = JSONObjectText()
    json.add("marks", objects: marks.marks) { mark, json in
      json.add("latitude", mark.center.latitude, decimals: 7)
      json.add("longitude", mark.center.longitude, decimals: 7)
      json.add("photos", mark.photos)
      json.add("id", view.id(mark.row).text)
      guard let sharing else { return }
      json.add("shares", objects: mark.shares) { share, json in
        json.add(sharing.kind.rawValue, sharing.text(of: share.value))
        json.add("photos", share.photos)
      }
    }
    json.add("total", marks.total)
    return .json(json.bytes)
  }
}
