import Hummingbird
import Logging
import NIOCore

/// What the connection tells of a request.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address at the other end, without its port; empty where there is none.
  let address: String
  /// The connection's event loop; `nil` where there is no network.
  let loop: (any EventLoop)?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? ""
    loop = address.isEmpty ? nil : source.channel.eventLoop
  }
}
