import HTTPTypes
import Synchronization

/// Counts of what the server does, as Prometheus reads them (text format 0.0.4). They name routes and levels, never photos or people.
final class ServerMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let status: Int
  }

  private struct Tally {
    var requests = 0
    var seconds = 0.0

    mutating func add(_ seconds: Double) {
      requests += 1
      self.seconds += seconds
    }
  }

  private let tallies = Mutex<[Key: Tally]>([:])
  private let gauges = Mutex<[String: Int]>([:])

  /// Counts an answer.
  func count(_ route: String, _ status: HTTPResponse.Status, _ duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    tallies.withLock { $0[Key(route: route, status: status.code), default: Tally()].add(seconds) }
  }

  /// Sets a value that goes up and down.
  func set(_ gauge: String, _ value: Int) { gauges.withLock { $0[gauge] = value } }

  /// Changes a value that goes up and down.
  func add(_ gauge: String, _ change: Int) { gauges.withLock { $0[gauge, default: 0] += change } }

  /// All counts.
  var text: String {
    var lines = ["# TYPE catalog_requests_total counter"]
    let all = tallies.withLock { $0 }.sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }
    for (key, tally) in all {
      lines.append(
        "catalog_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(tally.requests)"
      )
    }
    lines.append("# TYPE catalog_request_seconds_total counter")
    for (key, tally) in all {
      lines.append(
        "catalog_request_seconds_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(tally.seconds)"
      )
    }
    for (name, value) in gauges.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      lines.append("# TYPE catalog_\(name) gauge")
      lines.append("catalog_\(name) \(value)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
