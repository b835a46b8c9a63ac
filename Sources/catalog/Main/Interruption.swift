import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Ctrl-C and SIGTERM as a wish: the scan saves what it has and ends.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// The signal that has come, if any.
  static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From now on the signals are a wish. A second one ends the process at once, as ever.
  static func listen() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      let handler: @convention(c) (Int32) -> Void = { number in
        Interruption.received.store(number, ordering: .relaxed)
      }
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
        action.sa_flags = SA_RESETHAND
      #else
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      #endif
      sigaction(number, &action, nil)
    }
  }
}
