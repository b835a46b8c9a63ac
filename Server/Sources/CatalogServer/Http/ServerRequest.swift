import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A request as routes see it: checked, decoded, and with whoever asks.
struct ServerRequest: Sendable {
  let method: HTTPRequest.Method
  let target: RequestTarget
  /// The steps of the path that the route left open, by their names.
  let parameters: [String: String]
  let headers: HTTPFields
  let viewer: Viewer
  let client: ClientConnection
  let body: RequestBody
  let logger: Logger
  /// The connection's event loop; `nil` where there is no network.
  let loop: (any EventLoop)?

  var query: QueryItems { target.query }

  /// The whole body, up to a size.
  ///
  /// - Throws: ``Problem`` (413) where it is larger, (400) where it does not come to its end.
  func collectBody(upTo limit: Int) async throws -> [UInt8] {
    do {
      return Array(buffer: try await body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      throw Problem(status: .contentTooLarge, detail: "At most \(limit) bytes are taken here.")
    } catch let error as HTTPError where error.status == .contentTooLarge {
      throw Problem(status: .contentTooLarge, detail: "At most \(limit) bytes are taken here.")
    }
  }
}

/// How a request came here.
struct ClientConnection: Hashable, Sendable {
  /// The client's address without a port: that of the connection, or what a trusted proxy says.
  let address: String
  /// The host that the client asked for, with its port if it named one.
  let host: String
  /// Whether the way to the client is encrypted.
  let isSecure: Bool
}
