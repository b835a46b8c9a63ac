import CatalogKit
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Takes requests to their routes: checks first what holds for all of them, and gives every answer its headers.
struct Dispatcher: HTTPResponder {
  let routes: RouteTable
  let doorkeeper: Doorkeeper
  let proxies: TrustedProxies
  let hosts: HostList
  let metrics: ServerMetrics
  let clock: SystemClock
  /// Whether connections are encrypted by this server.
  let isSecure: Bool

  func respond(to request: Request, context: ServerContext) async throws -> Response {
    let start = clock.uptime()
    var log = AccessLog(context.logger)
    var response: Response
    do {
      response = try await answer(request, context, &log)
    } catch let problem as Problem {
      response = problem.response
    } catch {
      log.failure = "\(error)"
      response =
        (Problem(cause: error)
        ?? Problem(status: .internalServerError, detail: "The server made a mistake; its log says which."))
        .response
    }
    AnswerHeaders.add(to: &response)
    if response.status.code >= 400, Self.hasBody(request) {
      // What is left of the body would be read to its end otherwise.
      response.headers[.connection] = "close"
    }
    if request.method == .head { response = response.createHeadResponse() }
    log.finish(request.method, response.status, clock.uptime() - start)
    metrics.count(log.route, response.status, clock.uptime() - start)
    return response
  }

  private func answer(_ request: Request, _ context: ServerContext, _ log: inout AccessLog) async throws
    -> Response
  {
    if let refusal = request.headers[RequestChecks.refusal] { throw RequestChecks.problem(refusal) }
    let target = try RequestTarget(request.head.path ?? "")
    let client = try proxies.client(
      of: request,
      address: context.address,
      host: request.head.authority,
      isSecure: isSecure
    )
    guard hosts.contains(client.host) else {
      throw Problem(
        status: .misdirectedRequest,
        detail: "This server does not answer for that host. Whoever runs it can name it with --host."
      )
    }
    let (route, parameters) = try find(request.method, target, &log)
    try Self.checkBody(of: request, limit: route.bodyLimit)
    let viewer = try doorkeeper.viewer(request.headers, client)
    if !route.changesNothing { try OriginRule.check(request, viewer, client) }
    try route.access.check(viewer)
    try target.query.requireOnly(route.parameters)
    return try await route.answer(
      ServerRequest(
        method: request.method,
        target: target,
        parameters: parameters,
        headers: request.headers,
        viewer: viewer,
        client: client,
        body: request.body,
        logger: context.logger,
        loop: context.loop
      )
    )
  }

  private func find(
    _ method: HTTPRequest.Method,
    _ target: RequestTarget,
    _ log: inout AccessLog
  ) throws(Problem) -> (Route, [String: String]) {
    switch routes.match(method, target.steps) {
    case .route(let route, let parameters):
      log.route = route.path
      return (route, parameters)
    case .otherMethods(let methods):
      throw Problem(
        status: .methodNotAllowed,
        detail: "This address does not take that method.",
        headers: [.allow: methods.map(\.rawValue).joined(separator: ", ")]
      )
    case .nothing: throw .notFound
    }
  }

  /// A body that is too large, or that nobody asked for, is refused before any of it is read.
  private static func checkBody(of request: Request, limit: Int) throws(Problem) {
    if let text = request.headers[.contentLength] {
      guard let length = Int(text), length >= 0 else {
        throw .badRequest("The length of the body is no number.")
      }
      guard length <= limit else {
        throw Problem(
          status: .contentTooLarge,
          detail: limit == 0 ? "This address takes no body." : "At most \(limit) bytes are taken here."
        )
      }
    } else if request.headers[.transferEncoding] != nil, limit == 0 {
      throw Problem(status: .contentTooLarge, detail: "This address takes no body.")
    }
  }

  private static func hasBody(_ request: Request) -> Bool {
    if request.headers[.transferEncoding] != nil { return true }
    return request.headers[.contentLength].map { $0 != "0" } ?? false
  }
}
