import Crypto

/// A photo's name in addresses: a mark of its number that nobody can compute without the secret, so that photos can be neither counted nor
/// guessed. It stays where the photo moves.
struct PhotoID: Hashable, Sendable {
  /// The first eight bytes, by which a photo is found.
  let prefix: UInt64
  /// The other four.
  let rest: UInt32

  /// 24 hexadecimal digits.
  var text: String { Self.hex(prefix, digits: 16) + Self.hex(UInt64(rest), digits: 8) }

  /// - Parameters:
  ///   - prefix: The first eight bytes.
  ///   - rest: The other four.
  init(prefix: UInt64, rest: UInt32) {
    self.prefix = prefix
    self.rest = rest
  }

  /// Reads 24 lower-case hexadecimal digits; anything else is `nil`.
  init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard digits.count == 24,
      digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      let prefix = UInt64(text.prefix(16), radix: 16), let rest = UInt32(text.suffix(8), radix: 16)
    else { return nil }
    self.prefix = prefix
    self.rest = rest
  }

  fileprivate init(_ digest: some Sequence<UInt8>) {
    var (prefix, rest) = (UInt64(0), UInt32(0))
    for (place, byte) in digest.prefix(12).enumerated() {
      if place < 8 { prefix = prefix << 8 | UInt64(byte) } else { rest = rest << 8 | UInt32(byte) }
    }
    self.prefix = prefix
    self.rest = rest
  }

  private static func hex(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}

/// Makes photos' ids: HMAC with SHA-256 of the number.
struct PhotoIDMaker: Sendable {
  /// The key's part of the work is done once.
  private let keyed: HMAC<SHA256>

  init(_ secret: ServerSecret) {
    keyed = HMAC(key: secret.key(for: "photo id"))
  }

  /// The id of a number.
  func id(of number: PhotoNumber) -> PhotoID {
    var code = keyed
    withUnsafeBytes(of: number.bigEndian) { code.update(data: $0) }
    return PhotoID(code.finalize())
  }
}

/// A photo's number in `people.sqlite`: counted from 1, never used again.
typealias PhotoNumber = UInt32
