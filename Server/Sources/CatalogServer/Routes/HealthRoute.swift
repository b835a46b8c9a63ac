import Hummingbird

/// `/healthz`: whether the server answers, for whatever watches over it. It says nothing of the photos.
struct HealthRoute: Sendable {
  let library: Library

  var routes: [Route] { [Route(.get, "/healthz", access: .everybody, answer: answer)] }

  private func answer(_ request: ServerRequest) async throws -> Response {
    var json = JSONObjectText()
    json.add("status", library.catalogue == nil ? "starting" : library.trouble == nil ? "ok" : "old index")
    var response = Response.json(json.bytes)
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
