import Crypto
import HTTPTypes

/// The mark of a picture's version: made of the bytes that are sent and of nothing else, so that it changes when they do, and says nothing more.
struct EntityTag: Hashable, Sendable {
  /// With its quotes.
  let text: String

  /// - Parameters:
  ///   - bytes: What is sent.
  ///   - key: The server's key for marks.
  init(_ bytes: some Sequence<UInt8>, _ key: SymmetricKey) {
    var mac = HMAC<SHA256>(key: key)
    mac.update(data: Array(bytes))
    text = "\"" + TokenText.encode(Array(mac.finalize()).prefix(15)) + "\""
  }

  /// Whether a request has this version already.
  func isKnown(_ headers: HTTPFields) -> Bool {
    headers[values: .ifNoneMatch].contains { header in
      header.split(separator: ",").contains { part in
        let tag = part.trimmingPrefix { $0 == " " }
        return tag == "*" || tag == text || tag.dropFirst(2) == text && tag.hasPrefix("W/")
      }
    }
  }
}
