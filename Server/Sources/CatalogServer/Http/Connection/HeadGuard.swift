import HTTPTypes
import NIOCore
import NIOHTTP1

/// Looks at each request's head as it came, before it is turned into types that cannot show what is wrong with it; and ends connections after their last
/// answer, so that nobody goes on sending into them.
final class HeadGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let watch: ConnectionWatch
  /// A body of at most this many bytes is waved on where a client asks first; a larger one gets its refusal instead.
  private let expectedLimit: Int
  /// Requests whose answers have not ended.
  private var open = 0
  private var isReading = false
  private var closesAfterAnswer = false

  init(_ watch: ConnectionWatch, expectedLimit: Int) {
    self.watch = watch
    self.expectedLimit = expectedLimit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head):
      open += 1
      isReading = true
      watch.enter(.body, .now())
      check(&head, context)
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .body:
      context.fireChannelRead(data)
    case .end:
      isReading = false
      watch.enter(.answer, .now())
      context.fireChannelRead(data)
    }
  }

  private func check(_ head: inout HTTPRequestHead, _ context: ChannelHandlerContext) {
    head.headers.remove(name: RequestChecks.refusal.rawName)
    if let refusal = Self.refusal(of: head) {
      head.headers.add(name: RequestChecks.refusal.rawName, value: refusal)
      head.headers.replaceOrAdd(name: "connection", value: "close")
    } else if !head.isKeepAlive || head.headers.contains(name: "upgrade") {
      // As one word, whatever the client wrote, and for HTTP/1.0, where it goes without saying. After a wish for another protocol, as for h2c,
      // the decoder reads nothing more: the answer is in this one, and the next request needs another connection.
      head.headers.replaceOrAdd(name: "connection", value: "close")
    }
    let length = head.headers.first(name: "content-length").flatMap { Int($0) }
    if head.headers.contains(name: "expect"), let length, length <= expectedLimit,
      !head.headers.contains(name: RequestChecks.refusal.rawName), open == 1
    {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))),
        promise: nil
      )
    }
  }

  private static func refusal(of head: HTTPRequestHead) -> String? {
    guard head.version.major == 1, head.version.minor <= 1 else { return RequestChecks.version }
    let hosts = head.headers["host"]
    guard hosts.count == 1, names(head.uri, hosts[0]) else { return RequestChecks.host }
    let expectations = head.headers["expect"]
    guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else {
      return RequestChecks.expectation
    }
    return nil
  }

  /// Whether a request's target names the host that its header names. One in absolute form has a host of its own, which would count more than the
  /// header (RFC 9112, section 3.2.2).
  private static func names(_ target: String, _ host: String) -> Bool {
    guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return true }
    let authority = target[scheme.upperBound...].prefix { !"/?#".contains($0) }
    return authority.lowercased() == host.lowercased()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      if head.headers["connection"].contains(where: { $0.lowercased() == "close" }) {
        closesAfterAnswer = true
      }
      context.write(data, promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      open -= 1
      guard closesAfterAnswer else {
        if open == 0, !isReading { watch.enter(.idle, .now()) }
        return context.write(data, promise: promise)
      }
      context.writeAndFlush(data, promise: promise)
      // What still comes is not looked at any more.
      watch.enter(.lingering, .now())
      context.close(mode: .output, promise: nil)
    }
  }
}
