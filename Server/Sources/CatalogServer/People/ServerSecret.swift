import CatalogKit
import Crypto
import Foundation

/// The secret of one catalogue's server: photos' ids, cursors, marks of pictures' versions and sessions depend on it.
///
/// It lies in the state folder, readable by its owner only. Without it every address of a photo changes.
struct ServerSecret: Sendable {
  private let key: SymmetricKey

  /// - Parameter bytes: 32 random bytes.
  init(bytes: [UInt8]) {
    key = SymmetricKey(data: bytes)
  }

  /// Reads the secret of a state folder, or makes one.
  ///
  /// - Parameter folder: The state folder.
  /// - Throws: ``StateError`` where it cannot be read or written, or is not whole.
  init(in folder: StateFolder) throws {
    if let bytes = try folder.read("secret") {
      guard bytes.count == Self.length else {
        throw StateError.damaged(
          folder.path.appending(FilePathBytes("secret")),
          "it is not 32 bytes long. Put back a copy, or remove it: then every address of a photo changes"
        )
      }
      self.init(bytes: bytes)
    } else {
      let bytes = Self.random(Self.length)
      try folder.write(bytes, to: "secret")
      self.init(bytes: bytes)
    }
  }

  private static let length = 32

  /// Bytes from the system's generator.
  static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// A key for one purpose, from which no other can be told (HKDF, RFC 5869).
  func key(for purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array("catalog \(purpose)".utf8), outputByteCount: 32)
  }
}
