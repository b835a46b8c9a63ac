import CatalogKit
import HTTPTypes
import Hummingbird
import NIOCore

/// `photos/{id}/thumbnail` and `…/preview`: pictures without metadata, for every level.
struct PictureRoutes: Sendable {
  let catalogue: CatalogueAccess
  let pictures: PictureService

  var routes: [Route] {
    [
      Route(.get, "/api/v1/photos/{id}/thumbnail", access: .anyLevel, parameters: ["v"]) {
        request in
        try await answer(request, .thumbnail)
      },
      Route(.get, "/api/v1/photos/{id}/preview", access: .anyLevel) { request in
        try await answer(request, .preview)
      },
    ]
  }

  /// Answers with a photo's picture.
  func answer(_ request: ServerRequest, _ kind: PictureKind) async throws -> Response {
    let photo = try catalogue.photo(request.parameters["id"], for: request.viewer)
    let picture = try await photo.view.pictures.picture(
      of: photo.view.table.rows[photo.row],
      kind,
      for: photo.view.level,
      by: pictures
    )
    var headers: HTTPFields = [.eTag: picture.tag.text, .contentType: picture.mediaType]
    // Whoever has no session sees the same tomorrow, by the same address; what a session may see can end.
    let version = try request.query.value("v")
    if request.viewer.session == nil, version.map({ "\"\($0)\"" == picture.tag.text }) ?? false {
      headers[.cacheControl] = "private, max-age=31536000, immutable"
    }
    if picture.tag.isKnown(request.headers) { return Response(status: .notModified, headers: headers) }
    return Response(
      status: .ok,
      headers: headers,
      body: ResponseBody(byteBuffer: picture.bytes)
    )
  }
}
