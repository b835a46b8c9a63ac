/// What stands after the question mark of an address, decoded once and strictly: a name or value that is not as it should be is an error, never
/// a guess.
struct QueryItems: Hashable, Sendable {
  private(set) var items: [(name: String, value: String)] = []

  /// More than a question can have.
  static let limit = 64

  /// - Parameter text: The query without its question mark; `nil` where there is none.
  /// - Throws: ``Problem`` (400).
  init(_ text: (some StringProtocol)?) throws(Problem) {
    guard let text, !text.isEmpty else { return }
    for part in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
      guard items.count < Self.limit else { throw .badRequest("The address has too many parameters.") }
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first.flatMap({ PercentText.decode($0, plusIsBlank: true) }), !name.isEmpty,
        pair.count == 2, let value = PercentText.decode(pair[1], plusIsBlank: true)
      else {
        throw .badRequest(
          "The address has a parameter that cannot be read: write NAME=VALUE, percent-encoded UTF-8."
        )
      }
      items.append((name, value))
    }
  }

  static func == (lhs: QueryItems, rhs: QueryItems) -> Bool {
    lhs.items.elementsEqual(rhs.items) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    for item in items {
      hasher.combine(item.name)
      hasher.combine(item.value)
    }
  }

  /// The only value of a name; `nil` where it is not there.
  ///
  /// - Throws: ``Problem`` (400) where it is there twice.
  func value(_ name: String) throws(Problem) -> String? {
    let values = values(name)
    guard values.count < 2 else { throw .badRequest("The parameter \(name) is given twice.") }
    return values.first
  }

  /// All values of a name.
  func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  /// Refuses names that a route does not know: a misspelt filter would answer something else than was asked.
  ///
  /// - Parameter names: What the route knows.
  /// - Throws: ``Problem`` (400).
  func requireOnly(_ names: [String]) throws(Problem) {
    for item in items where !names.contains(item.name) {
      let known = names.isEmpty ? "It takes none." : "It takes \(names.joined(separator: ", "))."
      throw .badRequest("There is a parameter that this address does not take. \(known)")
    }
  }
}
