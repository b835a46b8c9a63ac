import Crypto
import Synchronization

/// The key that `catalog serve` prints: who opens its address first has a keeper's session. It lives as long as the server runs, and is good
/// once.
final class KeeperKey: Sendable {
  /// The key as it is printed.
  let text: String
  private let isUsed = Mutex(false)

  init() {
    text = TokenText.encode(ServerSecret.random(32))
  }

  /// Whether a text is the key and nobody has used it before; then it is used up.
  func use(_ given: String) -> Bool {
    // Hashes are compared, so that the time says nothing of how much is right.
    guard SHA256.hash(data: Array(given.utf8)) == SHA256.hash(data: Array(text.utf8)) else { return false }
    return isUsed.withLock { isUsed in
      defer { isUsed = true }
      return !isUsed
    }
  }

  /// Makes it good again, where no session could be begun with it.
  func giveBack() { isUsed.withLock { $0 = false } }
}
