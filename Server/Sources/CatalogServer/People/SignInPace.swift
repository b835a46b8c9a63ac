import CatalogKit

/// What signing in takes: work, and the same time for every answer.
struct SignInPace: Sendable {
  /// What a password's hash takes.
  var cost = PasswordRecord.Cost.standard
  /// Answers come this long after the question, or twice, or three times: nobody can tell from it what was right.
  var step = Duration.milliseconds(600)
  /// Waits.
  var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  /// Does something, and waits until an answer may be given.
  ///
  /// - Parameters:
  ///   - clock: Where times come from.
  ///   - work: What is answered, or why not.
  /// - Returns: The answer.
  /// - Throws: What the work throws, no earlier.
  func answer<Value: Sendable>(_ clock: SystemClock, _ work: () async throws -> Value) async throws -> Value {
    let start = clock.uptime()
    let result: Result<Value, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    let passed = clock.uptime() - start
    if step > .zero {
      let steps = (passed / step).rounded(.down) + 1
      try await pause(step * Int(steps) - passed)
    }
    return try result.get()
  }
}
