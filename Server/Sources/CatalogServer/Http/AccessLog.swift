import HTTPTypes
import Logging

/// One line of the log for one request. It names the route, never the address that was asked for: that could say where somebody looked.
struct AccessLog {
  private let logger: Logger
  /// The route's path, its open steps in braces.
  var route = "-"
  /// A fault of the server, for its keeper.
  var failure: String?

  init(_ logger: Logger) {
    self.logger = logger
  }

  /// Writes the line.
  func finish(_ method: HTTPRequest.Method, _ status: HTTPResponse.Status, _ duration: Duration) {
    guard failure != nil || logger.logLevel <= .info else { return }
    let milliseconds =
      Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
    var metadata: Logger.Metadata = [
      "method": "\(Self.known.contains(method.rawValue) ? method.rawValue : "other")",
      "route": "\(route)",
      "status": "\(status.code)",
      "ms": "\(Double(Int(milliseconds * 10)) / 10)",
    ]
    if let failure {
      metadata["error"] = "\(failure)"
      logger.error("request failed", metadata: metadata)
    } else {
      logger.info("request", metadata: metadata)
    }
  }

  private static let known: Set<String> = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"]
}
