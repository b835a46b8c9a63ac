import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Serves the counts on an address of its own, so that nobody who sees the photos sees them.
struct MetricsService: HTTPResponder {
  typealias Context = BasicRequestContext

  let metrics: ServerMetrics
  let ledger: ConnectionLedger
  let library: Library
  /// The names that lead to the counts, besides addresses of numbers.
  let hosts: HostList

  func respond(to request: Request, context: Context) async throws -> Response {
    if let refusal = request.headers[RequestChecks.refusal] {
      var response = RequestChecks.problem(refusal).response
      response.headers[.connection] = "close"
      return response
    }
    guard hosts.contains(request.head.authority ?? "") else { return Response(status: .misdirectedRequest) }
    guard request.method == .get, request.uri.path == "/metrics" else { return Response(status: .notFound) }
    metrics.set("connections", ledger.count)
    metrics.set("photos", library.catalogue?.count ?? 0)
    metrics.set("index_is_old", library.trouble == nil ? 0 : 1)
    return Response(
      status: .ok,
      headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text))
    )
  }

  /// The server of the counts.
  func application(_ address: ListenAddress, _ logger: Logger) -> Application<MetricsService> {
    var logger = logger
    logger.logLevel = .warning
    let limits = ConnectionLimits()
    let ledger = ConnectionLedger(limits, TrustedProxies([]))
    return Application(
      responder: self,
      server: HTTPServerBuilder { responder in
        GuardedHTTPChannel(responder: responder, limits: limits, ledger: ledger, expectedLimit: 0)
      },
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        serverName: nil
      ),
      logger: logger
    )
  }
}
