import CatalogKit
import HTTPTypes
import Hummingbird
import NIOCore

/// `photos` and `photos/{id}`.
struct PhotoRoutes: Sendable {
  let catalogue: CatalogueAccess
  let cursors: PhotoCursor
  let describer: PhotoDescriber

  var routes: [Route] {
    [
      Route(.get, "/api/v1/photos", access: .anyLevel, parameters: PhotoQuestion.parameters, answer: list),
      Route(.get, "/api/v1/photos/{id}", access: .anyLevel, answer: one),
    ]
  }

  private func list(_ request: ServerRequest) async throws -> Response {
    if let mine = try request.query.value("mine") { return try ownPhotos(mine, request) }
    let view = try catalogue.view(for: request.viewer)
    let question = try PhotoQuestion(request.query, of: view.table, cursors)
    let answer = PhotoAnswer(question, of: view.table)
    var json = JSONObjectText()
    json.add("photos", objects: answer.hits) { PhotoJSON.write($0.row, of: view, $0.geodesic, to: &$1) }
    json.add("total", answer.total)
    if let next = answer.next {
      json.add("next", try cursors.seal(next, request.query, view.level, question.order))
    } else {
      json.addNull("next")
    }
    return .json(json.bytes)
  }

  private func one(_ request: ServerRequest) async throws -> Response {
    let photo = try catalogue.photo(request.parameters["id"], for: request.viewer)
    return .json(try describer.object(photo, for: request.viewer))
  }

  /// What a list of one's own photos takes: no places, since it is exact also for who sees others' photos coarsely.
  private static let ownParameters = ["mine", "since", "until", "tag", "sort", "limit", "cursor"]

  /// The photos that somebody has sent, exactly, newest first.
  private func ownPhotos(_ mine: String, _ request: ServerRequest) throws -> Response {
    guard mine == "true" else { throw Problem.badRequest("mine is true, or left out.") }
    guard request.viewer.role != nil else { throw Problem.signIn }
    try request.query.requireOnly(Self.ownParameters)
    let now = try catalogue.catalogue()
    let whole = now.whole
    var question = try PhotoQuestion(request.query, of: whole.table, cursors)
    let person = request.viewer.person
    question.filter.numbers = Set(
      now.keeping.owners.filter { person != nil && $0.value == person }.map(\.key)
    )
    let answer = PhotoAnswer(question, of: whole.table)
    var json = JSONObjectText()
    json.add(
      "photos",
      list: try answer.hits.map { hit in
        let number = whole.table.rows[hit.row].number
        return try describer.object(
          OnePhoto(
            view: whole,
            row: hit.row,
            isOwn: true,
            owner: person,
            isHidden: now.keeping.hidden.contains(number)
          ),
          for: request.viewer
        )
      }
    )
    json.add("total", answer.total)
    if let next = answer.next {
      json.add("next", try cursors.seal(next, request.query, .exact, question.order))
    } else {
      json.addNull("next")
    }
    return .json(json.bytes)
  }
}

/// The photos of now, for routes.
struct CatalogueAccess: Sendable {
  let library: Library

  /// The photos of now.
  ///
  /// - Throws: ``Problem``: 503 until there is an index.
  func catalogue() throws(Problem) -> Catalogue {
    guard let catalogue = library.catalogue else { throw Self.notReady }
    return catalogue
  }

  /// The photos as somebody may know them.
  ///
  /// - Throws: ``Problem``: 401 for who may know nothing, 503 until there is an index, and until what may be shared of it is kept.
  func view(for viewer: Viewer) throws(Problem) -> CatalogueView {
    guard viewer.level != nil else { throw .signIn }
    guard let view = try catalogue().view(for: viewer) else { throw Self.notReady }
    return view
  }

  private static let notReady = Problem(
    status: .serviceUnavailable,
    detail: "The photos are not ready yet. Try again in a few seconds.",
    headers: [.retryAfter: "5"]
  )
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
