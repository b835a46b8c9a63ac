import NIOCore

/// How far one connection is, and whether it still moves. Two handlers share it, on the connection's event loop: one sees bytes, the other requests.
final class ConnectionWatch {
  /// What the connection is waiting for.
  enum Phase: Equatable {
    case idle
    /// The rest of a head.
    case head
    /// The rest of a body.
    case body
    /// An answer.
    case answer
    /// The other end, after a refusal.
    case lingering
  }

  /// Why a connection is closed.
  enum Verdict: Equatable {
    case goOn
    case close
    /// The head took too long.
    case headTooSlow
  }

  let limits: ConnectionLimits
  private(set) var phase = Phase.idle
  private var since: NIODeadline
  /// Bytes in this phase.
  private(set) var bytes = 0
  /// Bytes that were written and have not gone.
  private var pending = 0
  private var lastProgress: NIODeadline

  init(_ limits: ConnectionLimits, now: NIODeadline) {
    self.limits = limits
    since = now
    lastProgress = now
  }

  /// Begins a phase.
  func enter(_ phase: Phase, _ now: NIODeadline) {
    guard self.phase != .lingering else { return }
    self.phase = phase
    since = now
    bytes = 0
  }

  /// Takes note of bytes that came.
  func received(_ count: Int, _ now: NIODeadline) {
    if phase == .idle { enter(.head, now) }
    bytes += count
  }

  /// Takes note of bytes that are to go.
  func writing(_ count: Int, _ now: NIODeadline) {
    if pending == 0 { lastProgress = now }
    pending += count
  }

  /// Takes note of bytes that went.
  func wrote(_ count: Int, _ now: NIODeadline) {
    pending -= count
    lastProgress = now
  }

  /// Whether the connection may stay.
  func verdict(_ now: NIODeadline) -> Verdict {
    if pending > 0, now - lastProgress > limits.stall { return .close }
    let elapsed = now - since
    switch phase {
    case .idle: return elapsed > limits.idle ? .close : .goOn
    case .head: return elapsed > limits.head ? .headTooSlow : .goOn
    case .body:
      let allowed = Int(elapsed.nanoseconds / 1_000_000_000) * limits.bodyRate
      return elapsed > limits.bodyPatience && bytes < allowed ? .close : .goOn
    case .answer: return .goOn
    case .lingering: return elapsed > limits.linger ? .close : .goOn
    }
  }
}
