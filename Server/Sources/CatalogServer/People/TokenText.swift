import Crypto
import Foundation

/// Random bytes as text for addresses and cookies: base 64 with `-` and `_`, without padding (RFC 4648, section 5).
enum TokenText {
  /// Characters of 32 bytes.
  static let length = 43

  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The bytes of a text; `nil` where it is not exactly what ``encode(_:)`` gives.
  static func decode(_ text: String) -> [UInt8]? {
    guard !text.contains(where: { $0 == "+" || $0 == "/" || $0 == "=" }) else { return nil }
    var padded = text.replacing("-", with: "+").replacing("_", with: "/")
    padded += String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4)
    guard let bytes = Data(base64Encoded: padded).map({ Array($0) }), encode(bytes) == text else {
      return nil
    }
    return bytes
  }

  /// What is stored of a secret text: whoever reads the hash cannot use it.
  static func hash(_ text: String) -> Data { Data(SHA256.hash(data: Array(text.utf8))) }
}
