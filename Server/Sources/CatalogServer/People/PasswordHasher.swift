import Dispatch
import HTTPTypes
import Synchronization

/// Hashes passwords on one thread of its own: eight at once on the threads that answer would stop all answers.
final class PasswordHasher: Sendable {
  /// What new records take.
  let cost: PasswordRecord.Cost
  private let queue = DispatchQueue(label: "catalog passwords", qos: .utility)
  private let waiting = Mutex(0)
  private let hashed = Atomic(0)

  /// So many wait or are hashed; whoever comes then is asked to come again.
  static let limit = 16

  init(_ cost: PasswordRecord.Cost) {
    self.cost = cost
  }

  /// How many passwords were hashed, for metrics and tests.
  var count: Int { hashed.load(ordering: .relaxed) }

  /// Hashes a password that somebody chose.
  ///
  /// - Returns: What is stored of it.
  /// - Throws: ``Problem`` (429) where too many wait.
  func record(of password: Password) async throws -> PasswordRecord {
    try await run { [cost] in try PasswordRecord(password, cost) }
  }

  /// Compares a password with what is stored; where nothing is, as much work is done.
  ///
  /// - Parameters:
  ///   - password: What somebody typed.
  ///   - record: What is stored of the right one; `nil` where nobody has the name.
  /// - Returns: Whether it is the right one, and a new record where the stored one takes other work than new ones do.
  /// - Throws: ``Problem`` (429) where too many wait.
  func check(_ password: Password, _ record: PasswordRecord?) async throws -> (
    isRight: Bool, renewed: PasswordRecord?
  ) {
    let isRight = try await run { [cost] in
      try (record ?? .ofNobody(cost)).matches(password) && record != nil
    }
    guard isRight, let record, record.cost != cost else { return (isRight, nil) }
    return (true, try? await self.record(of: password))
  }

  private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let isTaken = waiting.withLock { waiting in
      guard waiting < Self.limit else { return false }
      waiting += 1
      return true
    }
    guard isTaken else {
      throw Problem(
        status: .tooManyRequests,
        detail: "Many people sign in at this moment. Try again in a few seconds.",
        headers: [.retryAfter: "5"]
      )
    }
    defer { waiting.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        hashed.wrappingAdd(1, ordering: .relaxed)
        continuation.resume(with: Result { try work() })
      }
    }
  }
}
