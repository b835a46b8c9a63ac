import FuzzSupport

/// What of a request can be fuzzed.
enum Harness: String, FuzzHarness {
  case query, head, body

  /// Reads bytes, and ends the process where a rule is broken.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .query: QueryHarness.run(bytes)
    case .head: HeadHarness.run(bytes)
    case .body: BodyHarness.run(bytes)
    }
  }

  /// Good inputs to begin with.
  var seeds: [[UInt8]] {
    switch self {
    case .query: QueryHarness.seeds
    case .head: HeadHarness.seeds
    case .body: BodyHarness.seeds
    }
  }
}
