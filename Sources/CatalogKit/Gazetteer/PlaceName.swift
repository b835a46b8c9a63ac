/// A place's name as somebody typed it, with what narrows it down: `Paris`, `Paris, Texas`, `place:Sydney`.
public struct PlaceName: Hashable, Sendable {
  /// The name before the first comma, as it was typed.
  public let text: String
  let key: [UInt8]
  /// What is behind the commas: a country, a state or a larger place nearby each.
  let qualifiers: [Qualifier]
  /// Whether it says that it is the name of a place and nothing else, with `place:` before it.
  public let isMarked: Bool

  struct Qualifier: Hashable, Sendable {
    let text: String
    let key: [UInt8]
  }

  /// The longest text that is read, in bytes of UTF-8.
  public static let maximumLength = 1024

  /// - Parameter text: What somebody typed.
  /// - Throws: ``PlaceNameError/empty`` where there is no letter in it, ``PlaceNameError/tooLong(bytes:)``.
  public init(_ text: String) throws(PlaceNameError) {
    let bytes = text.utf8.count
    guard bytes <= Self.maximumLength else { throw .tooLong(bytes: bytes) }
    var rest = text.drop { $0.isWhitespace }
    isMarked = rest.lowercased().hasPrefix(Self.mark)
    if isMarked { rest = rest.dropFirst(Self.mark.count) }
    var parts: [Qualifier] = []
    for part in rest.split(whereSeparator: { $0 == "," || $0 == "\u{FF0C}" || $0 == "\u{3001}" }) {
      let key = NameKey.key(part)
      if !key.isEmpty { parts.append(Qualifier(text: Self.trimmed(part), key: key)) }
    }
    guard let name = parts.first else { throw .empty }
    (self.text, key) = (name.text, name.key)
    qualifiers = Array(parts.dropFirst())
  }

  /// What says that a name follows.
  public static let mark = "place:"

  /// The same name, narrowed down.
  func narrowed(by words: [String]) -> PlaceName? {
    try? PlaceName(([text] + words).joined(separator: ", "))
  }

  /// Whether it is as codes of airports are: three capitals. They mean a place only so.
  var isCode: Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension PlaceName: CustomStringConvertible {
  /// The name with what narrows it down: `Paris, Texas`.
  public var description: String { ([text] + qualifiers.map(\.text)).joined(separator: ", ") }
}
