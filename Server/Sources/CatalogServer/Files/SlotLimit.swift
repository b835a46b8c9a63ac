import Synchronization

/// So many at once, and no more.
final class SlotLimit: Sendable {
  private let left: Mutex<Int>

  init(_ count: Int) {
    left = Mutex(count)
  }

  /// A place that is free again when the last reference to it goes.
  final class Slot: Sendable {
    private let limit: SlotLimit

    fileprivate init(_ limit: SlotLimit) {
      self.limit = limit
    }

    deinit { limit.left.withLock { $0 += 1 } }
  }

  /// Takes a place; `nil` where none is free.
  func take() -> Slot? {
    let isFree = left.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
    return isFree ? Slot(self) : nil
  }
}
