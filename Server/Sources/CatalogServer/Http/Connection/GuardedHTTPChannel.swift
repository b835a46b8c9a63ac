import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// HTTP/1.1 as Hummingbird speaks it, within limits: what a connection may take, what a head may say.
struct GuardedHTTPChannel: ServerChildChannel, HTTPChannelHandler {
  typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  let responder: HTTPChannelHandler.Responder
  let limits: ConnectionLimits
  let ledger: ConnectionLedger
  /// The largest body that any route takes.
  let expectedLimit: Int

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let address = channel.remoteAddress?.ipAddress ?? ""
      guard ledger.open(address) else {
        channel.close(promise: nil)
        throw TooMany()
      }
      let pipeline = channel.pipeline.syncOperations
      let watch = ConnectionWatch(limits, now: .now())
      try pipeline.addHandler(ByteGuard(watch, ledger, address: address))
      var decoderLimits = NIOHTTPDecoderLimitConfiguration()
      decoderLimits.maxHeaderListSize = limits.headSize
      decoderLimits.maxHeaderFieldSize = limits.headSize
      decoderLimits.maxHeaderFieldCount = 100
      try pipeline.configureHTTPServerPipeline(
        withPipeliningAssistance: false,
        withErrorHandling: false,
        withOutboundHeaderValidation: false,
        withEncoderConfiguration: .init(),
        withDecoderLimitConfiguration: decoderLimits
      )
      try pipeline.addHandler(HeadGuard(watch, expectedLimit: expectedLimit))
      try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
      try pipeline.addHandler(HTTPConnectionStateHandler(logger: logger))
      return try NIOAsyncChannel(
        wrappingChannelSynchronously: channel,
        configuration: .init(isOutboundHalfClosureEnabled: true)
      )
    }
  }

  func handle(value: Value, logger: Logger) async {
    await handleHTTP(asyncChannel: value, logger: logger)
  }

  /// A connection that is not counted is closed at once.
  private struct TooMany: Error {}
}
