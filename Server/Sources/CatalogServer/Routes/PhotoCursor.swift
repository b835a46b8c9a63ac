import Crypto
import Foundation

/// Where the next page of an answer begins: the order's key of the last photo, as the asker's level knows it, sealed so that nobody reads or makes
/// one. It stays right while the index is replaced.
struct PhotoCursor: Sendable {
  /// The last photo of a page.
  struct Key: Hashable, Sendable {
    /// The value that photos are ordered by, in the order of unsigned numbers.
    let value: UInt64
    let id: UInt64
  }

  private let key: SymmetricKey

  init(_ secret: ServerSecret) {
    key = secret.key(for: "cursor")
  }

  /// The text of a cursor.
  ///
  /// - Parameters:
  ///   - last: The last photo of the page.
  ///   - query: The question; the cursor is good for no other.
  ///   - level: Whose answer it is.
  ///   - order: The order of the answer.
  /// - Returns: Text for an address.
  /// - Throws: What sealing throws.
  func seal(_ last: Key, _ query: QueryItems, _ level: Level, _ order: PhotoQuestion.Order) throws -> String {
    var plain: [UInt8] = []
    for value in [last.value, last.id] { withUnsafeBytes(of: value.bigEndian) { plain += $0 } }
    let box = try AES.GCM.seal(plain, using: key, authenticating: Self.context(query, level, order))
    return TokenText.encode(box.combined ?? Data())
  }

  /// Reads a cursor.
  ///
  /// - Throws: ``Problem`` (400) where it is none, or one of another question.
  func open(
    _ text: String,
    _ query: QueryItems,
    _ level: Level,
    _ order: PhotoQuestion.Order
  ) throws(Problem) -> Key {
    let plain: Data
    do {
      guard let bytes = TokenText.decode(text) else { throw CryptoKitError.authenticationFailure }
      plain = try AES.GCM.open(
        AES.GCM.SealedBox(combined: bytes),
        using: key,
        authenticating: Self.context(query, level, order)
      )
    } catch {
      throw .badRequest("The cursor is not one of this question: ask from its beginning.")
    }
    guard plain.count == 16 else {
      throw .badRequest("The cursor is not one of this question: ask from its beginning.")
    }
    let values = [plain.prefix(8), plain.suffix(8)].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    return Key(value: values[0], id: values[1])
  }

  /// The question without what changes from page to page.
  private static func context(_ query: QueryItems, _ level: Level, _ order: PhotoQuestion.Order) -> [UInt8] {
    var text = "\(level.rawValue) \(order.rawValue)"
    let items = query.items.filter { $0.name != "cursor" && $0.name != "limit" }
    for item in items.sorted(by: { ($0.name, $0.value) < ($1.name, $1.value) }) {
      text += "\n\(item.name.utf8.count) \(item.name) \(item.value)"
    }
    return Array(text.utf8)
  }
}
