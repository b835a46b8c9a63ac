import Synchronization

/// A value that is made when it is first asked for, by whoever comes first; others wait for it.
final class LazyValue<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// The value.
  func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
