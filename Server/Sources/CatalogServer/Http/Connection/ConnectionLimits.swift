import NIOCore

/// What one connection, and all of them, may take.
struct ConnectionLimits: Sendable {
  /// A connection without a request.
  var idle = TimeAmount.seconds(60)
  /// From a request's first byte to the end of its head.
  var head = TimeAmount.seconds(10)
  /// Bytes of a request's head.
  var headSize = 16 << 10
  /// A body may take its time so long, and must then have come at ``bodyRate``.
  var bodyPatience = TimeAmount.seconds(30)
  /// Bytes a second, on average.
  var bodyRate = 1 << 10
  /// What is written must go on within this time.
  var stall = TimeAmount.seconds(30)
  /// After a refusal the other end may read it for so long.
  var linger = TimeAmount.seconds(2)
  /// How many connections there may be.
  var connections = 2000
  /// How many of one address.
  var perAddress = 64
}
