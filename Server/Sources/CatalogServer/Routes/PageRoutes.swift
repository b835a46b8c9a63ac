import CatalogKit
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// The page, its files, and pages of text.
struct PageRoutes: Sendable {
  let catalogue: CatalogueAccess
  let pages: PageCache
  let texts: PageTexts
  let tagKey: SymmetricKey
  let title: String
  /// Bytes of a form with shared photos that are read before it is answered.
  let shareLimit: Int

  /// Pages of forms and lists. What is on them comes from the API, so that the pages themselves are for everybody.
  private static let forms = [
    "/sign-in", "/keeper", "/join", "/reset", "/add", "/account", "/people", "/trash", "/changes",
  ]

  var routes: [Route] {
    [
      Route(.get, "/", access: .everybody, answer: page),
      Route(.get, "/serve.js", access: .everybody) { request in
        file(PageFiles.script, "text/javascript; charset=utf-8", request)
      },
      Route(.get, "/serve.css", access: .everybody) { request in
        file(PageFiles.style, "text/css; charset=utf-8", request)
      },
      Route(.get, "/robots.txt", access: .everybody) { request in
        file("User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8", request)
      },
      Route(.get, "/privacy", access: .everybody) { request in html(texts.privacy, request) },
      Route(.get, "/openapi.json", access: .everybody) { request in
        file(OpenAPIDocument.text, "application/json", request)
      },
      Route(.get, "/manifest.webmanifest", access: .everybody) { request in
        send(
          ByteBuffer(bytes: ManifestDocument.json(title: title)),
          "application/manifest+json",
          nil,
          request
        )
      },
      Route(.get, "/icon.svg", access: .everybody) { request in
        file(PageFiles.icon, "image/svg+xml", request)
      },
      Route(.get, "/worker.js", access: .everybody) { request in
        // A worker asks for pages under a policy of its own.
        send(
          ByteBuffer(string: PageFiles.worker),
          "text/javascript; charset=utf-8",
          "default-src 'none'; connect-src 'self'",
          request
        )
      },
      Route(.get, "/share", access: .everybody) { _ in Self.toAdd },
      Route(
        .post,
        "/share",
        access: .everybody,
        bodyLimit: shareLimit,
        changesNothing: true,
        answer: notShared
      ),
    ]
      + Self.forms.map { path in
        Route(.get, path, access: .everybody) { request in html(texts.form, request) }
      }
  }

  /// For who reloads the page that says that nothing was shared.
  private static let toAdd = Response(status: .seeOther, headers: [.location: "/add"])

  /// The share sheet's form, which the service worker takes where there is one. A browser shows the answer once all of the form has gone, and no part
  /// of it is kept.
  private func notShared(_ request: ServerRequest) async throws -> Response {
    for try await _ in request.body {}
    var response = html(texts.notShared, request)
    response.status = .unprocessableContent
    response.headers[.eTag] = nil
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func page(_ request: ServerRequest) async throws -> Response {
    guard request.viewer.level != nil else { return html(texts.welcome, request) }
    guard let now = catalogue.library.current, let view = now.catalogue.view(for: request.viewer) else {
      return html(texts.starting, request)
    }
    let document = try await pages.document(view, generation: now.generation(for: view.level))
    return send(document.html, "text/html; charset=utf-8", document.policy, request, document.tag)
  }

  private func html(_ text: String, _ request: ServerRequest) -> Response {
    send(
      ByteBuffer(string: text),
      "text/html; charset=utf-8",
      PageShell.policy(scripts: [], styles: []),
      request
    )
  }

  private func file(_ text: String, _ type: String, _ request: ServerRequest) -> Response {
    send(ByteBuffer(string: text), type, nil, request)
  }

  private func send(
    _ bytes: ByteBuffer,
    _ type: String,
    _ policy: String?,
    _ request: ServerRequest,
    _ known: EntityTag? = nil
  ) -> Response {
    let tag = known ?? EntityTag(Array(buffer: bytes), tagKey)
    var headers: HTTPFields = [.contentType: type, .eTag: tag.text]
    if let policy { headers[.contentSecurityPolicy] = policy }
    if tag.isKnown(request.headers) { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
  }
}
