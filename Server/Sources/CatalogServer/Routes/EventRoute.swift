import AsyncAlgorithms
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `events`: server-sent events (WHATWG HTML, section 9.2) about what changes, until the page or the server goes.
struct EventRoute: Sendable {
  let hub: EventHub
  let metrics: ServerMetrics
  /// Whether somebody who listens may still know as much: asked before anything is sent.
  let stillHolds: @Sendable (Viewer) -> Bool
  /// At most this many pages listen at once.
  let slots = SlotLimit(1500)

  /// A beat, by which a page that went is noticed.
  private static let beat = Duration.seconds(15)

  var routes: [Route] { [Route(.get, "/api/v1/events", access: .anyLevel, answer: answer)] }

  private func answer(_ request: ServerRequest) async throws -> Response {
    guard let level = request.viewer.level else { throw Problem.signIn }
    if request.method == .head {
      return Response(status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"])
    }
    guard let slot = slots.take() else { throw Problem.busy }
    let viewer = request.viewer
    let body = ResponseBody { [hub, metrics, stillHolds] writer in
      defer { withExtendedLifetime(slot) {} }
      let subscription = hub.subscribe(at: level)
      metrics.add("event_streams", 1)
      defer {
        hub.end(subscription)
        metrics.add("event_streams", -1)
      }
      try await writer.write(ByteBuffer(string: ": listening\nretry: 3000\n\n"))
      let beats = AsyncTimerSequence(interval: Self.beat, clock: .continuous).map { _ in PhotoChanges?.none }
      let both = merge(subscription.changes.map { Optional($0) }, beats)
      for try await changes in both.cancelOnGracefulShutdown() {
        guard stillHolds(viewer) else { break }
        // Only whether it still holds was asked.
        if let changes, changes.isEmpty { continue }
        let text = changes.map(Self.text) ?? ": beat\n\n"
        try await writer.write(ByteBuffer(string: text))
      }
      try await writer.finish(nil)
    }
    // nginx hands events on at once only where it is told to.
    var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    return Response(status: .ok, headers: headers, body: body)
  }

  private static func text(_ changes: PhotoChanges) -> String {
    var json = JSONObjectText()
    let name: String
    switch changes {
    case .replaced: name = "replaced"
    case .some(let added, let changed, let gone):
      name = "photos"
      json.add("added", texts: added.map(\.text))
      json.add("changed", texts: changed.map(\.text))
      json.add("gone", texts: gone.map(\.text))
    }
    let id = TokenText.encode(ServerSecret.random(12))
    return "id: \(id)\nevent: \(name)\ndata: \(String(decoding: json.bytes, as: UTF8.self))\n\n"
  }
}
