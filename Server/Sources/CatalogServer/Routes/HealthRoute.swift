import Hummingbird

/// `/healthz`: whether the server answers, for whatever watches over it. It says nothing of the photos; that their index is an old one is only for
/// those who may see all of it.
struct HealthRoute: Sendable {
  let library: Library

  var routes: [Route] { [Route(.get, "/healthz", access: .everybody, answer: answer)] }

  private func answer(_ request: ServerRequest) async throws -> Response {
    var json = JSONObjectText()
    let isOld = request.viewer.level == .exact && library.trouble != nil
    json.add("status", library.catalogue == nil ? "starting" : isOld ? "old index" : "ok")
    var response = Response.json(json.bytes)
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
