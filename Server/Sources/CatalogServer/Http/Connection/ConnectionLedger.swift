import Synchronization

/// Counts connections, in all and by address.
final class ConnectionLedger: Sendable {
  private struct State {
    var all = 0
    var byAddress: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let limits: ConnectionLimits
  /// Behind a trusted proxy are many people.
  private let proxies: TrustedProxies

  init(_ limits: ConnectionLimits, _ proxies: TrustedProxies) {
    self.limits = limits
    self.proxies = proxies
  }

  /// How many connections there are.
  var count: Int { state.withLock { $0.all } }

  /// Counts a connection; `false` where there are too many.
  func open(_ address: String) -> Bool {
    state.withLock { state in
      let own = state.byAddress[address, default: 0]
      guard state.all < limits.connections, own < limits.perAddress || proxies.contains(address) else {
        return false
      }
      state.all += 1
      state.byAddress[address] = own + 1
      return true
    }
  }

  /// Takes a connection away that was counted.
  func close(_ address: String) {
    state.withLock { state in
      state.all -= 1
      let own = state.byAddress[address, default: 1] - 1
      state.byAddress[address] = own > 0 ? own : nil
    }
  }
}
