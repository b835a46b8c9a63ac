import CatalogKit
import HTTPTypes
import Hummingbird
import NIOCore

/// `photos` and `photos/{id}`.
struct PhotoRoutes: Sendable {
  let catalogue: CatalogueAccess
  let cursors: PhotoCursor

  var routes: [Route] {
    [
      Route(.get, "/api/v1/photos", access: .anyLevel, parameters: PhotoQuestion.parameters, answer: list),
      Route(.get, "/api/v1/photos/{id}", access: .anyLevel, answer: one),
    ]
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    let view = try catalogue.view(for: request.viewer)
    let question = try PhotoQuestion(request.query, of: view.table, cursors)
    let answer = PhotoAnswer(question, of: view.table)
    var json = JSONObjectText()
    json.add("photos", list: answer.hits.map { PhotoJSON.object($0.row, of: view, $0.geodesic) })
    json.add("total", answer.total)
    if let next = answer.next {
      json.add("next", try cursors.seal(next, request.query, view.level, question.order))
    } else {
      json.addNull("next")
    }
    return .json(json.bytes)
  }

  private func one(_ request: ServerRequest) async throws -> Response {
    let view = try catalogue.view(for: request.viewer)
    let row = try view.row(request.parameters["id"])
    return .json(PhotoJSON.object(row, of: view))
  }
}

/// The photos of now, for routes.
struct CatalogueAccess: Sendable {
  let library: Library

  /// The photos as somebody may know them.
  ///
  /// - Throws: ``Problem``: 503 until there is an index, 401 for who may know nothing.
  func view(for viewer: Viewer) throws(Problem) -> CatalogueView {
    guard let catalogue = library.catalogue else {
      throw Problem(
        status: .serviceUnavailable,
        detail: "The photos are not ready yet. Try again in a few seconds.",
        headers: [.retryAfter: "5"]
      )
    }
    guard let view = catalogue.view(for: viewer) else { throw .signIn }
    return view
  }
}

extension Response {
  /// An answer in JSON.
  static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}
