import Hummingbird
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle

/// Serves the counts on an address of its own, so that nobody who sees the photos sees them.
struct MetricsService: HTTPResponder {
  typealias Context = BasicRequestContext

  let metrics: ServerMetrics
  let ledger: ConnectionLedger
  let library: Library

  func respond(to request: Request, context: Context) async throws -> Response {
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
    return Application(
      responder: self,
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        serverName: nil
      ),
      logger: logger
    )
  }
}
