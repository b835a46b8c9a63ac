import Crypto
import Foundation
import HTTPTypes

/// The cookie by which a browser in which somebody has signed in before is known, so that others who guess at the same name, or at the same address,
/// do not lock its owner out. It lets nobody in.
struct BrowserCookie: Sendable {
  private let key: SymmetricKey

  /// A year.
  private static let lifetime = 365 * 86400

  init(_ secret: ServerSecret) {
    key = secret.key(for: "known browser")
  }

  private static func name(isSecure: Bool) -> String {
    SessionCookie.name("catalog_browser", isSecure: isSecure)
  }

  /// The header's value that stores a mark that is good for one person.
  func storing(for person: PersonNumber, isSecure: Bool) -> String {
    let mark = TokenText.encode(ServerSecret.random(16))
    let value = "\(mark).\(TokenText.encode(signature(mark, person)))"
    return SessionCookie.header(Self.name(isSecure: isSecure), value, Self.lifetime, isSecure: isSecure)
  }

  /// The browser's mark; `nil` where it has none, or another person's.
  ///
  /// - Parameters:
  ///   - headers: The request's.
  ///   - person: Whose name was typed; 0 where nobody has it, so that the work is the same.
  ///   - isSecure: Whether the way is encrypted.
  /// - Returns: A text for a bucket.
  func mark(in headers: HTTPFields, for person: PersonNumber, isSecure: Bool) -> String? {
    guard let value = SessionCookie.value(Self.name(isSecure: isSecure), in: headers) else { return nil }
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 22, let signature = TokenText.decode(String(parts[1])),
      HMAC<SHA256>.isValidAuthenticationCode(
        signature,
        authenticating: text(String(parts[0]), person),
        using: key
      )
    else { return nil }
    return String(parts[0])
  }

  private func text(_ mark: String, _ person: PersonNumber) -> [UInt8] { Array("\(mark) \(person)".utf8) }

  private func signature(_ mark: String, _ person: PersonNumber) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: text(mark, person), using: key)
  }
}
