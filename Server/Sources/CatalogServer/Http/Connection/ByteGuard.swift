import NIOCore

/// The handler nearest to the network: counts bytes, and ends connections that do not move, or whose heads have no end.
final class ByteGuard: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let watch: ConnectionWatch
  private let ledger: ConnectionLedger
  private let address: String
  private var timer: RepeatedTask?

  init(_ watch: ConnectionWatch, _ ledger: ConnectionLedger, address: String) {
    self.watch = watch
    self.ledger = ledger
    self.address = address
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
      own.value.look(loop.value)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
    ledger.close(address)
  }

  private func look(_ context: ChannelHandlerContext) {
    switch watch.verdict(.now()) {
    case .goOn: break
    case .close: context.close(promise: nil)
    case .headTooSlow: refuse("408 Request Timeout", context)
    }
  }

  /// Answers where no request has come together, and closes.
  private func refuse(_ status: String, _ context: ChannelHandlerContext) {
    let text = "HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    watch.enter(.lingering, .now())
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    context.close(mode: .output, promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard watch.phase != .lingering else { return }
    let count = unwrapInboundIn(data).readableBytes
    watch.received(count, .now())
    context.fireChannelRead(data)
    if watch.phase == .head, watch.bytes > watch.limits.headSize {
      refuse("431 Request Header Fields Too Large", context)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let count = unwrapOutboundIn(data).readableBytes
    watch.writing(count, .now())
    let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
    let watch = NIOLoopBound(watch, eventLoop: context.eventLoop)
    promise.futureResult.whenComplete { _ in watch.value.wrote(count, .now()) }
    context.write(data, promise: promise)
  }
}
