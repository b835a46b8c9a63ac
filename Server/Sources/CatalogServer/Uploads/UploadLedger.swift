import HTTPTypes
import Synchronization

/// How much may still come: what is stored and what is on its way, together.
final class UploadLedger: Sendable {
  private struct OnItsWay {
    var all = 0
    var byPerson: [PersonNumber: Int] = [:]
    var counts: [PersonNumber: Int] = [:]
    var count = 0
  }

  private let limits: UploadLimits
  private let records: UploadRecords
  private let state = Mutex(OnItsWay())

  /// So many at once, in all and of one person.
  private static let largestCount = 64
  private static let largestCountOfOne = 6

  init(_ limits: UploadLimits, _ records: UploadRecords) {
    self.limits = limits
    self.records = records
  }

  /// Room for a photo, until its last reference goes.
  final class Reservation: Sendable {
    private let ledger: UploadLedger
    private let person: PersonNumber?
    private let bytes: Int

    fileprivate init(_ ledger: UploadLedger, _ person: PersonNumber?, _ bytes: Int) {
      (self.ledger, self.person, self.bytes) = (ledger, person, bytes)
    }

    deinit { ledger.give(back: bytes, person) }
  }

  /// Takes room.
  ///
  /// - Parameters:
  ///   - bytes: How long the photo says that it is; `nil` where it does not say.
  ///   - person: Whose it is; `nil` for the printed key.
  /// - Returns: The room.
  /// - Throws: ``Problem``: 507, 429 where there is none, 503 where too many come at once; what the database throws.
  func reserve(_ bytes: Int?, for person: PersonNumber?) throws -> Reservation {
    let stored = try records.sums(of: person)
    let wanted = bytes ?? limits.file
    let key = person ?? 0
    let problem: Problem? = state.withLock { state in
      if state.count >= Self.largestCount || state.counts[key, default: 0] >= Self.largestCountOfOne {
        return .busy
      }
      if stored.all + state.all + wanted > limits.space {
        return Problem(
          status: .insufficientStorage,
          detail:
            "There is no room for more photos: \(SizeText.text(limits.space)) are set aside. Whoever keeps the catalogue can change that."
        )
      }
      if stored.day + state.byPerson[key, default: 0] + wanted > limits.perDay {
        return Problem(
          status: .tooManyRequests,
          detail:
            "You have sent as much as one person may in 24 hours: \(SizeText.text(limits.perDay)). Send the rest tomorrow.",
          headers: [.retryAfter: "3600"]
        )
      }
      state.all += wanted
      state.byPerson[key, default: 0] += wanted
      state.counts[key, default: 0] += 1
      state.count += 1
      return nil
    }
    if let problem { throw problem }
    return Reservation(self, person, wanted)
  }

  private func give(back bytes: Int, _ person: PersonNumber?) {
    let key = person ?? 0
    state.withLock { state in
      state.all -= bytes
      state.count -= 1
      state.byPerson[key, default: 0] -= bytes
      state.counts[key, default: 0] -= 1
      if state.counts[key] == 0 { (state.counts[key], state.byPerson[key]) = (nil, nil) }
    }
  }
}
