import Crypto
import CryptoExtras
import Foundation

/// What is stored of a password: scrypt's parameters, a salt and the hash (RFC 7914), as text by the rules of the password hashing competition:
/// `$scrypt$ln=15,r=8,p=3$salt$hash`.
struct PasswordRecord: Hashable, Sendable {
  /// What hashing takes: `128 · r · 2^ln` bytes, `p` times one after the other.
  struct Cost: Hashable, Sendable {
    /// The logarithm of N to base 2.
    let ln: Int
    let r: Int
    let p: Int

    /// 32 MiB, and a third of a second on a machine of 2024 (OWASP Password Storage Cheat Sheet).
    static let standard = Cost(ln: 15, r: 8, p: 3)
  }

  let cost: Cost
  let salt: [UInt8]
  let hash: [UInt8]

  /// Hashes a password with a new salt.
  init(_ password: Password, _ cost: Cost) throws {
    let salt = ServerSecret.random(16)
    self.init(cost: cost, salt: salt, hash: try Self.hash(password, cost, salt))
  }

  private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  /// What a password is compared with where nobody has the name: as much work, and never equal.
  static func ofNobody(_ cost: Cost) -> PasswordRecord {
    PasswordRecord(cost: cost, salt: [UInt8](repeating: 0, count: 16), hash: [UInt8](repeating: 0, count: 32))
  }

  /// Whether a password is the one. Takes the same time however much is right.
  func matches(_ password: Password) throws -> Bool {
    let other = try Self.hash(password, cost, salt)
    guard other.count == hash.count else { return false }
    return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func hash(_ password: Password, _ cost: Cost, _ salt: [UInt8]) throws -> [UInt8] {
    try KDF.Scrypt.deriveKey(
      from: password.bytes,
      salt: salt,
      outputByteCount: 32,
      rounds: 1 << cost.ln,
      blockSize: cost.r,
      parallelism: cost.p
    ).withUnsafeBytes { Array($0) }
  }

  var text: String {
    let salt = Data(salt).base64EncodedString().replacing("=", with: "")
    let hash = Data(hash).base64EncodedString().replacing("=", with: "")
    return "$scrypt$ln=\(cost.ln),r=\(cost.r),p=\(cost.p)$\(salt)$\(hash)"
  }

  /// Reads a record; `nil` where it is none, or asks for more than any record of this program.
  init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
      let match = parts[2].wholeMatch(of: #/ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})/#),
      let ln = Int(match.1), let r = Int(match.2), let p = Int(match.3),
      (1...20).contains(ln), (1...16).contains(r), (1...16).contains(p),
      let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4]), salt.count == 16, hash.count == 32
    else { return nil }
    self.init(cost: Cost(ln: ln, r: r, p: p), salt: salt, hash: hash)
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)).map { Array($0) }
  }
}
